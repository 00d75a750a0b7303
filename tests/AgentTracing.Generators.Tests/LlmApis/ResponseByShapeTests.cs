namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>The values read from types that are not in the catalogue: any type that has usage under the usual names.</summary>
public class ResponseByShapeTests
{
    [Theory]
    [InlineData("int InputTokens, int OutputTokens", "3, 4", "accounting=OpenAI input=3 output=4")]
    [InlineData("long? InputTokenCount, long? OutputTokenCount, long? TotalTokenCount", "3, null, 3", "accounting=OpenAI input=3 total=3")]
    [InlineData("int PromptTokens, int CompletionTokens, int CachedTokens", "3, 4, 1", "accounting=OpenAI cacheRead=1 input=3 output=4")]
    [InlineData("int prompt_tokens, int completion_tokens, int total_tokens", "3, 4, 7", "accounting=OpenAI input=3 output=4 total=7")]
    [InlineData("uint InputTokens, ulong OutputTokens, double ReasoningTokens", "3, 4, 2", "accounting=OpenAI input=3 output=4 reasoning=2")]
    [InlineData("int PromptTokenCount, int CompletionTokenCount", "3, 4", "accounting=OpenAI input=3 output=4")]
    [InlineData("int InputTokens, int OutputTokens, int? CacheReadInputTokens, int? CacheCreationInputTokens", "3, 4, 5, 6", "accounting=Anthropic cacheRead=5 cacheWrite=6 input=3 output=4")]
    [InlineData("int InputTokens, int OutputTokens, int? CacheReadInputTokens, int? CacheWriteInputTokens", "3, 4, 5, 6", "accounting=Bedrock cacheRead=5 cacheWrite=6 input=3 output=4")]
    [InlineData(
        "int PromptTokenCount, int CandidatesTokenCount, int ThoughtsTokenCount, int CachedContentTokenCount, int ToolUsePromptTokenCount",
        "3, 4, 5, 6, 7",
        "accounting=Gemini cacheRead=6 input=3 output=4 reasoning=5 toolUseInput=7")]
    [InlineData("int PromptEvalCount, int EvalCount", "3, 4", "accounting=Ollama input=3 output=4")]
    public void The_names_of_the_figures_determine_the_accounting(string figures, string values, string expected)
        => Assert.Equal(expected, ReaderHarness.Response("Answer", $$"""
            public record Usage({{figures}});
            public record Answer(string Text, Usage? Usage);
            public static class Test { public static object[] Results() => [new Answer("a", new Usage({{values}})), new Answer("b", null)]; }
            """));

    [Theory]
    [InlineData("Usage")]
    [InlineData("TokenUsage")]
    [InlineData("UsageMetadata")]
    [InlineData("UsageDetails")]
    [InlineData("usage")]
    public void Usage_may_be_called(string member)
        => Assert.Equal("accounting=OpenAI input=3 output=4", ReaderHarness.Response("Answer", $$"""
            public record Counts(int InputTokens, int OutputTokens);
            public record Answer(Counts {{member}});
            public static class Test { public static object[] Results() => [new Answer(new Counts(3, 4))]; }
            """));

    [Theory]
    [InlineData("decimal", "0.0035m", "0.0035")]
    [InlineData("decimal?", "0m", "0")]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double?", "0.25", "0.25")]
    [InlineData("float", "0.7f", "0.7")]
    [InlineData("int", "3", "3")]
    [InlineData("long?", "3", "3")]
    public void A_marked_member_contains_the_cost(string type, string value, string expected)
    {
        Assert.Equal($"accounting=OpenAI cost={expected} input=3 output=4", ReaderHarness.Response("Answer", $$"""
            {{Marking}}
            public record Answer(string Text, int InputTokens, int OutputTokens, [property: AgentTracing.ReportedCost] {{type}} Price);
            public static class Test { public static object[] Results() => [new Answer("a", 3, 4, {{value}})]; }
            """));
        Assert.Equal($"cost={expected}", ReaderHarness.Response("Answer", $$"""
            {{Marking}}
            public abstract class Priced { [AgentTracing.ReportedCost] public {{type}} Price = {{value}}; }
            public class Answer : Priced { public decimal Fee => 1; }
            public static class Test { public static object[] Results() => [new Answer()]; }
            """));
        Assert.Equal($"accounting=OpenAI cost={expected} input=3 output=4", ReaderHarness.Response("Answer", $$"""
            {{Marking}}
            public record Usage(int InputTokens, int OutputTokens, [property: AgentTracing.ReportedCost] {{type}} Price);
            public record Answer(Usage Usage);
            public static class Test { public static object[] Results() => [new Answer(new Usage(3, 4, {{value}}))]; }
            """));
    }

