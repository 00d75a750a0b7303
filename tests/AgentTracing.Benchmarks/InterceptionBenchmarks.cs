using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>An intercepted call against Microsoft.Extensions.AI's OpenTelemetry client, on the same fake client; ours computes cost and a second set of metrics.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class InterceptionBenchmarks
{
    private const string Theirs = "Experimental.Microsoft.Extensions.AI";
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    private readonly InterceptedAssistant _ours = new(new FakeChatClient());
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
    public Task<ChatResponse> ChatIntercepted() => _ours.AskAsync();

    [NoIntercept]
    [Benchmark(Baseline = true), BenchmarkCategory("stream of 200")]
    public Task<int> StreamUseOpenTelemetry() => ChatBenchmarks.CountAsync(_theirs.GetStreamingResponseAsync(Messages));

    [Benchmark, BenchmarkCategory("stream of 200")]
    public Task<int> StreamIntercepted() => ChatBenchmarks.CountAsync(_ours.StreamAsync());
}
