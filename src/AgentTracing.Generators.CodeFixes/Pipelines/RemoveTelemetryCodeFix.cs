using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Pipelines;

/// <summary>AGT2004: removes a duplicate <c>UseOpenTelemetry()</c>, preferring the one without a configuration callback.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveTelemetryCodeFix)), Shared]
public sealed class RemoveTelemetryCodeFix() : AgentTracingCodeFix(DiagnosticIds.PipelineTwice)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || diagnostic.AdditionalLocations is not [var otherLocation]
            || ChainEdits.CallAt(root, diagnostic.Location) is not { } second
            || ChainEdits.CallAt(root, otherLocation) is not { } first)
        {
            return [];
        }

        // One key, so fix-all keeps exactly one call.
        var removed = HasSettings(second) && !HasSettings(first) ? first : second;
        return ChainEdits.CanRemove(removed)
            ? [new PreparedFix("Remove one UseOpenTelemetry()", nameof(RemoveTelemetryCodeFix), document.Id, editor => editor.RemoveCall(removed))]
            : [];
    }

    private static bool HasSettings(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count > 0;
}
