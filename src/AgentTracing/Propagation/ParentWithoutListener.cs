using System.Diagnostics;

namespace AgentTracing;

/// <summary>
/// A current activity without a listener: ASP.NET Core starts one for each request if logging needs its ids. It is not recorded, so a
/// parent-based sampler would drop the agent below it, although no sampler has decided.
/// </summary>
/// <remarks>
/// An activity that a sampler dropped differs: its source has a name, or <see cref="Activity.IsAllDataRequested"/> is false. A caller in
/// another process that sends "not sampled" has decided as well, and its decision applies.
/// </remarks>
internal static class ParentWithoutListener
{
    /// <summary>ASP.NET Core's name of a request's activity. With a listener it has a source.</summary>
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>
    /// Whether the activity and all its ancestors, also in other processes, are unrecorded because there is no listener: then a trace may
    /// begin below it.
    /// </summary>
    internal static bool IsAbove(Activity? current) => current is { Recorded: false } && TopOf(current) is { ParentId: null };

    /// <summary>
    /// The caller in another process, if the current activity is its request, which passes on the decision to record but is not exported
    /// itself: the new span becomes a child of the caller's. Otherwise default.
    /// </summary>
    internal static ActivityContext CallerOf(Activity? current)
        => current is { Recorded: true } && TopOf(current) is { OperationName: Request, ParentId: { } id } request
            && ActivityContext.TryParse(id, request.TraceStateString, isRemote: true, out var caller)
            ? caller
            : default;

    /// <summary>The topmost activity of this process, if neither it nor one below it has a listener; else null.</summary>
    private static Activity? TopOf(Activity? activity)
    {
        for (var top = activity; top is not null && IsUnheard(top); top = top.Parent)
        {
            if (top.Parent is null)
                return top;
        }

        return null;
    }

    private static bool IsUnheard(Activity activity) => activity.Source.Name.Length == 0 && activity.IsAllDataRequested;
}
