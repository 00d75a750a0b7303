using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>The content of a carrier.</summary>
/// <param name="Parent">The parent span; default when there is none, or it is invalid.</param>
/// <param name="Baggage">The baggage.</param>
/// <param name="Names">Whether the carrier names a parent, valid or not.</param>
internal readonly record struct ExtractedContext(ActivityContext Parent, Baggage Baggage, bool Names)
{
    /// <summary>Whether the carrier has an invalid parent, so a new trace begins.</summary>
    internal bool IsInvalid => Names && Parent == default;
}
