using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Reuse;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pricing;

/// <summary>
/// Compiles the pricing files of a project (<c>llm-pricing*.json</c>) into its assembly, and registers them and those of referenced
/// assemblies.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PricingGenerator : IIncrementalGenerator
{
    private static readonly ReusedFact<PricingTarget> Target = new(PricingTarget.Of);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<PricingTarget> target = context.CompilationProvider
            .Select(static (compilation, _) => Target.Of(compilation))
            .WithTrackingName(TrackingNames.PricingTarget);

        IncrementalValueProvider<CatalogueFile> catalogue = context.AdditionalTextsProvider
            .Where(static file => ShippedCatalogue.IsCatalogue(file.Path))
            .Collect()
            .Select(static (files, cancellationToken) => ShippedCatalogue.Of(files, cancellationToken));

        IncrementalValueProvider<EquatableArray<PricingTable>> tables = context.AdditionalTextsProvider
            .Where(static file => PricingTable.IsPricingFile(file.Path))
            .Combine(target.Select(static (target, _) => target.Role))
            .Combine(catalogue)
            .Select(static (source, cancellationToken) => PricingTable.Parse(source.Left.Left, source.Left.Right, source.Right, cancellationToken))
            .WithTrackingName(TrackingNames.PricingTables)
            .Collect()
            .Select(static (tables, _) => PricingTable.InOrder(tables));

        IncrementalValueProvider<PricingModel> model = tables
            .Combine(target)
            .Select(static (source, _) => new PricingModel(source.Right, source.Left))
            .WithTrackingName(TrackingNames.Pricing);

        context.RegisterSourceOutput(model, static (context, model) =>
        {
            if (model.HasSource)
                context.AddSource(PricingEmitter.HintName, PricingEmitter.Emit(model));
        });
    }
}