    [Fact]
    public void A_cost_that_is_null_is_none_and_one_that_is_no_number_cannot_be_read()
    {
        Assert.Equal("accounting=OpenAI input=3 output=4", ReaderHarness.Response("Answer", $$"""
            {{Marking}}
            public record Answer(int InputTokens, int OutputTokens, [property: AgentTracing.ReportedCost] decimal? Price);
            public static class Test { public static object[] Results() => [new Answer(3, 4, null)]; }
            """));
        Assert.Null(ReaderHarness.Emit("Answer", Marking + "public record Answer([property: AgentTracing.ReportedCost] string Price);"));
    }

    private const string Marking = """
        namespace AgentTracing { [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)] public sealed class ReportedCostAttribute : Attribute; }

        """;

    [Fact]
    public void Details_are_read_inside_the_usage()
        => Assert.Equal("accounting=OpenAI cacheRead=2 cacheWrite=1 input=30 inputAudio=5 output=40 outputAudio=6 reasoning=9", ReaderHarness.Response("Answer", """
            public class InputDetails { public int? CachedTokens; public int CacheWriteTokens = 1; public int AudioTokens = 5; }
            public struct OutputDetails { public int ReasoningTokens { get; set; } public int AudioTokens { get; set; } }
            public class Usage
            {
                public int PromptTokens => 30;
                public int CompletionTokens => 40;
                public InputDetails? PromptTokensDetails { get; set; }
                public OutputDetails CompletionTokensDetails { get; set; }
            }
            public class Answer { public Usage Usage { get; } = new(); }
            public static class Test
            {
                public static object[] Results() =>
                [
                    new Answer { Usage = { PromptTokensDetails = new() { CachedTokens = 2 }, CompletionTokensDetails = new() { ReasoningTokens = 9, AudioTokens = 6 } } },
                    new Answer { Usage = { CompletionTokensDetails = new() { ReasoningTokens = 9, AudioTokens = 6 } } },
                ];
            }
            """));

    [Fact]
    public void Figures_may_be_members_of_the_result_itself_beside_id_model_and_reason()
        => Assert.Equal("accounting=OpenAI finish=ToolCalls id=r1 input=3 model=gpt-5 output=4", ReaderHarness.Response("Answer", """
            public enum Reason { Stop, ToolCalls }
            public class Base { public string ResponseId => "r1"; }
            public class Answer : Base { public int InputTokens => 3; public int OutputTokens => 4; public string Model => "gpt-5"; public Reason? FinishReason => Reason.ToolCalls; }
            public static class Test { public static object[] Results() => [new Answer()]; }
            """));

    [Fact]
    public void Reasons_of_choices()
        => Assert.Equal("accounting=OpenAI finish=stop,length input=3", ReaderHarness.Response("Answer", """
            using System.Collections.Generic;
            public record Choice(string? StopReason);
            public record Usage(int InputTokens);
            public record Answer(Usage Usage, IEnumerable<Choice?>? Choices);
            public static class Test { public static object[] Results() => [new Answer(new(3), [null, new("stop"), new(null), new("length")]), new Answer(new(3), null)]; }
            """));

    [Fact]
    public void Structs_nullable_structs_and_tuples()
    {
        const string Source = """
            public readonly record struct Usage(int InputTokens, int OutputTokens);
            public readonly record struct Answer(Usage? Usage, string? Model);
            """;
        Assert.Equal("accounting=OpenAI input=3 model=m output=4", ReaderHarness.Response("Answer", Source + """
            public static class Test { public static object[] Results() => [new Answer(new(3, 4), "m"), new Answer()]; }
            """));
        Assert.Equal("accounting=OpenAI input=3 output=4", ReaderHarness.Response("Answer?", Source + """
            public static class Test { public static object[] Results() => [new Answer(new(3, 4), null)]; }
            """));
        Assert.Equal("accounting=OpenAI input=3 output=4", ReaderHarness.Response("(string Text, Usage Usage)", Source + """
            public static class Test { public static object[] Results() => [("t", new Usage(3, 4))]; }
            """));
    }

    [Fact]
    public void Custom_sources_of_usage_are_read()
        => Assert.Equal("id=r model=m usage=1+2", ReaderHarness.Response("Answer", """
            using AgentTracing;
            public class Answer : ITokenUsageSource { public TokenUsage? TokenUsage => new(1, 2); string? ITokenUsageSource.Model => "m"; public string? ResponseId => "r"; }
            public static class Test { public static object[] Results() => [new Answer()]; }
            """));

