using System.Text;
using System.Text.Json;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

/// <summary>Messages read from providers' request and response bodies.</summary>
public sealed class WireContentTests
{
    [Theory]
    [InlineData("""{"role":"system","content":"Be brief."}""", "system: text Be brief.")]
    [InlineData("""{"role":"user","name":"ada","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"https://x/y.png"}}]}""", "user ada: text What? | uri image https://x/y.png")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"file","file":{"file_id":"f-1"}}]}""", "user: blob image  | blob audio  | file document f-1")]
    [InlineData("""{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"at\":1}"}}]}""", "assistant: call c1 look {\"at\":1}")]
    [InlineData("""{"role":"tool","tool_call_id":"c1","content":"seen"}""", "tool: response c1 seen")]
    [InlineData("""{"role":"assistant","refusal":"No."}""", "assistant: text No.")]
    public void Messages_of_chat_completions(string json, string expected)
        => Assert.Equal(expected, Read(content => OpenAIChatContent.ReadMessage(content, Utf8(json))));

    [Fact]
    public void Chat_completions_and_their_streams()
    {
        var whole = Read(content => OpenAIChatContent.ReadCompletion(content, Utf8("""{"choices":[{"message":{"role":"assistant","content":"42"}},{"message":{"role":"assistant","content":"43"}}]}""")), output: true);
        Assert.Equal("assistant: text 42\nassistant: text 43", whole);

        var streamed = Read(
            content =>
            {
                foreach (var chunk in new[]
                {
                    """{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}""",
                    """{"choices":[{"index":0,"delta":{"content":"4"}},{"index":1,"delta":{"content":"x"}}]}""",
                    """{"choices":[{"index":0,"delta":{"content":"2"}}]}""",
                    """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"look","arguments":""}}]}}]}""",
                    """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"c2","function":{"name":"hear","arguments":"{}"}}]}}]}""",
                    """{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"at\":1}"}}]}}]}""",
                    """{"choices":[],"usage":{"prompt_tokens":1}}""",
                })
                {
                    OpenAIChatContent.ReadChunk(content, Utf8(chunk));
                }
            },
            output: true);
        Assert.Equal("assistant: text 42 | call c1 look {\"at\":1} | call c2 hear {}", streamed);
    }

    [Fact]
    public void Messages_beyond_the_bound_are_left_out()
    {
        var content = new LlmContent(10);
        for (var i = 0; i < 1_002; i++)
        {
            content.Input.Begin("user");
            content.Input.AddText("x");
        }

        Assert.Equal(1_000, content.Input.All.Count);
        Assert.All(content.Input.All, message => Assert.Single(message.Parts));
    }

    [Fact]
    public void Responses()
    {
        const string Request = """
            {"instructions":"Be brief.","tools":[{"type":"function","name":"look","description":"d","parameters":{"type":"object"}},{"type":"web_search"}],
             "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"What?"},{"type":"input_image","image_url":"https://x/y.png"}]},
              {"type":"function_call","call_id":"c1","name":"look","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"seen"}]}
            """;
        var content = new LlmContent(10_000);
        OpenAIResponsesContent.ReadRequest(content, Utf8(Request));

        Assert.Equal("user: text What? | uri image https://x/y.png\nassistant: call c1 look {}\ntool: response c1 seen", Text(content.Input));
        Assert.Equal(["Be brief."], content.Instructions);
        Assert.Equal(["look function", "web_search web_search"], content.Tools.Select(tool => $"{tool.Name} {tool.Type}"));

        const string Response = """{"output":[{"type":"reasoning","summary":[{"type":"summary_text","text":"hm"}]},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"42"}]}]}""";
        Assert.Equal("assistant: reasoning hm | text 42", Read(c => OpenAIResponsesContent.ReadResponse(c, Utf8(Response)), output: true));
        Assert.Equal("assistant: text 42", Read(c => Updates(c, "4", "2", completed: null), output: true));
        Assert.Equal("assistant: reasoning hm | text 42", Read(c => Updates(c, "4", "2", Response), output: true));
    }

    [Fact]
    public void Anthropic()
    {
        const string Request = """
            {"system":[{"type":"text","text":"Be brief."}],"tools":[{"name":"look","description":"d","input_schema":{"type":"object"}},{"type":"bash_20250124","name":"bash"}],
             "messages":[{"role":"user","content":"What?"},
              {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"tool_use","id":"c1","name":"look","input":{"at":1}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"seen"}]},
               {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},{"type":"image","source":{"type":"url","url":"https://x/y.png"}}]}]}
            """;
        var content = new LlmContent(10_000);
        AnthropicContent.ReadRequest(content, Members(Request));

        Assert.Equal("user: text What?\nassistant: reasoning hm | call c1 look {\"at\":1}\nuser: response c1 seen | blob image  | uri image https://x/y.png", Text(content.Input));
        Assert.Equal(["Be brief."], content.Instructions);
        Assert.Equal(["look function", "bash bash_20250124"], content.Tools.Select(tool => $"{tool.Name} {tool.Type}"));
        Assert.Equal(
            "assistant: text 42 | call c2 look {}",
            Read(c => AnthropicContent.ReadResponse(c, Members("""{"content":[{"type":"text","text":"42"},{"type":"tool_use","id":"c2","name":"look","input":{}}]}""")), output: true));

        var streamed = Read(
            c =>
            {
                foreach (var update in new[]
                {
                    """{"type":"message_start","message":{"content":[]}}""",
                    """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
                    """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"4"}}""",
                    """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"2"}}""",
                    """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"c2","name":"look","input":{}}}""",
                    """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"at\""}}""",
                    """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":":1}"}}""",
                    """{"type":"message_delta","delta":{"stop_reason":"tool_use"}}""",
                })
                {
                    AnthropicContent.ReadUpdate(c, JsonDocument.Parse(update).RootElement);
                }
            },
            output: true);
        Assert.Equal("assistant: text 42 | call c2 look {\"at\":1}", streamed);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"role":1,"content":{},"tool_calls":{},"choices":[1,{"message":2}],"messages":[1],"input":[null,{"type":3}],"output":7,"system":4,"tools":[1]}""")]
    public void JSON_of_another_shape_harms_nobody(string json)
    {
        var content = new LlmContent(100);

        OpenAIChatContent.ReadMessage(content, Utf8(json));
        OpenAIChatContent.ReadTool(content, Utf8(json));
        OpenAIChatContent.ReadRequest(content, Utf8(json));
        OpenAIChatContent.ReadCompletion(content, Utf8(json));
        OpenAIChatContent.ReadChunk(content, Utf8(json));
        OpenAIResponsesContent.ReadRequest(content, Utf8(json));
        OpenAIResponsesContent.ReadItem(content, Utf8(json));
        OpenAIResponsesContent.ReadResponse(content, Utf8(json));
        OpenAIResponsesContent.ReadUpdate(content, Utf8(json));
        AnthropicContent.ReadUpdate(content, JsonDocument.Parse(json).RootElement);
        AnthropicContent.ReadRequest(content, Members(json));
        AnthropicContent.ReadResponse(content, Members(json));

        Assert.All(content.Input.All.Concat(content.Output.All), message => Assert.Empty(message.Parts));
    }

    private static void Updates(LlmContent content, string first, string second, string? completed)
    {
        OpenAIResponsesContent.ReadUpdate(content, Utf8("""{"type":"response.created","response":{"output":[]}}"""));
        OpenAIResponsesContent.ReadUpdate(content, Utf8($$"""{"type":"response.output_text.delta","delta":"{{first}}"}"""));
        OpenAIResponsesContent.ReadUpdate(content, Utf8($$"""{"type":"response.output_text.delta","delta":"{{second}}"}"""));
        if (completed is not null)
            OpenAIResponsesContent.ReadUpdate(content, Utf8($$"""{"type":"response.completed","response":{{completed}}}"""));
    }

    private static string Read(Action<LlmContent> read, bool output = false)
    {
        var content = new LlmContent(10_000);
        read(content);
        return Text(output ? content.Output : content.Input);
    }

    private static string Text(LlmMessages messages) => string.Join('\n', messages.All.Select(message =>
        $"{message.Role}{(message.Name is null ? "" : " " + message.Name)}: {string.Join(" | ", message.Parts.Select(Text))}"));

    private static string Text(LlmPart part) => part.Kind switch
    {
        LlmPartKind.ToolCall => $"call {part.Id} {part.Name} {part.Text}",
        LlmPartKind.ToolCallResponse => $"response {part.Id} {part.Text}",
        LlmPartKind.Text or LlmPartKind.Reasoning => $"{(part.Kind == LlmPartKind.Text ? "text" : "reasoning")} {part.Text}",
        _ => $"{(part.Kind == LlmPartKind.Blob ? "blob" : part.Kind == LlmPartKind.Uri ? "uri" : "file")} {part.Modality} {part.Text}",
    };

    private static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);

    private static IReadOnlyDictionary<string, JsonElement> Members(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : [];
    }
}
