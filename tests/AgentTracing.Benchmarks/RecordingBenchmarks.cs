using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AgentTracing.Benchmarks;

/// <summary>With listeners: compares an annotated method with hand-written code that emits the same telemetry.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class RecordingBenchmarks
{
    private readonly Shapes _shapes = new();
    private readonly HandWritten _byHand = new();
    private SilentListeners? _listeners;

    [GlobalSetup]
    public void Listen() => _listeners = new SilentListeners(AgentTelemetry.SourceName, HandWritten.Name);

    [GlobalCleanup]
    public void Stop() => _listeners?.Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory("sync")]
    public int SyncByHand() => _byHand.Sync(1);

    [Benchmark, BenchmarkCategory("sync")]
    public int Sync() => _shapes.Sync(1);

    [Benchmark(Baseline = true), BenchmarkCategory("Task<T>, done")]
    public Task<int> TaskByHand() => _byHand.TaskAsync(1);

    [Benchmark, BenchmarkCategory("Task<T>, done")]
    public Task<int> TaskOfT() => _shapes.TaskAsync(1);

    [Benchmark(Baseline = true), BenchmarkCategory("ValueTask<T>, done")]
    public ValueTask<int> ValueTaskByHand() => _byHand.ValueTaskAsync(1);

    [Benchmark, BenchmarkCategory("ValueTask<T>, done")]
    public ValueTask<int> ValueTaskOfT() => _shapes.ValueTaskAsync(1);
}
