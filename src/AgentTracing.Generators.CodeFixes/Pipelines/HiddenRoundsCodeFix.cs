using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Pipelines;

/// <summary>
/// AGT2008: adds <c>UseAgentTracing()</c> below the function invocation, moves it there, or adds it to a client that is created without a
/// builder.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HiddenRoundsCodeFix)), Shared]
public sealed class HiddenRoundsCodeFix() : AgentTracingCodeFix(DiagnosticIds.HiddenRounds)
{
    private const string Extensions = "Microsoft.Extensions.AI";

    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { ArgumentList.Arguments: [{ Expression: var client }, ..] } creation
            && (creation.NewKeyword.Span.Contains(diagnostic.Location.SourceSpan) || creation is ObjectCreationExpressionSyntax { Type: var type } && type.Span == diagnostic.Location.SourceSpan))
        {
            return [InCreation(document, model, client)];
        }

        if (ChainEdits.CallAt(root, diagnostic.Location) is not { Expression: MemberAccessExpressionSyntax } functions)
            return [];

        var above = diagnostic.AdditionalLocations is [var location] ? ChainEdits.CallAt(root, location) : null;
        if (above is not null && !ChainEdits.CanRemove(above))
            return [];

        return
        [
            new PreparedFix(
                $"{(above is null ? "Add" : "Move")} UseAgentTracing() below {LlmCallSite.NameOf(functions.Expression)}()",
                nameof(HiddenRoundsCodeFix),
                document.Id,
                editor =>
                {
                    if (above is not null)
                        editor.RemoveCall(above);
                    editor.ReplaceNode(functions, static (current, _) => WithTracing((InvocationExpressionSyntax)current));
                    editor.AddUsing(model, functions.SpanStart, Extensions, "ChatClientBuilder");
                }),
        ];
    }

    /// <summary>Wraps the inner client of a client that is created without a builder.</summary>
    private static PreparedFix InCreation(Document document, SemanticModel model, ExpressionSyntax client) => new(
        "Add UseAgentTracing() below FunctionInvokingChatClient",
        nameof(HiddenRoundsCodeFix),
        document.Id,
        editor =>
        {
            editor.ReplaceNode(client, static (current, _) => Traced((ExpressionSyntax)current));
            editor.AddUsing(model, client.SpanStart, Extensions, "ChatClientBuilder");
        });

    private static ExpressionSyntax Traced(ExpressionSyntax client)
    {
        var receiver = client.WithoutTrivia();
        if (receiver is not (SimpleNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax or ObjectCreationExpressionSyntax))
            receiver = SyntaxFactory.ParenthesizedExpression(receiver);
        foreach (string step in (string[])["AsBuilder", TracingSyntax.AgentTracingMethod, "Build"])
        {
            receiver = SyntaxFactory.InvocationExpression(
                SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, SyntaxFactory.IdentifierName(step)));
        }

        return receiver.WithTriviaFrom(client);
    }

    /// <summary>The call, followed by <c>UseAgentTracing()</c>, on a separate line if the call has one.</summary>
    private static InvocationExpressionSyntax WithTracing(InvocationExpressionSyntax call)
    {
        var access = (MemberAccessExpressionSyntax)call.Expression;
        var lineBreak = LineBreaks(access.Expression.GetTrailingTrivia());
        var rest = call.GetTrailingTrivia();
        var isLastOfLine = rest.Any(SyntaxKind.EndOfLineTrivia);
        var traced = lineBreak.Count == 0 ? call.WithoutTrailingTrivia() : isLastOfLine ? call : call.WithTrailingTrivia(rest.AddRange(lineBreak));
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                traced,
                SyntaxFactory.Token(SyntaxKind.DotToken).WithLeadingTrivia(lineBreak.Count == 0 ? [] : Indentation(access.OperatorToken)),
                SyntaxFactory.IdentifierName(TracingSyntax.AgentTracingMethod)))
            .WithTrailingTrivia(lineBreak.Count == 0 ? rest : isLastOfLine ? LineBreaks(rest) : []);
    }

    private static SyntaxTriviaList LineBreaks(SyntaxTriviaList trivia) => [.. trivia.Where(static piece => piece.IsKind(SyntaxKind.EndOfLineTrivia))];

    private static SyntaxTriviaList Indentation(SyntaxToken token)
        => token.LeadingTrivia is [.., var last] && last.IsKind(SyntaxKind.WhitespaceTrivia) ? [last] : [];
}
