using System.Diagnostics;
using System.Globalization;
using System.Runtime.Loader;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>
/// Measures ratios on a shared machine: both sides take turns in slices of a few microseconds, and the fastest slices of each are compared.
/// Load can only make a slice slower. Bytes are exact.
/// </summary>
internal static class Ratios
{
    private const int Slices = 3000;
    private const string Theirs = "System.Theirs";

    /// <summary>The default source of UseOpenTelemetry(), whose spans AgentTracing prices.</summary>
    private const string Priced = "Experimental.Microsoft.Extensions.AI";
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];
    private static readonly ChatMessage[] Conversation = [new(ChatRole.System, "Answer in one word."), new(ChatRole.User, "Hello")];
    private static readonly List<Ratio> Measured = [];

    /// <summary>Prints the table.</summary>
    /// <param name="before">The path of these benchmarks built from another version, to compare with; null for no comparison.</param>
    /// <returns>The rows.</returns>
    internal static IReadOnlyList<Ratio> Run(string? before)
    {
        Measured.Clear();
        Console.WriteLine("| work | base | ours | difference | ratio | base | ours |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var shapes = new Shapes();
        var assistant = new Assistant(new FakeChatClient());
        Compare("idle, sync", () => shapes.SyncCore(1), () => shapes.Sync(1), 500);
        Compare("idle, Task<T>", () => shapes.TaskCoreAsync(1), () => shapes.TaskAsync(1), 500);
        Compare("idle, ValueTask<T>", () => shapes.ValueTaskCoreAsync(1), () => shapes.ValueTaskAsync(1), 500);
        if (before is not null)
        {
            var other = Load(before);
            Compare("idle, sync, before", other, () => shapes.Sync(1), 500);
        }

        using var listeners = new SilentListeners(AgentTelemetry.SourceName, HandWritten.Name, Theirs, Priced);
        var byHand = new HandWritten();
        var chatByHand = new HandWrittenChat(new FakeChatClient());
        var theirs = new FakeChatClient().AsBuilder().UseOpenTelemetry(sourceName: Theirs).Build();
        var priced = new FakeChatClient().AsBuilder().UseOpenTelemetry(sourceName: Priced).Build();
        var intercepted = new InterceptedAssistant(new FakeChatClient());
        var pipeline = new InterceptedAssistant(new FakeChatClient().AsBuilder().UseFunctionInvocation().Build());
        var theirPipeline = new FakeChatClient().AsBuilder().UseFunctionInvocation().UseOpenTelemetry(sourceName: Theirs).Build();
        Compare("tool, sync / by hand", () => byHand.Sync(1), () => shapes.Sync(1), 50);
        Compare("tool, Task<T> / by hand", () => byHand.TaskAsync(1), () => shapes.TaskAsync(1), 50);
        Compare("chat / UseOpenTelemetry", [NoIntercept] () => theirs.GetResponseAsync(Messages), () => assistant.AskAsync(), 30);
        Compare("chat / by hand with cost", () => chatByHand.AskAsync(), () => assistant.AskAsync(), 30);
        Compare("chat / UseOpenTelemetry that AgentTracing prices", [NoIntercept] () => priced.GetResponseAsync(Messages), () => assistant.AskAsync(), 30);
        Compare("intercepted chat / UseOpenTelemetry", [NoIntercept] () => theirs.GetResponseAsync(Messages), () => intercepted.AskAsync(), 30);
        Compare("pipeline with functions / UseOpenTelemetry", [NoIntercept] () => theirPipeline.GetResponseAsync(Messages), () => pipeline.AskAsync(), 30);
        Compare("content captured / not", () => assistant.SendAsync(Conversation), () => assistant.CaptureAsync(Conversation), 20);
        Compare("stream of 200 / UseOpenTelemetry", [NoIntercept] () => Count(theirs.GetStreamingResponseAsync(Messages)), () => Count(assistant.StreamAsync()), 1);
        return Measured;
    }

    private static void Compare<TBase, TOurs>(string work, Func<TBase> with, Func<TOurs> ours, int calls)
    {
        // The runtime recompiles frequently called code twice: to instrument it, and to optimize it with the collected profile. Both happen
        // in the background, so this warms up in rounds.
        for (var round = 0; round < 6; round++)
        {
            for (var slice = 0; slice < 100; slice++)
            {
                Slice(with, calls);
                Slice(ours, calls);
            }

            Thread.Sleep(200);
        }

        var times = (Base: new double[Slices], Ours: new double[Slices]);
        for (var slice = 0; slice < Slices; slice++)
        {
            times.Base[slice] = Slice(with, calls);
            times.Ours[slice] = Slice(ours, calls);
        }

        var (low, high) = (Fast(times.Base), Fast(times.Ours));
        var row = new Ratio(work, Math.Round(high / low, 2), Bytes(with), Bytes(ours));
        Measured.Add(row);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {work} | {low:0.0} ns | {high:0.0} ns | {high - low:+0.0;-0.0} ns | {row.Time:0.00} | {row.BaseBytes} B | {row.Bytes} B |"));
    }

    /// <summary>The tenth percentile: the minimum is an outlier if a timer ticks.</summary>
    private static double Fast(double[] times) => times.Order().ElementAt(Slices / 10);

    private static double Slice<T>(Func<T> call, int calls)
    {
        var started = Stopwatch.GetTimestamp();
        Repeat(call, calls);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / calls;
    }

    private static void Repeat<T>(Func<T> call, int calls)
    {
        for (var i = 0; i < calls; i++)
            call();
    }

    private static long Bytes<T>(Func<T> call)
    {
        const int Calls = 2000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(call, Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static int Count(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var enumerator = updates.GetAsyncEnumerator();
        var count = 0;
        while (enumerator.MoveNextAsync().AsTask().Result)
            count++;
        enumerator.DisposeAsync().AsTask().Wait();
        return count;
    }

    /// <summary>Loads the idle tool of another version into this process, with its run time and generated code.</summary>
    private static Func<int> Load(string path)
    {
        var context = new AssemblyLoadContext("before");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var resolver = new AssemblyDependencyResolver(Path.GetFullPath(path));
        context.Resolving += (_, name) => resolver.ResolveAssemblyToPath(name) is { } found ? context.LoadFromAssemblyPath(found) : null;
        context.LoadFromAssemblyPath(Path.Combine(folder, "AgentTracing.dll"));
        var shapes = context.LoadFromAssemblyPath(Path.GetFullPath(path)).GetType(typeof(Shapes).FullName!)!;
        var sync = shapes.GetMethod(nameof(Shapes.Sync))!.CreateDelegate<Func<int, int>>(Activator.CreateInstance(shapes));
        return () => sync(1);
    }
}
