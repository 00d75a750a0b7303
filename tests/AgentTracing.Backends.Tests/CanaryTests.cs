using System.Text;
using AgentTracing.CompilerServices;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>Searches every byte that leaves the process for texts that must not leave it.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class CanaryTests
{
    private const string Canary = "canary-4711";

    [Fact]
    public async Task Prompts_arguments_and_answers_stay_in_the_process()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Build(receiver, options => options.Redact = null))
            await RunAsync(fails: false);

        Assert.NotEmpty(receiver.Spans);
        AssertNoCanary(receiver);
    }

    [Fact]
    public async Task With_redaction_content_leaves_without_what_was_redacted()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Build(receiver, options => (options.Content, options.Redact) = (ContentCapture.Span | ContentCapture.Event, Redact)))
        {
            await RunAsync(fails: false);
            await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(fails: true));
        }

        Assert.Contains(receiver.Spans, span => span["output.value"] is "answer with ***");
        Assert.Contains(receiver.Spans, span => span["gen_ai.input.messages"] is string messages && messages.Contains("***", StringComparison.Ordinal));
        AssertNoCanary(receiver);
    }

    [Fact]
    public async Task With_redaction_so_do_the_texts_of_exceptions_and_comments()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Build(receiver, options => options.Redact = Redact))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(fails: true));
            using var agent = AgentTrace.StartAgent("judged");
            AgentTrace.Score("relevance", 0.5, $"names {Canary}");
        }

        Assert.Contains(receiver.Spans, span => span.StatusMessage == "no *** in stock");
        Assert.Contains(receiver.Requests, request => request.Path.EndsWith("/span_annotations", StringComparison.Ordinal));
        AssertNoCanary(receiver);
    }

    [Fact]
    public async Task A_redactor_that_throws_lets_nothing_out()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Build(receiver, options => (options.Content, options.Redact) = (ContentCapture.Span, text => throw new InvalidOperationException(text))))
            await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(fails: true));

        Assert.Contains(receiver.Spans, span => span.StatusMessage == "[redaction failed]");
        AssertNoCanary(receiver);
    }

    private static string Redact(string text) => text.Replace(Canary, "***", StringComparison.Ordinal);

    private static TracerProvider Build(Receiver receiver, Action<AgentTracingOptions> configure) => Sample.Build(builder => builder
        .AddAgentTracing(configure)
        .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))
        .AddPhoenix(options => options.Endpoint = receiver.Http)
        .AddTraceloop(options => (options.BaseUrl, options.ApiKey) = (receiver.Http.ToString(), "tl-1")));

    /// <summary>Runs an agent that calls a model and a tool, as generated code does. All of its texts contain the canary.</summary>
    private static Task<string> RunAsync(bool fails) => Traced(OperationDescriptor.Agent("planner"), async () =>
    {
        var answer = await Traced(OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o-mini"), async () =>
        {
            await Task.Yield();
            return $"answer with {Canary}";
        });
        await Traced(OperationDescriptor.Guardrail("no-secrets"), () => Task.FromResult($"cleaned {Canary}"));
        return await Traced(OperationDescriptor.Tool("stock"), () => fails
            ? throw new InvalidOperationException($"no {Canary} in stock", new ArgumentException(answer))
            : Task.FromResult(answer));
    });

    private static Task<string> Traced(OperationDescriptor descriptor, Func<Task<string>> core)
    {
        using var operation = descriptor.Start();
        operation.Content?
            .Argument("question", $"asks {Canary}")
            .Argument("more", new Dictionary<string, string> { [Canary] = Canary, ["headers"] = $"x-key: {Canary}" })
            .Request(Canary, static (content, text) =>
            {
                content.AddInstructions($"knows {text}");
                content.AddTool("stock", $"finds {text}", $$"""{"type":"{{text}}"}""");
                content.Input.Begin("user", text);
                content.Input.AddText(text);
                content.Input.AddToolCall("c1", "stock", $$"""{"{{text}}":"{{text}}"}""");
                content.Input.AddUri("image", null, $"https://example.com/{text}");
            });
        try
        {
            return operation.Track(core(), (response, text) => response.SetUsage(TokenUsage.FromOpenAI(text.Length, 1)), ContentBuilder.Plain);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    private static void AssertNoCanary(Receiver receiver)
    {
        var canary = Encoding.UTF8.GetBytes(Canary);
        Assert.All(receiver.Requests, request =>
        {
            Assert.Equal(-1, request.Body.AsSpan().IndexOf(canary));
            Assert.DoesNotContain(request.Headers, header => header.Value.Contains(Canary, StringComparison.Ordinal));
            Assert.DoesNotContain(Canary, request.Path + request.Query, StringComparison.Ordinal);
        });
    }
}
