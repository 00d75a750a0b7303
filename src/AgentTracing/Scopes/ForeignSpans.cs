using System.Diagnostics;

namespace AgentTracing;

/// <summary>Sets the scope on the spans of other sources. Its listener does not sample, so it causes no spans.</summary>
internal static class ForeignSpans
{
    private static ActivityListener? _listener;

    /// <summary>Starts or stops listening to other sources. The caller holds the lock of the settings.</summary>
    internal static void Follow(bool on)
    {
        if (on == _listener is not null)
            return;

        if (!on)
        {
            _listener!.Dispose();
            _listener = null;
            return;
        }

        _listener = new ActivityListener
        {
            ShouldListenTo = static source => !AgentTelemetry.IsOurs(source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None,
            ActivityStarted = static activity =>
            {
                if (AmbientContext.Current?.Scope is not { } scope)
                    return;

                foreach (var (key, value) in ScopeTags.Of(scope))
                    activity.SetTag(key, value);
                Dialect.WriteAll(activity, scope);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }
}
