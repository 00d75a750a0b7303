using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>
/// Microsoft.Extensions.AI's OpenTelemetry client on a fake client, as the base of comparison. Our code also computes cost and a second set
/// of metrics.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public abstract class UseOpenTelemetryBenchmarks
{
    private protected const string Chat = "chat";
    private protected const string Stream = "stream of 200";

    // AgentTracing processes GenAI spans of other sources, which would be part of the measurement, but ignores sources of .NET itself.
    private const string Theirs = "System.Theirs";
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    private readonly IChatClient _theirs = new FakeChatClient().AsBuilder().UseOpenTelemetry(sourceName: Theirs).Build();
    private SilentListeners? _listeners;

    [Params(false, true)]
    public bool Listening { get; set; }

    [GlobalSetup]
    public void Listen() => _listeners = Listening ? new SilentListeners(AgentTelemetry.SourceName, Theirs) : null;

    [GlobalCleanup]
    public void Stop() => _listeners?.Dispose();

    [NoIntercept]
    [Benchmark(Baseline = true), BenchmarkCategory(Chat)]
    public Task<ChatResponse> ChatUseOpenTelemetry() => _theirs.GetResponseAsync(Messages);

    [NoIntercept]
    [Benchmark(Baseline = true), BenchmarkCategory(Stream)]
    public Task<int> StreamUseOpenTelemetry() => CountAsync(_theirs.GetStreamingResponseAsync(Messages));

    private protected static async Task<int> CountAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var count = 0;
        await foreach (var _ in updates)
            count++;
        return count;
    }
}
