using System.Runtime.CompilerServices;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>The <c>[TraceTag]</c> parameters of a compilation whose type has an unbounded number of values.</summary>
internal static class TagTypes
{
    private static readonly ConditionalWeakTable<Compilation, Dictionary<string, string>> Known = new();

    /// <summary>Their keys, each with the name of its type. Files without the attribute's name are not bound.</summary>
    public static IReadOnlyDictionary<string, string> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(compilation, out var known))
            return known;

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var models = new SemanticModels(compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.GetText(cancellationToken).ToString().Contains("TraceTag"))
                continue;

            foreach (var parameter in tree.GetRoot(cancellationToken).DescendantNodes().OfType<ParameterSyntax>().Where(static parameter => parameter.AttributeLists.Count > 0))
            {
                if (models.Of(tree).GetDeclaredSymbol(parameter, cancellationToken) is IParameterSymbol symbol
                    && symbol.FindAttribute(OperationAttributes.Namespace, "TraceTagAttribute") is { ConstructorArguments: [{ Value: string key }, ..] }
                    && IsUnbounded(symbol.Type))
                {
                    found[key] = symbol.Type.Name;
                }
            }
        }

        return Known.GetValue(compilation, _ => found);
    }

    private static bool IsUnbounded(ITypeSymbol type)
        => type is INamedTypeSymbol { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, Name: "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" or "Uri" };
}
