using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace AgentTracing.Benchmarks;

/// <summary>Without listeners: compares an annotated method with its implementation.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class IdleBenchmarks
{
    private readonly Shapes _shapes = new();

    [Benchmark(Baseline = true), BenchmarkCategory("sync")]
    public int SyncCore() => _shapes.SyncCore(1);

    [Benchmark, BenchmarkCategory("sync")]
    public int Sync() => _shapes.Sync(1);

    [Benchmark(Baseline = true), BenchmarkCategory("Task<T>")]
    public Task<int> TaskCore() => _shapes.TaskCoreAsync(1);

    [Benchmark, BenchmarkCategory("Task<T>")]
    public Task<int> TaskOfT() => _shapes.TaskAsync(1);

    [Benchmark(Baseline = true), BenchmarkCategory("ValueTask<T>")]
    public ValueTask<int> ValueTaskCore() => _shapes.ValueTaskCoreAsync(1);

    [Benchmark, BenchmarkCategory("ValueTask<T>")]
    public ValueTask<int> ValueTaskOfT() => _shapes.ValueTaskAsync(1);
}
