using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.CodeFixes.Projects;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes.Calls;

/// <summary>AGT2001 and AGT2006: moves the call into a new <c>[LlmCall]</c> method; or turns on interception for the project.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractLlmCallCodeFix)), Shared]
public sealed class ExtractLlmCallCodeFix() : AgentTracingCodeFix(DiagnosticIds.UncoveredCall, DiagnosticIds.NotIntercepted)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || root is null
            || FormatRun.IsUnrequested(document.Project.Solution.Workspace, diagnostic.Id)
            || ChainEdits.CallAt(root, diagnostic.Location) is not { } call
            || LlmApiCatalogue.Of(model.Compilation) is not { } catalogue
            || LlmCallSite.At(call, model, catalogue, cancellationToken) is not { Form: LlmCallForm.Invocation } site)
        {
            return [];
        }

        PreparedFix? extraction = LlmCallExtraction.Create(site, call, model, cancellationToken) is { } extract
            ? new PreparedFix($"Extract '{site.DisplayName}' into an [{LlmCallExtraction.KindOf(site)}] method", nameof(ExtractLlmCallCodeFix), document.Id, extract.Apply)
            : null;
        return [.. new[] { extraction, await InterceptionFix.PrepareAsync(document.Project, site, model, cancellationToken).ConfigureAwait(false) }.OfType<PreparedFix>()];
    }
}
