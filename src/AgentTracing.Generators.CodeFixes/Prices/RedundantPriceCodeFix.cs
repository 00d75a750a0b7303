using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>AGT3009: removes an entry that changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RedundantPriceCodeFix), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"]), Shared]
public sealed class RedundantPriceCodeFix() : AgentTracingCodeFix(DiagnosticIds.RedundantPrice)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(TextDocument file, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.ProviderProperty) is not { } provider
            || diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.IdProperty) is not { } id)
        {
            return [];
        }

        var fix = new AdditionalFileFix(
            $"Remove the entry of '{id}'", nameof(RedundantPriceCodeFix), file.Project.Id, file.Id, file.Name, text => text is null ? null : PricingFileEditor.RemoveModel(text, provider, id));
        return fix.EditFile(await PricingFiles.ReadAsync(file, cancellationToken).ConfigureAwait(false)) is null ? [] : [fix];
    }
}