    [Fact]
    public void Usage_in_disjoint_buckets_is_taken_as_it_is()
        => Assert.Equal("usage=1+2", ReaderHarness.Response("Answer", """
            using AgentTracing;
            public record Answer(TokenUsage? Usage);
            public static class Test { public static object[] Results() => [new Answer(new TokenUsage(1, 2)), new Answer(Usage: null)]; }
            """));

    [Fact]
    public void A_wrapper_of_a_known_type_is_read_inside()
        => Assert.Equal("accounting=UsageDetails input=7", ReaderHarness.Response("Envelope<Microsoft.Extensions.AI.ChatResponse>", """
            using Microsoft.Extensions.AI;
            public record Envelope<T>(T? Value);
            public static class Test { public static object[] Results() => [new Envelope<ChatResponse>(new() { Usage = new() { InputTokenCount = 7 } }), new Envelope<ChatResponse>(Value: null)]; }
            """));

    [Theory]
    [InlineData("string")]
    [InlineData("int")]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("Order")]
    [InlineData("Order[]")]
    [InlineData("System.Collections.Generic.List<Answer>")]
    [InlineData("NamesOnly")]
    [InlineData("Hidden")]
    [InlineData("Microsoft.Extensions.AI.Embedding<float>")]
    [InlineData("System.ReadOnlyMemory<float>")]
    public void Nothing_is_read_where_there_is_no_usage(string type)
        => Assert.Null(ReaderHarness.Emit(type, """
            public record Order(string Id, string Model);
            public record Usage(int InputTokens);
            public record Answer(Usage Usage);
            public record NamesOnly(string Usage, string InputTokens);
            public class Hidden { private Usage Usage => new(1); protected int OutputTokens => 1; public static int InputTokens => 1; }
            """));

    [Fact]
    public void Members_that_are_keywords_and_obsolete_ones()
        => Assert.Equal("accounting=OpenAI input=1", ReaderHarness.Response("@class", """
            public class @class { public Counts @usage => new(); }
            public class Counts { public int InputTokens => 1; [System.Obsolete("gone", true)] public int OutputTokens => 2; }
            public static class Test { public static object[] Results() => [new @class()]; }
            """));

    [Fact]
    public void Type_parameters_are_read_by_their_constraints()
    {
        var compilation = References.Compile([.. RecordingContract.Sources, """
            using Microsoft.Extensions.AI;
            using AgentTracing;
            public class Caller<TSource, TChat, TAny> where TSource : ITokenUsageSource where TChat : ChatResponse
            {
                public TSource Source = default!;
                public TChat Chat = default!;
                public TAny Any = default!;
            }
            """]);

        var source = Reader("Source");
        Assert.Equal(("TSource", "<TSource>", " where TSource : global::AgentTracing.ITokenUsageSource"), (source!.TypeName, source.TypeParameters, source.Constraints));
        Assert.Equal("response.Read(result);\n", source.Body);
        Assert.Equal("global::Microsoft.Extensions.AI.ChatResponse", Reader("Chat")!.TypeName);
        Assert.Null(Reader("Any"));

        Generators.LlmApis.ReaderModel? Reader(string field)
        {
            var symbol = compilation.GetTypeByMetadataName("Caller`3")!.GetMembers(field).OfType<Microsoft.CodeAnalysis.IFieldSymbol>().Single();
            return Generators.LlmApis.ResponseReaders.For(symbol.Type, compilation);
        }
    }

    [Fact]
    public void Types_that_are_generic_in_type_parameters_of_the_caller_make_generic_readers()
    {
        var compilation = References.Compile("""
            using Microsoft.Extensions.AI;
            public class Caller<TAnswer> where TAnswer : class, new()
            {
                public Answer<TAnswer> Own = default!;
                public ChatResponse<TAnswer> Known = default!;
                private class Secret { public int InputTokens; }
                private Secret Nested = default!;
            }
            public record Answer<T>(T Value, int InputTokens) where T : class;
            """);
        var caller = compilation.GetTypeByMetadataName("Caller`1")!;

        var own = Reader("Own");
        Assert.Equal(("ReadAnswer", "<TAnswer>", " where TAnswer : class, new()"), (own.MethodName, own.TypeParameters, own.Constraints));
        Assert.Equal(("global::Microsoft.Extensions.AI.ChatResponse", ""), (Reader("Known").TypeName, Reader("Known").TypeParameters));
        Assert.True(Reader("Nested").IsPrivateType);
        Assert.False(own.IsPrivateType);

        Generators.LlmApis.ReaderModel Reader(string field)
            => Generators.LlmApis.ResponseReaders.For(((Microsoft.CodeAnalysis.IFieldSymbol)caller.GetMembers(field).Single()).Type, compilation)!;
    }
}
