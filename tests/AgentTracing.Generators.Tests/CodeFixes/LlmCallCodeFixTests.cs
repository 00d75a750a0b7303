using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT2002 to AGT2005 and AGT2007.</summary>
public sealed class LlmCallCodeFixTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };
    private static readonly TestCompilation Application = Options with { OutputKind = OutputKind.ConsoleApplication };

    [Fact]
    public Task Swaps_telemetry_and_functions_with_their_arguments() => CodeFixTest.Run(
        "AGT2003",
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner) => inner.AsBuilder()
                .UseOpenTelemetry(sourceName: "shop") // spans
                .UseLogging()
                .UseFunctionInvocation(configure: client => client.MaximumIterationsPerRequest = 3)
                .Build();
        }
        """,
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner) => inner.AsBuilder()
                .UseFunctionInvocation(configure: client => client.MaximumIterationsPerRequest = 3) // spans
                .UseLogging()
                .UseOpenTelemetry(sourceName: "shop")
                .Build();
        }
        """,
        options: Options);

    [Theory]
    [InlineData("builder.UseOpenTelemetry(); if (calls) builder.UseFunctionInvocation();", 0)]
    [InlineData("builder.UseOpenTelemetry(); if (calls) { builder.UseFunctionInvocation(); }", 0)]
    [InlineData("if (calls) builder.UseOpenTelemetry(); builder.UseFunctionInvocation();", 0)]
    [InlineData("builder.UseOpenTelemetry(); builder = calls ? builder.UseFunctionInvocation() : builder;", 0)]
    [InlineData("builder.UseOpenTelemetry(); Action<FunctionInvokingChatClient> configure = client => { }; builder.UseFunctionInvocation(configure: configure);", 0)]
    [InlineData("builder.UseOpenTelemetry(); builder.UseLogging(); builder.UseFunctionInvocation();", 1)]
    public async Task Swaps_only_what_runs_together(string statements, int expected)
    {
        var source = $$"""
            using Microsoft.Extensions.AI;

            public static class Clients
            {
                public static IChatClient Create(IChatClient inner, bool calls)
                {
                    var builder = inner.AsBuilder();
                    {{statements}}
                    return builder.Build();
                }
            }
            """;
        var compilation = Options.Create(source);
        if (expected > 0 || (await AnalyzerTest.Analyze(compilation, Options)).Any(static diagnostic => diagnostic.Id == "AGT2003"))
            Assert.Equal(expected, (await CodeFixTest.Titles("AGT2003", source, Options)).Length);
    }

    [Fact]
    public Task Removes_the_second_telemetry() => CodeFixTest.Run(
        "AGT2004",
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner) => inner.AsBuilder()
                .UseOpenTelemetry()
                .UseLogging()
                .UseOpenTelemetry()
                .Build();
        }
        """,
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner) => inner.AsBuilder()
                .UseOpenTelemetry()
                .UseLogging()
                .Build();
        }
        """,
        options: Options);

    [Fact]
    public Task Keeps_the_telemetry_with_settings_and_removes_statements() => CodeFixTest.Run(
        "AGT2004",
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner)
            {
                var builder = inner.AsBuilder();
                builder.UseOpenTelemetry();
                builder.UseOpenTelemetry(sourceName: "shop");
                return builder.Build();
            }
        }
        """,
        """
        using Microsoft.Extensions.AI;

        public static class Clients
        {
            public static IChatClient Create(IChatClient inner)
            {
                var builder = inner.AsBuilder();
                builder.UseOpenTelemetry(sourceName: "shop");
                return builder.Build();
            }
        }
        """,
        options: Options);

    [Fact]
    public Task Takes_the_registration_of_the_sdk_away() => CodeFixTest.Run(
        "AGT2002",
        """
        using Anthropic;
        using Anthropic.Models.Messages;
        using OpenTelemetry.Trace;

        public partial class Assistant(AnthropicClient client)
        {
            [LlmCall]
            public partial Task<Message> AskAsync(MessageCreateParams request);

            private Task<Message> AskCoreAsync(MessageCreateParams request) => client.Messages.Create(request);

            public static void Configure(TracerProviderBuilder tracing) => tracing
                .AddSource("com.anthropic.sdk.csharp")
                .AddAgentTracing();
        }
        """,
        """
        using Anthropic;
        using Anthropic.Models.Messages;
        using OpenTelemetry.Trace;

        public partial class Assistant(AnthropicClient client)
        {
            [LlmCall]
            public partial Task<Message> AskAsync(MessageCreateParams request);

            private Task<Message> AskCoreAsync(MessageCreateParams request) => client.Messages.Create(request);

            public static void Configure(TracerProviderBuilder tracing) => tracing
                .AddAgentTracing();
        }
        """,
        options: Options);

    [Fact]
    public async Task Registrations_of_several_sources_are_left_to_the_user() => Assert.Empty(await CodeFixTest.Titles(
        "AGT2002",
        """
        using Anthropic;
        using Anthropic.Models.Messages;
        using OpenTelemetry.Trace;

        public partial class Assistant(AnthropicClient client)
        {
            [LlmCall]
            public partial Task<Message> AskAsync(MessageCreateParams request);

            private Task<Message> AskCoreAsync(MessageCreateParams request) => client.Messages.Create(request);

            public static void Configure(TracerProviderBuilder tracing) => tracing.AddSource("com.anthropic.*");
        }
        """,
        Options));

    [Theory]
    [InlineData(
        "betalgo.CreateCompletionAsStream(new ChatCompletionCreateRequest { Model = \"m\" })",
        "betalgo.CreateCompletionAsStream(new ChatCompletionCreateRequest { Model = \"m\", StreamOptions = new() { IncludeUsage = true } })")]
    [InlineData(
        "betalgo.CreateCompletionAsStream(new ChatCompletionCreateRequest())",
        "betalgo.CreateCompletionAsStream(new ChatCompletionCreateRequest() { StreamOptions = new() { IncludeUsage = true } })")]
    [InlineData(
        "betalgo.CreateCompletionAsStream(new()\n    {\n        Model = \"m\",\n    })",
        "betalgo.CreateCompletionAsStream(new()\n    {\n        Model = \"m\",\n        StreamOptions = new() { IncludeUsage = true },\n    })")]
    [InlineData(
        "betalgo.CreateCompletionAsStream(new()\n    {\n        Model = \"m\"\n    })",
        "betalgo.CreateCompletionAsStream(new()\n    {\n        Model = \"m\",\n        StreamOptions = new() { IncludeUsage = true }\n    })")]
    [InlineData(
        "azure.CompleteStreaming(new ChatCompletionsOptions { Model = \"m\" })",
        "azure.CompleteStreaming(new ChatCompletionsOptions { Model = \"m\", AdditionalProperties = { [\"stream_options\"] = BinaryData.FromString(\"{\\\"include_usage\\\":true}\") } })")]
    public Task Asks_for_usage(string call, string expected)
    {
        const string Before = """
            #pragma warning disable AGT2001
            using Azure.AI.Inference;
            using Betalgo.Ranul.OpenAI.Interfaces;
            using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;

            public class Streams(IChatCompletionService betalgo, ChatCompletionsClient azure)
            {
                public object[] Clients => [betalgo, azure];

                public object Ask() => 
            """;
        return CodeFixTest.Run("AGT2005", $"{Before}{call};\n}}\n", $"{Before}{expected};\n}}\n", options: Options);
    }

    [Theory]
    [InlineData("Sdk.CreateTracerProviderBuilder().AddSource(\"Shop\").Build()", "Sdk.CreateTracerProviderBuilder().AddAgentTracing().AddSource(\"Shop\").Build()")]
    [InlineData("OpenTelemetrySdk.Create(sdk => sdk.WithTracing())", "OpenTelemetrySdk.Create(sdk => sdk.WithTracing(tracing => tracing.AddAgentTracing()))")]
    [InlineData(
        "OpenTelemetrySdk.Create(sdk => sdk.WithTracing(builder => builder.AddSource(\"Shop\")))",
        "OpenTelemetrySdk.Create(sdk => sdk.WithTracing(builder => builder.AddAgentTracing().AddSource(\"Shop\")))")]
    [InlineData(
        "OpenTelemetrySdk.Create(sdk => sdk.WithTracing(builder =>\n{\n    builder.AddSource(\"Shop\");\n}))",
        "OpenTelemetrySdk.Create(sdk => sdk.WithTracing(builder =>\n{\n    builder.AddAgentTracing();\n    builder.AddSource(\"Shop\");\n}))")]
    public Task Registers_spans(string call, string expected) => CodeFixTest.Run(
        "AGT2007",
        $"// Set-up.\nusing OpenTelemetry;\n\nusing var provider = {call};\n",
        $"// Set-up.\nusing OpenTelemetry;\nusing OpenTelemetry.Trace;\n\nusing var provider = {expected};\n",
        options: Application);

    [Fact]
    public Task Registers_metrics() => CodeFixTest.Run(
        "AGT2007",
        "using OpenTelemetry.Trace;\n\nusing var provider = OpenTelemetry.Sdk.CreateMeterProviderBuilder().Build();\n_ = typeof(TracerProvider);\n",
        "using OpenTelemetry.Metrics;\nusing OpenTelemetry.Trace;\n\nusing var provider = OpenTelemetry.Sdk.CreateMeterProviderBuilder().AddAgentTracing().Build();\n_ = typeof(TracerProvider);\n",
        options: Application);
}
