using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>
/// AGT1013: annotates a tool with <c>[Tool]</c>. The method becomes a partial declaration with its attributes and defaults, and its body
/// moves to the implementation, so its callers do not change. A tool of ModelContextProtocol is kept, and calls the operation.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AnnotateToolCodeFix)), Shared]
public sealed class AnnotateToolCodeFix() : AgentTracingCodeFix(DiagnosticIds.UntracedTool)
{
    private const string Tool = "Tool";

    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (FormatRun.IsUnrequested(document.Project.Solution.Workspace, diagnostic.Id)
            || await OperationDeclaration.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } method)
        {
            return [];
        }

        var split = new OperationSplit(method.Syntax, method.Model);
        var isMcp = ForeignGenerators.Declares(method.Symbol);
        var operation = isMcp ? OperationName(method.Symbol.Name) : method.Symbol.Name;
        var implementation = OperationParser.ImplementationName(operation);
        if (split.HasDirectivesInHead || method.HasImplementation(implementation) || (isMcp && (method.HasImplementation(operation) || !CanBeForwarded(method))))
            return [];

        return
        [
            new PreparedFix($"Annotate '{method.Symbol.Name}' with [Tool]", nameof(AnnotateToolCodeFix), document.Id, editor =>
            {
                editor.MakeTypesPartial(method.Syntax);
                editor.InsertAfter(method.Syntax, split.Implementation(implementation));
                if (isMcp)
                {
                    editor.InsertAfter(method.Syntax, Operation(method, split, operation));
                    editor.ReplaceNode(method.Syntax, CallingOperation(method, operation));
                }
                else
                {
                    editor.ReplaceNode(method.Syntax, WithTool(split.Declaration(), method.Syntax, arguments: null));
                }

                editor.AddUsing(method.Model, method.Syntax.SpanStart, OperationAttributes.Namespace, Tool + "Attribute");
            }),
        ];
    }

    /// <summary>The name of the operation that a tool calls.</summary>
    private static string OperationName(string tool)
    {
        var stem = OperationParser.WithoutAsync(tool);
        return stem + "Traced" + tool[stem.Length..];
    }

    private static bool CanBeForwarded(OperationDeclaration method)
        => method.Symbol is { IsGenericMethod: false, IsVirtual: false, IsOverride: false, RefKind: RefKind.None }
            && method.Symbol.Parameters.All(static parameter => parameter.RefKind == RefKind.None);

    /// <summary>The declaration with the attribute after the existing ones.</summary>
    private static MethodDeclarationSyntax WithTool(MethodDeclarationSyntax declaration, MethodDeclarationSyntax original, string? arguments)
    {
        var attribute = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName(Tool), arguments is null ? null : SyntaxFactory.ParseAttributeArgumentList(arguments));
        var list = SyntaxFactory.AttributeList([attribute]).WithTrailingTrivia(Trivia.LineBreak(original.SyntaxTree.GetRoot()));
        if (declaration.AttributeLists.Count > 0)
            return declaration.AddAttributeLists(list.WithLeadingTrivia(Trivia.Indentation(original)));

        var leading = declaration.GetLeadingTrivia();
        return declaration.WithLeadingTrivia(Trivia.Indentation(original)).WithAttributeLists([list.WithLeadingTrivia(leading)]);
    }

    /// <summary>The operation that a tool of ModelContextProtocol calls: private, with the tool's name.</summary>
    private static MethodDeclarationSyntax Operation(OperationDeclaration method, OperationSplit split, string name)
    {
        var description = ToolAttributes.DescriptionOf(method.Symbol)?.Text;
        var toolName = ToolAttributes.NameOf(method.Symbol)?.Text ?? ModelContextProtocol.ToolName(OperationParser.WithoutAsync(method.Symbol.Name));
        var arguments = $"({CSharp.Literal(toolName)}{(description is null ? "" : $", Description = {CSharp.Literal(description)}")})";
        var declaration = split.PrivateDeclaration(name);
        return WithTool(declaration, method.Syntax, arguments).WithPrependedLeadingTrivia(Trivia.LineBreak(method.Syntax.SyntaxTree.GetRoot()));
    }

    /// <summary>The tool, whose body only calls the operation.</summary>
    private static MethodDeclarationSyntax CallingOperation(OperationDeclaration method, string operation)
    {
        var syntax = method.Syntax;
        var arguments = string.Join(", ", syntax.ParameterList.Parameters.Select(static parameter => parameter.Identifier.Text));
        var lineBreak = Trivia.LineBreak(syntax.SyntaxTree.GetRoot());
        var last = syntax.ParameterList.CloseParenToken;
        return syntax
            .WithModifiers([.. syntax.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword))])
            .WithParameterList(syntax.ParameterList.WithCloseParenToken(last.WithTrailingTrivia(SyntaxFactory.Space)))
            .WithBody(null)
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression($"{operation}({arguments})")).WithArrowToken(
                SyntaxFactory.Token(SyntaxKind.EqualsGreaterThanToken).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(lineBreak))
            .WithLeadingTrivia(syntax.GetLeadingTrivia());
    }
}
