using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Compares an annotated call with Microsoft.Extensions.AI's OpenTelemetry client.</summary>
public class ChatBenchmarks : UseOpenTelemetryBenchmarks
{
    private readonly Assistant _ours = new(new FakeChatClient());

    [Benchmark, BenchmarkCategory(Chat)]
    public Task<ChatResponse> ChatAnnotated() => _ours.AskAsync();

    [Benchmark, BenchmarkCategory(Stream)]
    public Task<int> StreamAnnotated() => CountAsync(_ours.StreamAsync());
}
