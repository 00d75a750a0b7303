using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>AGT3001: adds an entry for a model to the project's pricing file, or lists it there as unpriced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnknownModelCodeFix)), Shared]
public sealed class UnknownModelCodeFix() : AgentTracingCodeFix(DiagnosticIds.UnknownModel)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var project = document.Project;
        if (diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.IdProperty)?.ToLowerInvariant() is not { } id
            || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return [];
        }

        var book = CompilationPrices.Of(compilation, project.AnalyzerOptions.AdditionalFiles).Book;
        if (ModelProvider.Of(book, diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.ProviderProperty), id) is not { } provider)
            return [];

        bool isEmbedding = id.Contains("embed");
        var target = PricingFiles.Target(project);
        AdditionalFileFix[] fixes =
        [
            new(
                $"Add an entry for '{id}' to {PricingFiles.Name}",
                $"{nameof(UnknownModelCodeFix)}.Entry",
                project.Id,
                target?.Id,
                PricingFiles.Name,
                text => PricingFileEditor.AddModel(text, provider, id, PricingFileEditor.PricesToReplace(isEmbedding))),
            new(
                $"List '{id}' under \"unpriced\" in {PricingFiles.Name}",
                $"{nameof(UnknownModelCodeFix)}.Unpriced",
                project.Id,
                target?.Id,
                PricingFiles.Name,
                text => PricingFileEditor.AddUnpriced(text, provider, id)),
        ];

        string? file = await PricingFiles.ReadAsync(target, cancellationToken).ConfigureAwait(false);
        return [.. fixes.Where(fix => fix.EditFile(file) is not null)];
    }
}
