using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>An annotated call against Microsoft.Extensions.AI's OpenTelemetry client.</summary>
public class ChatBenchmarks : UseOpenTelemetryBenchmarks
{
    private readonly Assistant _ours = new(new FakeChatClient());

    [Benchmark, BenchmarkCategory(Chat)]
    public Task<ChatResponse> ChatAnnotated() => _ours.AskAsync();

    [Benchmark, BenchmarkCategory(Stream)]
    public Task<int> StreamAnnotated() => CountAsync(_ours.StreamAsync());
}
