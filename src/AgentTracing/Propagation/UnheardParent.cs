using System.Diagnostics;

namespace AgentTracing;

/// <summary>
/// A current activity that no listener asked for: ASP.NET Core makes one for each request where logging wants its ids. It is not recorded, and a
/// sampler that follows the parent drops the agent below it, although no sampler decided so.
/// </summary>
/// <remarks>
/// What a sampler dropped looks different: either its source has a name, or nothing is asked of it (<see cref="Activity.IsAllDataRequested"/> is
/// false). A caller in another process that says "not sampled" decided, too, and is followed.
/// </remarks>
internal static class UnheardParent
{
    /// <summary>What ASP.NET Core names a request's activity. With a listener it has a source.</summary>
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>Whether the activity, and all above it in this and other processes, is unrecorded for lack of a listener: then a trace may begin below it.</summary>
    internal static bool IsAbove(Activity? current) => current is { Recorded: false } && TopOf(current) is { ParentId: null };

    /// <summary>
    /// The caller in another process, where the current activity is its request, which hands the decision to record down and is itself exported by
    /// nobody: the span below stands under the caller's. Default otherwise.
    /// </summary>
    internal static ActivityContext CallerOf(Activity? current)
        => current is { Recorded: true } && TopOf(current) is { OperationName: Request, ParentId: { } id } request
            && ActivityContext.TryParse(id, request.TraceStateString, isRemote: true, out var caller)
            ? caller
            : default;

    /// <summary>The topmost activity of this process, where no listener heard of it and of none below; else null.</summary>
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
