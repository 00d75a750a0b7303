using System.Globalization;

namespace AgentTracing;

/// <summary>The managed prompt of model calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, if it has one.</param>
internal sealed record PromptLink(string Name, string? Version)
{
    /// <summary>The version as a number, if it is one, as in prompt registries.</summary>
    internal long? Number => long.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The link to a prompt; null when it has no name.</summary>
    internal static PromptLink? Of(string? name, string? version)
        => string.IsNullOrEmpty(name) ? null : new(name, string.IsNullOrEmpty(version) ? null : version);
}
