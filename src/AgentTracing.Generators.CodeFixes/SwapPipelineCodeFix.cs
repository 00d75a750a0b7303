using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>AGT2003: swaps telemetry and function invocation, each with its arguments.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapPipelineCodeFix)), Shared]
public sealed class SwapPipelineCodeFix() : AgentTracingCodeFix(DiagnosticIds.PipelineOrder)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || diagnostic.AdditionalLocations is not [var other]
            || ChainEdits.CallAt(root, diagnostic.Location) is not { } telemetry
            || ChainEdits.CallAt(root, other) is not { } functions)
        {
            return [];
        }

        return
        [
            new PreparedFix("Swap UseOpenTelemetry() and UseFunctionInvocation()", nameof(SwapPipelineCodeFix), document.Id, editor =>
            {
                Become(editor, telemetry, functions);
                Become(editor, functions, telemetry);
            }),
        ];
    }

    private static void Become(SyntaxEditor editor, InvocationExpressionSyntax call, InvocationExpressionSyntax other)
    {
        var name = LlmCallSite.NameOf(call.Expression)!;
        editor.ReplaceNode(name, LlmCallSite.NameOf(other.Expression)!.WithTriviaFrom(name));
        editor.ReplaceNode(call.ArgumentList, other.ArgumentList.WithTriviaFrom(call.ArgumentList));
    }
}
