using System.Diagnostics;
using AgentTracing.Conventions;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>
/// User, session, conversation, agent and trace name in baggage, so that they cross processes. Only if <see
/// cref="AgentTracingOptions.PropagateScope"/> is on, because baggage is sent with every request, to every server.
/// </summary>
internal static class ScopeBaggage
{
    private static readonly string[] Keys =
        [GenAIAttributes.UserId, GenAIAttributes.SessionId, GenAIAttributes.ConversationId, AgentTracingAttributes.AgentName, TraceName.Key];

    internal static bool IsOn => AgentTracingOptions.Current.PropagateScope;

    /// <summary>
    /// Sets known values in the span's baggage (which HttpClient sends) and in <see cref="Baggage.Current"/> (which propagators send).
    /// </summary>
    internal static void Enter(Activity? activity, TraceScope? scope, string? agentName, string? traceName)
    {
        var baggage = Baggage.Current;
        foreach (var (key, value) in Items(scope, agentName, traceName))
        {
            activity?.SetBaggage(key, value);
            baggage = baggage.SetBaggage(key, value);
        }

        CurrentBaggage.Set(baggage);
    }

    /// <summary>Restores the caller's baggage: without our values, but with the implementation's changes, as without tracing.</summary>
    /// <param name="before">The caller's context.</param>
    /// <param name="inside">The baggage after the implementation.</param>
    internal static void Leave(ExecutionContext before, Baggage inside)
    {
        var outer = default(Baggage);
        ExecutionContext.Run(before, _ => outer = Baggage.Current, null);
        foreach (var key in Keys)
            inside = outer.GetBaggage(key) is { } value ? inside.SetBaggage(key, value) : inside.RemoveBaggage(key);
        if (!inside.Equals(Baggage.Current))
            CurrentBaggage.Set(inside);
    }

    /// <summary>The current baggage plus the known values.</summary>
    internal static Baggage With(TraceScope? scope, string? agentName, string? traceName)
    {
        var baggage = Baggage.Current;
        if (IsOn)
        {
            foreach (var (key, value) in Items(scope, agentName, traceName))
                baggage = baggage.SetBaggage(key, value);
        }

        return baggage;
    }

    /// <summary>The scope from the caller's process; null when it sent none.</summary>
    internal static TraceScope? Received()
    {
        var activity = Activity.Current;
        var baggage = Baggage.Current;
        if (activity is null && baggage.Count == 0)
            return null;

        var values = Array.ConvertAll(Keys, key => baggage.GetBaggage(key) ?? activity?.GetBaggageItem(key));
        values[4] ??= baggage.GetBaggage(TraceName.LangfuseKey) ?? activity?.GetBaggageItem(TraceName.LangfuseKey);
        return Array.TrueForAll(values, value => value is null)
            ? null
            : new TraceScope { UserId = values[0], SessionId = values[1], ConversationId = values[2], CallingAgent = values[3], TraceName = values[4] };
    }

    private static IEnumerable<KeyValuePair<string, string>> Items(TraceScope? scope, string? agentName, string? traceName)
    {
        string?[] values = [scope?.UserId, scope?.SessionId, scope?.ConversationId, agentName, traceName];
        for (var i = 0; i < Keys.Length; i++)
        {
            if (!string.IsNullOrEmpty(values[i]))
                yield return new(Keys[i], values[i]!);
        }
    }
}
