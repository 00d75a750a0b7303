using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Compares an intercepted call with Microsoft.Extensions.AI's OpenTelemetry client.</summary>
public class InterceptionBenchmarks : UseOpenTelemetryBenchmarks
{
    private readonly InterceptedAssistant _ours = new(new FakeChatClient());

    [Benchmark, BenchmarkCategory(Chat)]
    public Task<ChatResponse> ChatIntercepted() => _ours.AskAsync();

    [Benchmark, BenchmarkCategory(Stream)]
    public Task<int> StreamIntercepted() => CountAsync(_ours.StreamAsync());
}
