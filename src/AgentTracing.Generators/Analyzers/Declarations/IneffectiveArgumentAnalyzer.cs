using System.Globalization;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>
/// AGT1015: reports arguments of operation attributes and of <c>[assembly: LlmApi]</c> that the generator ignores. Limits have AGT4003,
/// parameters AGT1009.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IneffectiveArgumentAnalyzer() : AgentTracingAnalyzer(Descriptors.IneffectiveArgument)
{
    private const string LlmApi = nameof(LlmApi);
    private const string MethodName = "methodName";
    private const string Suffix = "Attribute";

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        // The compiler treats an annotated method as generated code, because its other part is. Its attributes are therefore analyzed from
        // the type.
        context.RegisterSymbolAction(
            static type =>
            {
                foreach (var attribute in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>().SelectMany(OperationAttributes.Of).Select(static found => found.Attribute))
                    Check(attribute, type.Compilation, type.ReportDiagnostic, type.CancellationToken);
            },
            SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                if (node.Node is not AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword } list)
                    return;

                foreach (var attribute in node.Compilation.Assembly.GetAttributes().Where(static attribute => attribute.AttributeClass.Is(OperationAttributes.Namespace, LlmApi + Suffix)))
                {
                    if (list.Attributes.Contains(attribute.SyntaxIn(node.Compilation, node.CancellationToken)))
                        Check(attribute, node.Compilation, node.ReportDiagnostic, node.CancellationToken);
                }
            },
            SyntaxKind.AttributeList);
    }

    private static void Check(AttributeData attribute, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (attribute.SyntaxIn(compilation, cancellationToken) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            return;

        foreach (var argument in arguments)
        {
            string name = NameOf(argument, attribute);
            var value = argument.NameEquals is null ? Positional(attribute, name) : attribute.Named(name);
            if (value.Kind != TypedConstantKind.Error && Problem(attribute, name, value) is { } problem)
            {
                string type = attribute.AttributeClass!.Name;
                report(Diagnostic.Create(Descriptors.IneffectiveArgument, argument.GetLocation(), $"{name} = {Text(value)}", type.Substring(0, type.Length - Suffix.Length), problem));
            }
        }
    }

    /// <summary>The name of the property, or of the constructor's parameter.</summary>
    private static string NameOf(AttributeArgumentSyntax argument, AttributeData attribute)
    {
        if ((argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText is { } name)
            return name;

        int place = ((AttributeArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument);
        return attribute.AttributeConstructor?.Parameters.ElementAtOrDefault(place)?.Name ?? "";
    }

    private static TypedConstant Positional(AttributeData attribute, string name)
        => attribute.AttributeConstructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { Ordinal: var place } && place < attribute.ConstructorArguments.Length
            ? attribute.ConstructorArguments[place]
            : default;

    /// <summary>The reason why an argument has no effect, and what to write instead; null when it has one.</summary>
    private static string? Problem(AttributeData attribute, string name, TypedConstant value) => value switch
    {
        { Value: string text } when string.IsNullOrWhiteSpace(text) => $"it is blank; write {(name == MethodName ? "the name of a method" : "a text, or omit it")}",
        { Value: string method } when name == MethodName => attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, ..] && !HasMethod(type, method)
            ? $"'{type.Name}' has no method of that name; write the name of a method that it declares or inherits"
            : null,
        { Kind: TypedConstantKind.Enum, Type: { } type } when !value.IsOfEnum() => $"it is no value of {type.Name}; write a member of {type.Name}, or omit it",
        _ when name == BudgetLimits.OnUnpriced && !BudgetLimits.LimitsCost(attribute) => $"there is no limit of the cost; set {BudgetLimits.MaxCostUsd}, or omit it",
        _ when name == BudgetLimits.CostUsd && BudgetLimits.CostOf(attribute) is null => "it is no amount in USD; write zero or a positive amount, or omit it",
        _ => null,
    };

    private static bool HasMethod(INamedTypeSymbol type, string method)
        => type.TypeKind == TypeKind.Error || type.OriginalDefinition.SelfAndBaseTypes().Any(declaring => declaring.GetMembers(method).Any(static member => member is IMethodSymbol));

    private static string Text(TypedConstant value) => value switch
    {
        { Value: string text } => CSharp.Literal(text),
        { Kind: TypedConstantKind.Enum, Type: { } type, Value: int number } => type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => number.Equals(field.ConstantValue)) is { } member
            ? $"{type.Name}.{member.Name}"
            : number.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "null",
    };
}
