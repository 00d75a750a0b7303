using System.Runtime.CompilerServices;

namespace AgentTracing.Benchmarks;

/// <summary>An annotated method of each shape; the implementations do almost nothing.</summary>
public sealed partial class Shapes
{
    private static readonly Task<int> Done = Task.FromResult(1);

    [Tool]
    public partial int Sync(int value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int SyncCore(int value) => value + 1;

    [Tool]
    public partial Task<int> TaskAsync(int value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public Task<int> TaskCoreAsync(int value) => Done;

    [Tool]
    public partial ValueTask<int> ValueTaskAsync(int value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask<int> ValueTaskCoreAsync(int value) => new(value);

    [Agent]
    public partial Task<int> YieldingAsync(int value);

    public async Task<int> YieldingCoreAsync(int value)
    {
        await Task.Yield();
        return value;
    }
}
