using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>Reports streaming calls whose provider sends the usage only on request, if the visible request does not include it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamUsageAnalyzer() : LlmCallAnalyzer(Descriptors.StreamUsage)
{
    /// <summary>Property of Betalgo's requests.</summary>
    internal const string StreamOptions = nameof(StreamOptions);

    /// <summary>Property of the options of Azure.AI.Inference.</summary>
    internal const string AdditionalProperties = nameof(AdditionalProperties);

    private protected override Action<SyntaxNodeAnalysisContext, LlmCallSite>? Analysis(LlmCallContext context) => Analyze;

    private static void Analyze(SyntaxNodeAnalysisContext context, LlmCallSite site)
    {
        if ((site.Api.Traits & LlmApiTraits.UsageOnRequest) == 0
            || site.Form != LlmCallForm.Invocation
            || context.SemanticModel.GetOperation(site.Syntax, context.CancellationToken) is not IInvocationOperation invocation)
        {
            return;
        }

        foreach (var argument in invocation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit
                && argument.Parameter?.Type is INamedTypeSymbol type
                && PropertyOf(type) is { } property
                && argument.Syntax is ArgumentSyntax { Expression: var value }
                && CreationOf(value, property, context.SemanticModel, context.CancellationToken) is { } creation
                && !RequestsUsage(creation, property))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.StreamUsage,
                    site.Name.GetLocation(),
                    additionalLocations: [creation.GetLocation()],
                    site.DisplayName,
                    property == StreamOptions ? "StreamOptions.IncludeUsage" : "AdditionalProperties[\"stream_options\"]"));
            }
        }
    }

    /// <summary>The property of a request that requests the usage; null when it has none.</summary>
    internal static string? PropertyOf(ITypeSymbol request)
        => request.GetMembers(StreamOptions).Any() ? StreamOptions : request.GetMembers(AdditionalProperties).Any() ? AdditionalProperties : null;

    /// <summary>The creation of the request, if only its initializer can request the usage; null when it is not visible.</summary>
    private static BaseObjectCreationExpressionSyntax? CreationOf(ExpressionSyntax value, string property, SemanticModel model, CancellationToken cancellationToken)
    {
        if (value is BaseObjectCreationExpressionSyntax creation)
            return creation;

        return value is IdentifierNameSyntax name
            && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol symbol
            && symbol.DeclarationIn(model.Compilation, cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax made } local
            && !TracingSyntax.ScopeOf(local).DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use != name
                && use.Identifier.ValueText == local.Identifier.ValueText
                && MayRequestUsage(use, property))
                ? made
                : null;
    }

    // It sets the property, is passed to a method that may set it, or gets another value.
    private static bool MayRequestUsage(IdentifierNameSyntax use, string property) => use.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Expression == use => access.Name.Identifier.ValueText == property,
        MemberAccessExpressionSyntax => false,
        _ => true,
    };

    private static bool RequestsUsage(BaseObjectCreationExpressionSyntax creation, string property)
    {
        var value = creation.Initializer?.Expressions
            .OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == property)?.Right;
        return value switch
        {
            null => false,
            InitializerExpressionSyntax or BaseObjectCreationExpressionSyntax { Initializer: not null } => RequestsUsageInside(value),
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } => false,
            _ => true,
        };
    }

    private static bool RequestsUsageInside(SyntaxNode value) => value.DescendantNodes().Any(static node => node switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "IncludeUsage" }, Right: var answer } => !answer.IsKind(SyntaxKind.FalseLiteralExpression),
        LiteralExpressionSyntax { Token.Value: "stream_options" } => true,
        _ => false,
    });
}
