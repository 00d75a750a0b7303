using System.ClientModel;
using System.ClientModel.Primitives;
using LoopbackLlm;
using OpenAI.Chat;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Calls of OpenAI's SDK with raw request bodies: what is read from request and response, and what remains for the caller to read.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class RawBodyTests
{
    private const string Gpt = "gpt-4o-mini";
    private const string Question = """
        {
            "model": "gpt-4o-mini", "messages": [{ "role": "user", "content": "hi" }], "max_completion_tokens": 100, "temperature": 0.5, "top_p": 0.25,
            "stop": ["a", "b"], "seed": 7, "frequency_penalty": 0.5, "presence_penalty": 0.75, "n": 2, "response_format": { "type": "json_object" },
            "reasoning_effort": "low"
        }
        """;

    [Fact]
    public async Task The_body_determines_the_request()
    {
        await using var run = await RecordedRun.StartAsync();

        await run.Server.OpenAIChat("another").CompleteChatAsync(BinaryContent.Create(BinaryData.FromString(Question)));

        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal(100L, run.Span.GetTagItem("gen_ai.request.max_tokens"));
        Assert.Equal(0.5, run.Span.GetTagItem("gen_ai.request.temperature"));
        Assert.Equal(0.25, run.Span.GetTagItem("gen_ai.request.top_p"));
        Assert.Equal(["a", "b"], Assert.IsType<string[]>(run.Span.GetTagItem("gen_ai.request.stop_sequences")));
        Assert.Equal(7L, run.Span.GetTagItem("gen_ai.request.seed"));
        Assert.Equal(0.5, run.Span.GetTagItem("gen_ai.request.frequency_penalty"));
        Assert.Equal(0.75, run.Span.GetTagItem("gen_ai.request.presence_penalty"));
        Assert.Equal(2L, run.Span.GetTagItem("gen_ai.request.choice.count"));
        Assert.Equal("json", run.Span.GetTagItem("gen_ai.output.type"));
        Assert.Equal("stop", Assert.Single(Assert.IsType<string[]>(run.Span.GetTagItem("gen_ai.response.finish_reasons"))));
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_caller_gets_the_answer_as_it_came(bool buffered)
    {
        await using var run = await RecordedRun.StartAsync();
        using var body = new MemoryStream(BinaryData.FromString(Question).ToArray());

        var result = await run.Server.OpenAIChat(Gpt).CompleteChatAsync(BinaryContent.Create(body), new RequestOptions { BufferResponse = buffered });

        using var reader = new StreamReader(result.GetRawResponse().ContentStream!);
        Assert.Contains("\"Hello\"", await reader.ReadToEndAsync(LoopbackClients.Cancellation), StringComparison.Ordinal);
        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal(buffered ? 101L : null, run.Span.GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_is_left_to_its_caller(bool buffered)
    {
        await using var run = await RecordedRun.StartAsync();

        var result = await run.Server.OpenAIChat(Gpt).CompleteChatAsync(
            BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"hi"}]}""")),
            new RequestOptions { BufferResponse = buffered });

        using var reader = new StreamReader(result.GetRawResponse().ContentStream!);
        Assert.EndsWith("data: [DONE]\n\n", await reader.ReadToEndAsync(LoopbackClients.Cancellation), StringComparison.Ordinal);
        Assert.Equal(true, run.Span.GetTagItem("gen_ai.request.stream"));
        Assert.Null(run.Span.GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task A_body_that_can_be_written_once_is_written_once()
    {
        await using var run = await RecordedRun.StartAsync();
        using var body = new Once(Question);

        await run.Server.OpenAIChat(Gpt).CompleteChatAsync(body);

        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Null(run.Span.GetTagItem("gen_ai.request.max_tokens"));
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [InlineData(ClientErrorBehaviors.Default)]
    [InlineData(ClientErrorBehaviors.NoThrow)]
    public async Task A_refused_call(ClientErrorBehaviors behaviour)
    {
        await using var run = await RecordedRun.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(500)));
        var client = run.Server.OpenAIChat(Gpt);
        var options = new RequestOptions { ErrorOptions = behaviour };

        if (behaviour == ClientErrorBehaviors.NoThrow)
            Assert.True((await client.CompleteChatAsync(BinaryContent.Create(BinaryData.FromString(Question)), options)).GetRawResponse().IsError);
        else
            await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync(BinaryContent.Create(BinaryData.FromString(Question)), options));

        Assert.Equal(behaviour == ClientErrorBehaviors.NoThrow ? null : "System.ClientModel.ClientResultException", run.Span.GetTagItem("error.type"));
        Assert.Null(run.Span.GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task The_SDK_does_not_trace_them_itself()
    {
        await using var run = await RecordedRun.StartAsync(moreSources: "OpenAI.ChatClient");
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            await run.Server.OpenAIChat(Gpt).CompleteChatAsync(BinaryContent.Create(BinaryData.FromString(Question)));
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        Assert.Equal(AgentTelemetry.SourceName, run.Span.Source.Name);
        run.AssertCountedOnce(run.Span);
    }

    private sealed class Once(string json) : BinaryContent
    {
        private byte[]? _bytes = System.Text.Encoding.UTF8.GetBytes(json);

        public override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => stream.Write(Take());

        public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) => stream.WriteAsync(Take(), cancellationToken).AsTask();

        public override void Dispose()
        {
        }

        private byte[] Take() => Interlocked.Exchange(ref _bytes, null) ?? throw new InvalidOperationException("The body was already written.");
    }
}
