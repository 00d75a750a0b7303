using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>The methods of a compilation that are passed to a tool factory, in any file. Computed lazily.</summary>
internal sealed class ToolFactories
{
    private static readonly CompilationFact<ToolFactories> Known = new(static compilation => new ToolFactories(compilation));

    private static readonly (string Namespace, string Type, string Method)[] Factories =
    [
        ("Microsoft.Extensions.AI", "AIFunctionFactory", "Create"),
        ("Microsoft.SemanticKernel", "KernelFunctionFactory", "CreateFromMethod"),
        ("Microsoft.SemanticKernel", "KernelExtensions", "CreateFunctionFromMethod"),
        ("ModelContextProtocol.Server", "McpServerTool", "Create"),
    ];

    private static readonly string[] Words = [.. Factories.Select(static factory => factory.Type == "KernelExtensions" ? factory.Method : factory.Type + "." + factory.Method)];

    private readonly Lazy<Dictionary<IMethodSymbol, string>> _methods;

    private readonly Lazy<HashSet<string>> _names;

    private ToolFactories(Compilation compilation)
    {
        _methods = new(() => Find(compilation));
        _names = new(() => new(_methods.Value.Keys.Select(static method => method.Name), StringComparer.Ordinal));
    }

    /// <summary>Those of a compilation.</summary>
    public static ToolFactories Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>Whether a method of that name is passed to a factory: a check before anything is bound.</summary>
    public bool HaveName(string name) => _names.Value.Contains(name);

    /// <summary>The factory that a method is passed to, as in the code; null when there is none.</summary>
    public string? FactoryOf(IMethodSymbol method) => _methods.Value.TryGetValue(method.OriginalDefinition, out var factory) ? factory : null;

    private static Dictionary<IMethodSymbol, string> Find(Compilation compilation)
    {
        var methods = new Dictionary<IMethodSymbol, string>(SymbolEqualityComparer.Default);
        var setup = TelemetrySetup.Of(compilation);
        foreach (var call in setup.FilesWith(Words).SelectMany(static tree => tree.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>())
        {
            if (LlmCallSite.NameOf(call.Expression)?.Identifier.ValueText is not { } name || !Factories.Any(factory => factory.Method == name) || call.ArgumentList.Arguments.Count == 0)
                continue;

            var model = setup.Models.Of(call.SyntaxTree);
            if (call.ArgumentList.Arguments.Select(argument => MethodGroupOf(argument.Expression, model)).OfType<IMethodSymbol>().FirstOrDefault() is { } method
                && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: var type }
                && Factories.Any(factory => factory.Method == name && type.Is(factory.Namespace, factory.Type)))
            {
                methods[(method.ReducedFrom ?? method).OriginalDefinition] = $"{type.Name}.{name}";
            }
        }

        return methods;
    }

    /// <summary>The method of a method group, also in casts to a delegate and delegate constructors.</summary>
    private static IMethodSymbol? MethodGroupOf(ExpressionSyntax argument, SemanticModel model) => argument switch
    {
        ParenthesizedExpressionSyntax inner => MethodGroupOf(inner.Expression, model),
        CastExpressionSyntax cast => MethodGroupOf(cast.Expression, model),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } => MethodGroupOf(only.Expression, model),
        NameSyntax or MemberAccessExpressionSyntax when model.GetSymbolInfo(argument) is var info
            => info.Symbol as IMethodSymbol ?? (info.CandidateSymbols is [IMethodSymbol only] ? only : null),
        _ => null,
    };
}
