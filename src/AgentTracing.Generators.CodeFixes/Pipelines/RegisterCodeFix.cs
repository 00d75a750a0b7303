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
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Pipelines;

/// <summary>AGT2007: adds <c>AddAgentTracing()</c> to the configuration of OpenTelemetry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterCodeFix)), Shared]
public sealed class RegisterCodeFix() : AgentTracingCodeFix(DiagnosticIds.NotRegistered)
{
    private const string Call = ".AddAgentTracing()";

    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || root is null
            || ChainEdits.CallAt(root, diagnostic.Location) is not { } call
            || LlmCallSite.NameOf(call.Expression) is not { Identifier.ValueText: var method }
            || Edit(call, method) is not { } edit)
        {
            return [];
        }

        bool isTraces = TelemetryBuilders.KindOf(method) == TelemetryKind.Traces;
        return
        [
            new PreparedFix("Add AddAgentTracing()", nameof(RegisterCodeFix), document.Id, editor =>
            {
                edit(editor);
                editor.AddUsing(
                    model,
                    call.SpanStart,
                    isTraces ? "OpenTelemetry.Trace" : "OpenTelemetry.Metrics",
                    isTraces ? "TracerProviderBuilder" : "MeterProviderBuilder");
            }),
        ];
    }

    private static Action<SyntaxEditor>? Edit(InvocationExpressionSyntax call, string method)
    {
        // Sdk.CreateTracerProviderBuilder().AddAgentTracing()
        if (method.StartsWith("Create", StringComparison.Ordinal))
            return editor => editor.ReplaceNode(call, static (current, _) => Append((ExpressionSyntax)current));

        string name = method.Contains("Metric") || method.Contains("Meter") ? "metrics" : "tracing";
        switch (call.ArgumentList.Arguments)
        {
            case []:
                var lambda = SyntaxFactory.ParseArgumentList($"({name} => {name}{Call})");
                return editor => editor.ReplaceNode(call.ArgumentList, lambda.WithTriviaFrom(call.ArgumentList));

            case [{ Expression: LambdaExpressionSyntax { Block: { } block } configure }] when ParameterOf(configure) is { } parameter:
                return editor => editor.ReplaceNode(block, (current, _) => WithFirst((BlockSyntax)current, parameter));

            case [{ Expression: LambdaExpressionSyntax { ExpressionBody: { } body } configure }] when ParameterOf(configure) is { } parameter && FirstUse(body, parameter) is { } use:
                return editor => editor.ReplaceNode(use, static (current, _) => Append((ExpressionSyntax)current));

            default:
                return null;
        }
    }

    private static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.Text,
        _ => null,
    };

    // tracing.AddSource(...): the start of the chain.
    private static IdentifierNameSyntax? FirstUse(ExpressionSyntax body, string parameter)
        => body is InvocationExpressionSyntax call && Pipeline.RootOf(call) is IdentifierNameSyntax root && root.Identifier.Text == parameter ? root : null;

    private static ExpressionSyntax Append(ExpressionSyntax builder)
    {
        var template = (InvocationExpressionSyntax)SyntaxFactory.ParseExpression("_" + Call);
        return template
            .WithExpression(((MemberAccessExpressionSyntax)template.Expression).WithExpression(builder.WithoutTrailingTrivia()))
            .WithTrailingTrivia(builder.GetTrailingTrivia());
    }

    private static BlockSyntax WithFirst(BlockSyntax block, string parameter)
    {
        var lineBreak = Trivia.LineBreak(block.SyntaxTree.GetRoot());
        var statement = SyntaxFactory.ParseStatement($"{parameter}{Call};");
        return block.Statements.FirstOrDefault() is { } first
            ? block.WithStatements(block.Statements.Insert(0, statement.WithLeadingTrivia(Trivia.Indentation(first)).WithTrailingTrivia(lineBreak)))
            : block.WithStatements([statement.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space)]);
    }
}
