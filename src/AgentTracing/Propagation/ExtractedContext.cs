using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>What a carrier said.</summary>
/// <param name="Parent">The parent span; default when there is none, or none that can be read.</param>
/// <param name="Baggage">The baggage.</param>
/// <param name="Names">Whether the carrier names a parent at all.</param>
internal readonly record struct ExtractedContext(ActivityContext Parent, Baggage Baggage, bool Names)
{
    /// <summary>Whether the carrier names a parent that cannot be read: then a new trace begins.</summary>
    internal bool IsInvalid => Names && Parent == default;
}
