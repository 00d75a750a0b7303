using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>An annotated call against Microsoft.Extensions.AI's OpenTelemetry client, on the same fake client; ours computes cost and a second set of metrics.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class ChatBenchmarks
{
    private const string Theirs = "Experimental.Microsoft.Extensions.AI";
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    private readonly Assistant _ours = new(new FakeChatClient());
    private readonly IChatClient _theirs = new FakeChatClient().AsBuilder().UseOpenTelemetry().Build();
    private Listeners? _listeners;

    [Params(false, true)]
    public bool Listening { get; set; }

    [GlobalSetup]
    public void Listen() => _listeners = Listening ? new Listeners(AgentTelemetry.SourceName, Theirs) : null;

    [GlobalCleanup]
    public void Stop() => _listeners?.Dispose();

    [NoIntercept]
    [Benchmark(Baseline = true), BenchmarkCategory("chat")]
    public Task<ChatResponse> ChatUseOpenTelemetry() => _theirs.GetResponseAsync(Messages);

    [Benchmark, BenchmarkCategory("chat")]
    public Task<ChatResponse> ChatAnnotated() => _ours.AskAsync();

    [NoIntercept]
    [Benchmark(Baseline = true), BenchmarkCategory("stream of 200")]
    public Task<int> StreamUseOpenTelemetry() => CountAsync(_theirs.GetStreamingResponseAsync(Messages));

    [Benchmark, BenchmarkCategory("stream of 200")]
    public Task<int> StreamAnnotated() => CountAsync(_ours.StreamAsync());

    internal static async Task<int> CountAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var count = 0;
        await foreach (var _ in updates)
            count++;
        return count;
    }
}
