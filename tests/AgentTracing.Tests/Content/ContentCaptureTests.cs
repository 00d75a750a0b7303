using System.Diagnostics;
using System.Text.Json;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

[Collection(TelemetryCollection.Name)]
public sealed class ContentCaptureTests
{
    private static readonly OperationDescriptor Tool = OperationDescriptor.Tool("stock");
    private static readonly OperationDescriptor Call = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o-mini");

    [Fact]
    public void Nothing_is_captured_unless_it_is_enabled()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.OpenInference | Dialects.Langfuse | Dialects.Traceloop);
        using var spans = new SpanCollector();

        RunTool("canary");
        Ask("canary", "canary");

        Assert.DoesNotContain(spans.Ended.SelectMany(span => span.TagObjects), tag => tag.Value?.ToString()?.Contains("canary", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_tool_has_arguments_and_result()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();

        RunTool("a-1");

        Assert.Equal("""{"sku":"a-1","count":2}""", spans.Single.GetTagItem("gen_ai.tool.call.arguments"));
        Assert.Equal("""{"result":"a-1 is there"}""", spans.Single.GetTagItem("gen_ai.tool.call.result"));
        Assert.Equal("""{"sku":"a-1","count":2}""", spans.Single.GetTagItem("input.value"));
        Assert.Equal("a-1 is there", spans.Single.GetTagItem("output.value"));
    }

    [Fact]
    public void The_operation_overrides_the_settings()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();

        RunTool("a-1", Tool.WithContent(ContentCapture.None));

        Assert.Null(spans.Single.GetTagItem("input.value"));
    }

    [Fact]
    public void A_span_that_is_not_recorded_costs_no_capture()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector(ActivitySamplingResult.PropagationData);

        using var operation = Tool.Start();

        Assert.Null(operation.Content);
    }

    [Fact]
    public void Every_dialect_has_its_words()
    {
        using var options = new OptionsScope(o =>
        {
            o.Content = ContentCapture.Span;
            o.Dialects = Dialects.OpenInference | Dialects.Langfuse | Dialects.Traceloop;
        });
        using var spans = new SpanCollector();

        RunTool("a-1");
        Ask("What is it?", "42");

        var tool = spans.Named("execute_tool stock");
        Assert.Equal("""{"sku":"a-1","count":2}""", tool.GetTagItem("langfuse.observation.input"));
        Assert.Equal("a-1 is there", tool.GetTagItem("langfuse.observation.output"));
        Assert.Equal("application/json", tool.GetTagItem("input.mime_type"));
        Assert.Equal("text/plain", tool.GetTagItem("output.mime_type"));
        Assert.Equal("""{"sku":"a-1","count":2}""", tool.GetTagItem("tool.parameters"));
        Assert.Equal("""{"args":[],"kwargs":{"sku":"a-1","count":2}}""", tool.GetTagItem("traceloop.entity.input"));
        Assert.Equal("\"a-1 is there\"", tool.GetTagItem("traceloop.entity.output"));

        var call = spans.Named("chat gpt-4o-mini");
        const string Sent = """[{"role":"system","content":"Be brief."},{"role":"user","content":"What is it?"}]""";
        Assert.Equal(Sent, call.GetTagItem("langfuse.observation.input"));
        Assert.Equal("""[{"role":"assistant","content":"42"}]""", call.GetTagItem("langfuse.observation.output"));
        Assert.Equal(Sent, call.GetTagItem("input.value"));
        Assert.Equal("application/json", call.GetTagItem("input.mime_type"));
        Assert.Equal("system", call.GetTagItem("llm.input_messages.0.message.role"));
        Assert.Equal("What is it?", call.GetTagItem("llm.input_messages.1.message.content"));
        Assert.Equal("42", call.GetTagItem("llm.output_messages.0.message.content"));
        Assert.Equal("user", call.GetTagItem("gen_ai.prompt.1.role"));
        Assert.Equal("42", call.GetTagItem("gen_ai.completion.0.content"));
    }

    [Fact]
    public void Each_answer_of_a_tool_is_a_message_of_its_own()
    {
        using var options = new OptionsScope(o => (o.Content, o.Dialects) = (ContentCapture.Span, Dialects.OpenInference | Dialects.Traceloop));
        using var spans = new SpanCollector();

        using (var operation = Call.Start())
        {
            operation.Content!.Request("go on", static (content, text) =>
            {
                content.Input.Begin("user");
                content.Input.AddToolResponse("c1", "one");
                content.Input.AddToolResponse("c2", "two");
                content.Input.AddText(text);
            });
        }

        var call = spans.Single;
        Assert.Equal(
            """[{"role":"tool","tool_call_id":"c1","content":"one"},{"role":"tool","tool_call_id":"c2","content":"two"},{"role":"user","content":"go on"}]""",
            call.GetTagItem("input.value"));
        Assert.Equal(
            ["tool c1 one", "tool c2 two", "user  go on"],
            Enumerable.Range(0, 3).Select(i => string.Join(' ', Members("role", "tool_call_id", "content").Select(name => call.GetTagItem($"llm.input_messages.{i}.message.{name}")))));
        Assert.Equal(
            ["tool c1 one", "tool c2 two", "user  go on"],
            Enumerable.Range(0, 3).Select(i => string.Join(' ', Members("role", "tool_call_id", "content").Select(name => call.GetTagItem($"gen_ai.prompt.{i}.{name}")))));

        static string[] Members(params string[] names) => names;
    }

    [Fact]
    public void Each_message_of_a_response_has_its_finish_reason()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();

        Ask("What is it?", "42");
        Assert.Throws<TimeoutException>(() => Traced.Sync<string>(Call, () =>
        {
            AmbientContext.Current!.Operation!.Content!.SetResult("4", ContentBuilder.Plain);
            throw new TimeoutException();
        }));

        Assert.Equal(
            ["stop", "error"],
            spans.Ended.Select(span => JsonDocument.Parse((string)span.GetTagItem("gen_ai.output.messages")!).RootElement[0].GetProperty("finish_reason").GetString()));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    public void Whatever_is_JSON_stays_JSON_within_its_length(int length)
    {
        using var options = new OptionsScope(o =>
        {
            (o.Content, o.MaxContentLength) = (ContentCapture.Span, length);
            o.Dialects = Dialects.OpenInference | Dialects.Langfuse | Dialects.Traceloop;
        });
        using var spans = new SpanCollector();
        var json = $$"""{"text":"{{new string('x', 300)}}"}""";

        RunTool(new string('\\', 100));
        using (var operation = Call.Start())
        {
            operation.Content!.Request(json, static (content, json) =>
            {
                content.AddTool("look", new string('d', 100), json);
                content.Input.Begin("assistant");
                content.Input.AddToolCall("c1", "look", json);
                content.Input.AddToolResponse("c1", json);
            });
        }

        var values = spans.Ended.SelectMany(span => span.TagObjects).Where(tag => tag is { Key: not "input.mime_type" and not "output.mime_type", Value: string and ['{' or '[' or '"', ..] }).ToList();
        Assert.True(values.Count > 15);
        Assert.All(values, tag => JsonDocument.Parse((string)tag.Value!).Dispose());
        Assert.All(values, tag => Assert.InRange(((string)tag.Value!).Length, 1, length));
    }

    [Fact]
    public void A_long_chat_leaves_the_exporter_its_128_attributes()
    {
        using var options = new OptionsScope(o =>
        {
            o.Content = ContentCapture.Span;
            o.Dialects = Dialects.OpenInference;
        });
        using var spans = new SpanCollector();

        using (var operation = Call.Start())
        {
            for (var i = 0; i < 200; i++)
                operation.Content!.Request($"message {i}", Message);
        }

        Assert.Equal(128, spans.Single.TagObjects.Count());
        Assert.NotNull(spans.Single.GetTagItem("gen_ai.input.messages"));
    }

    [Fact]
    public void Events_hold_the_content_in_place_of_the_span()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Event);
        using var spans = new SpanCollector();

        RunTool("a-1");
        Ask("What is it?", "42");

        Assert.DoesNotContain(spans.Ended, span => span.GetTagItem("gen_ai.input.messages") is not null || span.GetTagItem("input.value") is not null);
        var tool = Assert.Single(spans.Named("execute_tool stock").Events);
        Assert.Equal("agent_tracing.operation.details", tool.Name);
        Assert.Contains(tool.Tags, tag => tag is { Key: "gen_ai.tool.call.arguments", Value: """{"sku":"a-1","count":2}""" });
        var call = Assert.Single(spans.Named("chat gpt-4o-mini").Events);
        Assert.Equal("gen_ai.client.inference.operation.details", call.Name);
        Assert.Contains(call.Tags, tag => tag is { Key: "gen_ai.request.model", Value: "gpt-4o-mini" });
        Assert.Contains(call.Tags, tag => tag.Key == "gen_ai.input.messages");
    }

    [Fact]
    public void Events_are_log_records_of_their_span_where_there_is_a_logger()
    {
        using var logs = new RecordingLogger();
        using var options = new OptionsScope(o =>
        {
            o.Content = ContentCapture.Event;
            o.LoggerFactory = logs;
        });
        using var spans = new SpanCollector();

        Ask("What is it?", "42");

        var record = Assert.Single(logs.Records);
        Assert.Equal("gen_ai.client.inference.operation.details", record.Id.Name);
        Assert.Equal(spans.Single.SpanId, record.Span);
        Assert.Contains("gen_ai.output.messages", record.State.Keys);
        Assert.Empty(spans.Single.Events);
    }

    [Fact]
    public void Content_is_redacted_and_a_redactor_that_throws_lets_none_out()
    {
        using var spans = new SpanCollector();
        using (new OptionsScope(o => (o.Content, o.Redact) = (ContentCapture.Span, text => text.Replace("canary", "***", StringComparison.Ordinal))))
        {
            RunTool("canary");
            Ask("a canary", "the canary");
        }

        using (new OptionsScope(o => (o.Content, o.Redact) = (ContentCapture.Span, text => throw new InvalidOperationException(text))))
        {
            RunTool("canary");
            Ask("a canary", "the canary");
        }

        Assert.DoesNotContain(spans.Ended.SelectMany(span => span.TagObjects), tag => tag.Value?.ToString()?.Contains("canary", StringComparison.Ordinal) == true);
        Assert.Contains(spans.Ended, span => span.GetTagItem("gen_ai.output.messages") is """[{"role":"assistant","parts":[{"type":"text","content":"the ***"}],"finish_reason":"stop"}]""");
        Assert.Contains(spans.Ended, span => span.GetTagItem("gen_ai.output.messages") is """[{"role":"assistant","parts":[{"type":"text","content":"[redaction failed]"}],"finish_reason":"stop"}]""");
    }

    [Fact]
    public void A_secret_at_the_cut_is_redacted_before_the_text_is_cut()
    {
        using var options = new OptionsScope(o => (o.Content, o.ScrubSecrets, o.MaxContentLength) = (ContentCapture.Span, true, 100));
        using var spans = new SpanCollector();

        RunTool(new string('x', 70) + " sk-abcdefghijklmnopqrstuvwxyz0123456789");

        Assert.DoesNotContain("sk-abc", (string)spans.Single.GetTagItem("gen_ai.tool.call.arguments")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_content_is_cut_and_stays_JSON()
    {
        using var options = new OptionsScope(o => (o.Content, o.MaxContentLength) = (ContentCapture.Span, 200));
        using var spans = new SpanCollector();

        RunTool(new string('x', 100_000));
        Ask(new string('y', 100_000), new string('z', 100_000));

        foreach (var (key, value) in spans.Ended.SelectMany(span => span.TagObjects).Where(tag => tag.Key.StartsWith("gen_ai.tool.call", StringComparison.Ordinal) || tag.Key.EndsWith("messages", StringComparison.Ordinal)))
        {
            Assert.InRange(((string)value!).Length, 20, 200);
            JsonDocument.Parse((string)value).Dispose();
        }
    }

    [Fact]
    public async Task A_stream_joins_texts_and_lists_the_rest()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();

        await foreach (var _ in Tool.Trace(Words(), Tool.CaptureInput()?.Argument("query", "q").ToInput(), result: ContentBuilder.Plain))
        {
        }

        await foreach (var _ in OperationDescriptor.Tool("numbers").Trace(Traced.Numbers(3), result: ContentBuilder.Plain))
        {
        }

        Assert.Equal("q", spans.Named("execute_tool stock").GetTagItem("input.value"));
        Assert.Equal("one two", spans.Named("execute_tool stock").GetTagItem("output.value"));
        Assert.Equal("[1,2,3]", spans.Named("execute_tool numbers").GetTagItem("output.value"));
    }

    [Fact]
    public async Task Each_enumeration_of_a_stream_has_its_own_output_and_the_same_input()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();
        var stream = Tool.Trace(Words(), Tool.CaptureInput()?.Argument("query", "q").ToInput(), result: ContentBuilder.Plain);

        for (var i = 0; i < 2; i++)
        {
            await foreach (var _ in stream)
            {
            }
        }

        Assert.Equal(2, spans.Ended.Count);
        Assert.All(spans.Ended, span => Assert.Equal("q one two", $"{span.GetTagItem("input.value")} {span.GetTagItem("output.value")}"));
    }

    [Fact]
    public void A_call_that_is_intercepted_inside_gives_its_messages_to_the_call_around_it()
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        using var spans = new SpanCollector();

        using (Call.Start())
            Ask("What is it?", "42", OperationDescriptor.InterceptedCall("GetResponse", provider: "openai"));

        Assert.Contains("What is it?", (string)spans.Single.GetTagItem("gen_ai.input.messages")!, StringComparison.Ordinal);
        Assert.Contains("42", (string)spans.Single.GetTagItem("gen_ai.output.messages")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, ContentCapture.None)]
    [InlineData("false", ContentCapture.None)]
    [InlineData("no_content", ContentCapture.None)]
    [InlineData("TRUE", ContentCapture.Span)]
    [InlineData("span_only", ContentCapture.Span)]
    [InlineData("event_only", ContentCapture.Event)]
    [InlineData("span_and_event", ContentCapture.Span | ContentCapture.Event)]
    [InlineData("everything", ContentCapture.None)]
    public void The_environment_determines_where_content_is_written(string? setting, ContentCapture expected) => Assert.Equal(expected, ContentSettings.Parse(setting));

    private static void RunTool(string sku, OperationDescriptor? descriptor = null)
    {
        using var operation = (descriptor ?? Tool).Start();
        operation.Content?
            .Argument("sku", sku)
            .Argument("count", 2);
        operation.Complete($"{sku} is there", result: ContentBuilder.Plain);
    }

    private static void Ask(string question, string answer, OperationDescriptor? descriptor = null)
    {
        using var operation = (descriptor ?? Call).Start();
        operation.Content?.Request(question, static (content, text) =>
        {
            content.AddInstructions("Be brief.");
            Message(content, text);
        });
        operation.Complete(answer, static (response, text) =>
        {
            response.Content?.Output.Begin("assistant");
            response.Content?.Output.AddText(text);
        });
    }

    private static void Message(LlmContent content, string text)
    {
        content.Input.Begin("user");
        content.Input.AddText(text);
    }

    private static async IAsyncEnumerable<string> Words()
    {
        yield return "one ";
        await Task.Yield();
        yield return "two";
    }
}
