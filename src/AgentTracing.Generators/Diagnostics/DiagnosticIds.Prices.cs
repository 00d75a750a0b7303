namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT3xxx: prices.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A constant model id has no pricing entry.</summary>
    public const string UnknownModel = "AGT3001";

    /// <summary>A pricing file is not valid JSON.</summary>
    public const string PricingJson = "AGT3002";

    /// <summary>A value in a pricing file breaks the schema.</summary>
    public const string PricingSchema = "AGT3003";

    /// <summary>A pricing file contains a duplicate.</summary>
    public const string DuplicatePrice = "AGT3004";

    /// <summary>A model is priced by its date suffix or its provider's fallback only.</summary>
    public const string InexactPrice = "AGT3005";

    /// <summary>A retired model is named.</summary>
    public const string RetiredModel = "AGT3006";

    /// <summary>A price is valid but probably a mistake.</summary>
    public const string ImplausiblePrice = "AGT3007";

    /// <summary>A price starts in the future, or its last check is too old.</summary>
    public const string UnverifiedPrice = "AGT3008";

    /// <summary>A project's pricing entry changes nothing.</summary>
    public const string RedundantPrice = "AGT3009";

    /// <summary>A requested service tier has no price.</summary>
    public const string ServiceTierPrice = "AGT3010";

    /// <summary>The prices of the build are old.</summary>
    public const string OldPrices = "AGT3011";
}
