using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT3xxx: prices.</content>
internal static partial class Descriptors
{
    /// <summary>Arguments: model, the provider without an entry.</summary>
    public static readonly DiagnosticDescriptor UnknownModel = new(
        DiagnosticIds.UnknownModel,
        "A model has no pricing entry",
        "No price found for the model '{0}': {1} entry for it, so its calls have no cost; add an entry to llm-pricing.json, or list the model under \"unpriced\"",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnknownModel));

    /// <summary>Arguments: the error and the remedy.</summary>
    public static readonly DiagnosticDescriptor PricingJson = new(
        DiagnosticIds.PricingJson,
        "The pricing file is not valid JSON",
        "The pricing file is not valid JSON: {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PricingJson));

    /// <summary>Arguments: the error and the remedy.</summary>
    public static readonly DiagnosticDescriptor PricingSchema = new(
        DiagnosticIds.PricingSchema,
        "The pricing file breaks the schema",
        "The pricing file breaks its schema: {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PricingSchema));

    /// <summary>Arguments: the duplicate, and which entry applies.</summary>
    public static readonly DiagnosticDescriptor DuplicatePrice = new(
        DiagnosticIds.DuplicatePrice,
        "The pricing file contains a duplicate",
        "The pricing file contains a duplicate: {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.DuplicatePrice));

    /// <summary>Arguments: model, entry, kind of match.</summary>
    public static readonly DiagnosticDescriptor InexactPrice = new(
        DiagnosticIds.InexactPrice,
        "A model is priced by date suffix or fallback only",
        "'{0}' is not listed, but priced as '{1}', {2}; pin the exact id in llm-pricing.json",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.InexactPrice));

    /// <summary>Arguments: model, entry, date.</summary>
    public static readonly DiagnosticDescriptor RetiredModel = new(
        DiagnosticIds.RetiredModel,
        "A retired model is named",
        "The model '{0}' was retired on {2} (entry '{1}'); name the model that replaces it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.RetiredModel));

    /// <summary>Arguments: the doubt and the remedy.</summary>
    public static readonly DiagnosticDescriptor ImplausiblePrice = new(
        DiagnosticIds.ImplausiblePrice,
        "A price is implausible",
        "The price is probably a mistake: {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ImplausiblePrice));

    /// <summary>Arguments: the unverified price and the remedy.</summary>
    public static readonly DiagnosticDescriptor UnverifiedPrice = new(
        DiagnosticIds.UnverifiedPrice,
        "A price is not verified",
        "The price is not verified: {0}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnverifiedPrice));

    /// <summary>Arguments: entry, reason.</summary>
    public static readonly DiagnosticDescriptor RedundantPrice = new(
        DiagnosticIds.RedundantPrice,
        "A pricing entry changes nothing",
        "The entry '{0}' {1}; remove it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.RedundantPrice),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Arguments: model, service tier, entry.</summary>
    public static readonly DiagnosticDescriptor ServiceTierPrice = new(
        DiagnosticIds.ServiceTierPrice,
        "A service tier has no price",
        "'{0}' is called in the service tier \"{1}\", for which the entry '{2}' has no price, so the standard price is used; add it under \"serviceTiers\"",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ServiceTierPrice),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Arguments: the date of the prices, their age in days.</summary>
    public static readonly DiagnosticDescriptor OldPrices = new(
        DiagnosticIds.OldPrices,
        "The prices of this build are old",
        "The prices of this build are from {0}, {1} days ago, so the costs of models with newer prices are wrong; update the package AgentTracing.Prices (dotnet add package AgentTracing.Prices)",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.OldPrices));
}
