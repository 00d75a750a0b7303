using System.Globalization;

namespace AgentTracing;

/// <summary>The managed prompt that model calls are made with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, where it has one.</param>
internal sealed record PromptLink(string Name, string? Version)
{
    /// <summary>The version as a number, where it is one, as prompt registries count them.</summary>
    internal long? Number => long.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The link to a prompt; null when it has no name.</summary>
    internal static PromptLink? Of(string? name, string? version)
        => string.IsNullOrEmpty(name) ? null : new(name, string.IsNullOrEmpty(version) ? null : version);
}
