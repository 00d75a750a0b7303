using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.CodeFixes.Projects;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes.Budgets;

/// <summary>AGT4002: turns on interception for the project, so that a budget can stop its calls.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnstoppableCallCodeFix)), Shared]
public sealed class UnstoppableCallCodeFix() : AgentTracingCodeFix(DiagnosticIds.UnstoppableCall)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } location, ..]
            || document.Project.GetDocument(tree) is not { } called
            || await called.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await called.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || ChainEdits.CallAt(root, location) is not { } call
            || LlmApiCatalogue.Of(model.Compilation) is not { } catalogue
            || LlmCallSite.At(call, model, catalogue, cancellationToken) is not { } site
            || await InterceptionFix.PrepareAsync(document.Project, site, model, cancellationToken).ConfigureAwait(false) is not { } fix)
        {
            return [];
        }

        return [fix];
    }
}
