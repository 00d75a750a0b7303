using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>What each dialect, and content capture, adds to a recorded chat call.</summary>
public partial class DialectBenchmarks
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Answer in one word."), new(ChatRole.User, "Hello")];

    private readonly Caller _caller = new(new FakeChatClient());
    private SilentListeners? _listeners;

    [GlobalSetup(Target = nameof(None))]
    public void ListenNone() => Listen(Dialects.GenAI);

    [GlobalSetup(Target = nameof(Legacy))]
    public void ListenLegacy() => Listen(Dialects.Legacy);

    [GlobalSetup(Target = nameof(OpenInference))]
    public void ListenOpenInference() => Listen(Dialects.OpenInference);

    [GlobalSetup(Target = nameof(Langfuse))]
    public void ListenLangfuse() => Listen(Dialects.Langfuse);

    [GlobalSetup(Target = nameof(Traceloop))]
    public void ListenTraceloop() => Listen(Dialects.Traceloop);

    [GlobalSetup(Target = nameof(Content))]
    public void ListenContent() => Listen(Dialects.GenAI, ContentCapture.Span);

    [GlobalSetup(Target = nameof(ContentRedacted))]
    public void ListenContentRedacted() => Listen(Dialects.GenAI, ContentCapture.Span, scrubs: true);

    [GlobalSetup(Target = nameof(ContentLangfuse))]
    public void ListenContentLangfuse() => Listen(Dialects.Langfuse, ContentCapture.Span);

    [GlobalCleanup]
    public void Stop()
    {
        _listeners?.Dispose();
        Configure(Dialects.GenAI, ContentCapture.None, scrubs: false);
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> None() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> Legacy() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> OpenInference() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> Langfuse() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> Traceloop() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> Content() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> ContentRedacted() => _caller.AskAsync(Messages);

    [Benchmark]
    public Task<ChatResponse> ContentLangfuse() => _caller.AskAsync(Messages);

    private void Listen(Dialects dialects, ContentCapture content = ContentCapture.None, bool scrubs = false)
    {
        Configure(dialects, content, scrubs);
        _listeners = new SilentListeners(AgentTelemetry.SourceName);
    }

    /// <summary>Sets the process-wide settings, in which the other benchmarks run as well.</summary>
    private static void Configure(Dialects dialects, ContentCapture content, bool scrubs)
        => AgentTracingOptions.Configure(options => (options.Dialects, options.Content, options.ScrubSecrets) = (dialects, content, scrubs));

    private sealed partial class Caller(IChatClient client)
    {
        [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
        internal partial Task<ChatResponse> AskAsync(ChatMessage[] messages);

        private Task<ChatResponse> AskCoreAsync(ChatMessage[] messages) => client.GetResponseAsync(messages);
    }
}
