using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Whether an operation of a kind has anything to record: what the methods of generated code ask first. .NET tells a meter nothing when a listener comes, so
/// instruments are asked one by one; only those are asked that change where the operation is not recorded.
/// </summary>
/// <remarks>
/// While nothing runs that is recorded, an operation is the outermost one. It is missed where somebody listens to what it records itself, or to what tells of the
/// operations inside under which one they stand. As soon as anything runs (<see cref="Underway"/>), it may also be missed as a part of that, and
/// <see cref="AgentTelemetry.IsEnabled"/> decides.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Listening
{
    /// <summary>Whether anybody listens who misses a tool.</summary>
    public static bool ToTools
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AgentTelemetry.Source.HasListeners()
            || ((Underway.IsAny || GenAIInstruments.ToolDuration.Enabled || LlmInstruments.ToolEnabled) && Underway.IsEnabled());
    }

    /// <summary>Whether anybody listens who misses a run of an agent or a workflow.</summary>
    public static bool ToRuns
        => AgentTelemetry.Source.HasListeners() || ((Underway.IsAny || GenAIInstruments.RunEnabled || LlmInstruments.RunEnabled) && Underway.IsEnabled());
}
