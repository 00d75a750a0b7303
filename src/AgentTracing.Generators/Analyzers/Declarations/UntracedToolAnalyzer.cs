using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports methods that are tools, by an attribute or as arguments of a factory, and could be annotated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntracedToolAnalyzer() : AgentTracingAnalyzer(Descriptors.UntracedTool)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var tools = ToolFactories.Of(context.Compilation);
        var operations = OperationSymbols.Of(context.Compilation);
        context.RegisterSyntaxNodeAction(node => Analyze(node, tools, operations), SyntaxKind.MethodDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, ToolFactories tools, OperationSymbols operations)
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        if (!CanBeSplit(declaration)
            || (declaration.AttributeLists.Count == 0 && !tools.HaveName(declaration.Identifier.ValueText))
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
            || !CanBeOperation(method)
            || ToolAttributeOf(method, tools) is not { } maker
            || operations.KindOf(method) is not null
            || operations.ImplementedBy(method, method.ContainingType, context.CancellationToken) is not null
            || OnlyCallsOperation(declaration, context.SemanticModel, operations, context.CancellationToken)
            || TestCode.Contains(method))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.UntracedTool, declaration.Identifier.GetLocation(), method.Name, maker));
    }

    private static string? ToolAttributeOf(IMethodSymbol method, ToolFactories tools)
        => ToolAttributes.ToolAttributeOf(method) is { } attribute ? $"[{attribute}]" : tools.FactoryOf(method) is { } factory ? $"given to {factory}" : null;

    /// <summary>Whether the method has a body to move, and can be partial.</summary>
    private static bool CanBeSplit(MethodDeclarationSyntax declaration)
        => (declaration.Body is not null || declaration.ExpressionBody is not null)
            && declaration.ExplicitInterfaceSpecifier is null
            && declaration.Parent is TypeDeclarationSyntax
            && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            && !RazorCode.Contains(declaration);

    private static bool CanBeOperation(IMethodSymbol method)
        => method is { MethodKind: MethodKind.Ordinary, IsVararg: false, ContainingType.CanBeReferencedByName: true }
            && !(method.IsOverride && method.IsGenericMethod)
            && !(method is { IsAsync: true, ReturnsVoid: true })
            && ForeignGenerators.ImplementerOf(method) is null
            && method.ContainingType.ContainingTypesAndSelf().All(static outer => !outer.IsFileLocal);

    /// <summary>Whether the method only calls an operation, as tools of ModelContextProtocol must.</summary>
    private static bool OnlyCallsOperation(MethodDeclarationSyntax declaration, SemanticModel model, OperationSymbols operations, CancellationToken cancellationToken)
        => declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol called
            && operations.KindOf(called) == Attributes.OperationKind.Tool);
}
