using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Whether an operation of a kind is recorded: the first check of generated methods. .NET does not notify a meter about new listeners, so
/// instruments are checked one by one; only those that the operation affects are checked.
/// </summary>
/// <remarks>
/// While no recorded operation runs, an operation is the outermost one. It must be recorded if there is a listener to its own
/// instruments, or to those of inner operations that contain its name. While any operation is running (<see cref="Underway"/>), it may also
/// be needed as a part of that one, and <see cref="AgentTelemetry.IsEnabled"/> decides.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Listening
{
    /// <summary>Whether a listener needs the recording of a tool.</summary>
    public static bool ToTools
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AgentTelemetry.Source.HasListeners()
            || ((Underway.IsAny || GenAIInstruments.ToolDuration.Enabled || LlmInstruments.ToolEnabled) && Underway.IsEnabled());
    }

    /// <summary>Whether a listener needs the recording of an agent or a workflow.</summary>
    public static bool ToRuns
        => AgentTelemetry.Source.HasListeners() || ((Underway.IsAny || GenAIInstruments.RunEnabled || LlmInstruments.RunEnabled) && Underway.IsEnabled());
}
