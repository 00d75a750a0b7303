using System.Collections.Immutable;
using System.Composition;
using System.Text;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>AGT3005: adds the exact id with its current prices, or names the listed model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InexactPriceCodeFix)), Shared]
public sealed class InexactPriceCodeFix() : AgentTracingCodeFix(DiagnosticIds.InexactPrice)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var project = document.Project;
        if (diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.IdProperty)?.ToLowerInvariant() is not { } id
            || diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.EntryProperty) is not { } entryId
            || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return [];
        }

        var fixes = ImmutableArray.CreateBuilder<PreparedFix>();
        var book = CompilationPrices.Of(compilation, project.AnalyzerOptions.AdditionalFiles).Book;
        int slash = entryId.IndexOf('/');
        string entryProvider = entryId.Substring(0, slash);
        string entryModel = entryId.Substring(slash + 1);
        string provider = diagnostic.Properties.GetValueOrDefault(ModelPriceAnalyzer.ProviderProperty) ?? entryProvider;
        if (FindEntry(project, entryProvider, entryModel, cancellationToken) is { } entry && ModelProvider.Of(book, provider, id) is { } owner)
        {
            string prices = PricesOf(entry);
            var target = PricingFiles.Target(project);
            var pin = new AdditionalFileFix(
                $"Add the exact id '{id}' to {PricingFiles.Name}",
                $"{nameof(InexactPriceCodeFix)}.Entry",
                project.Id,
                target?.Id,
                PricingFiles.Name,
                text => PricingFileEditor.AddModel(text, owner, id, prices));
            string? file = await PricingFiles.ReadAsync(target, cancellationToken).ConfigureAwait(false);
            if (pin.EditFile(file) is not null)
                fixes.Add(pin);
        }

        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (id != entryModel && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal)
        {
            fixes.Add(new PreparedFix(
                $"Use the listed id '{entryModel}'",
                $"{nameof(InexactPriceCodeFix)}.Id",
                document.Id,
                editor => editor.ReplaceNode(
                    literal,
                    SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(entryModel)).WithTriviaFrom(literal))));
        }

        return fixes.ToImmutable();
    }

    /// <summary>The JSON of the entry: from the last of the project's files that has it, which applies, else from the catalogue.</summary>
    private static JsonNode? FindEntry(Project project, string provider, string id, CancellationToken cancellationToken) => project.AnalyzerOptions.AdditionalFiles
        .Where(static file => PricingTable.IsPricingFile(file.Path))
        .OrderByDescending(static file => file.Path, StringComparer.Ordinal)
        .Select(file => PricingTable.Read(file.GetText(cancellationToken)?.ToString() ?? "", PricingRole.Project))
        .Append(ShippedCatalogue.File)
        .Select(file => file.Models.LastOrDefault(model => model.Value.Provider == provider && model.Value.Id == id)?.Node)
        .FirstOrDefault(static node => node is not null);

    /// <summary>The members of an entry that also apply to the other id: kind and prices.</summary>
    private static string PricesOf(JsonNode entry)
    {
        var text = new StringBuilder();
        JsonText.Append(text, entry, static name => name is not ("kind" or "contextWindow" or "free" or "note" or "prices"));
        return text.ToString(1, text.Length - 2);
    }
}
