using System.Globalization;
using System.Reflection;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static AgentTracing.Generators.Tests.Interception.HostileProject;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>
/// Projects with declarations to which generated code could bind by mistake: types with the same full name, extension methods, aliases,
/// namespaces. The generated code is compiled and run.
/// </summary>
public sealed class HostileProjectTests
{
    /// <summary>Declarations in a project.</summary>
    public static TheoryData<string, string> Declarations => new()
    {
        { "a class of the extension's name", "namespace Microsoft.Extensions.AI { internal static class ChatClientExtensions { public static string Shout(this string text) => text; } }" },
        { "a class of the extension's name whose methods take more", "namespace Microsoft.Extensions.AI { internal static class ChatClientExtensions { public static Task<ChatResponse> GetResponseAsync(this IChatClient client, string text, ChatOptions? options, CancellationToken token, int times) => throw new InvalidOperationException(); } }" },
        { "namespaces inside its own", "namespace Shop.System { class Exception; } namespace Shop.AgentTracing { class AgentTelemetry; } namespace Shop.Microsoft.Extensions.AI { class IChatClient; }" },
        { "aliases", "global using System2 = System.Exception; global using Interceptors = System.Uri; global using AgentTelemetry = System.Version; global using Microsoft2 = System.Text;" },
        { "our namespace", "namespace AgentTracing.Generated { internal static class Interceptors { public static Task<ChatResponse> GetResponseAsync(this IChatClient client, string text, ChatOptions? options, CancellationToken token) => throw new InvalidOperationException(); } internal static class Extensions; }" },
        { "extensions of our types", """
            namespace AgentTracing.CompilerServices
            {
                internal static class Mine
                {
                    public static Task<T> Track<T>(this Operation operation, Task<T> task) => throw new InvalidOperationException();
                    public static Task<T> Track<T>(this Operation operation, object task, object reader) => throw new InvalidOperationException();
                    public static Operation Start(this OperationDescriptor descriptor, object input) => throw new InvalidOperationException();
                    public static OperationContent Argument(this OperationContent content, string name, string value) => throw new InvalidOperationException();
                }
            }
            """ },
        { "classes called as SDKs", "public static class OpenAI { public const string Key = \"\"; } public static class Anthropic { } public static class OllamaSharp { }" },
        { "usings of static classes", "global using static System.Math; global using static System.Console; global using static System.Threading.Tasks.Task; global using static Microsoft.Extensions.AI.ChatClientExtensions;" },
        { "namespaces inside ours", "namespace AgentTracing.System { internal class Exception; } namespace AgentTracing.Microsoft.Extensions.AI { internal class IChatClient; } namespace AgentTracing.OpenTelemetry { internal class Activity; } namespace AgentTracing.Text { internal class Mine; }" },
        { "types in the outermost namespace", "public class String; public class Activity; public class Func<T>; public class Nullable<T>; public class ValueTask<T>; public class LlmClient; public class OperationInput;" },
        { "attributes of its own", "namespace System.Diagnostics { internal sealed class StackTraceHiddenAttribute : Attribute { public StackTraceHiddenAttribute(int depth) { } } internal sealed class DebuggerStepThrough : Attribute; }" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public Task Every_call_runs_once_whatever_the_project_declares(string what, string declaration)
    {
        Assert.NotEmpty(what);
        return AssertRuns(InterceptionTest.Create(declaration, Fake, Run));
    }

    /// <summary>Declarations beside operations, or inside the type that declares them.</summary>
    public static TheoryData<string, string, string> Surroundings
    {
        get
        {
            const string Types = "public class System { } public class AgentTracing { } public class Microsoft { } public class Task { } public class Exception { } public class ContentBuilder { } public class Operation { }";
            var data = new TheoryData<string, string, string>
            {
                { "types called as namespaces", $"namespace Shop {{ {Types} }}", "" },
                { "types called as namespaces, inside", "", Types },
                { "types called as those of .NET", "namespace Shop { public class String; public class List<T>; public class Activity; public class Func<T>; public class IEnumerable<T>; public class Nullable<T>; public class CancellationToken; public class ValueTask<T>; }", "" },
                { "members called as namespaces", "", "public static int System => 1; public static object AgentTracing = 2; public static void Microsoft() { } public static object IsEnabled => 3; public static int WriteContent(int value) => value;" },
                { "aliases of types that have keywords", "global using String = System.Int32; global using Int32 = System.String; global using Object = System.Version; global using Boolean = System.Uri;", "" },
            };
            foreach (var row in Declarations)
                data.Add(row.Data.Item1, row.Data.Item2, "");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Surroundings))]
    public async Task Every_operation_and_declared_call_is_traced_whatever_the_project_declares(string what, string declaration, string members)
    {
        Assert.NotEmpty(what);
        const string Model = """
            [assembly: global::AgentTracing.LlmApi(typeof(Lib.Model), nameof(Lib.Model.AskAsync))]

            namespace Lib
            {
                public sealed record Order(string Name, Order[] More);
                public sealed class Options { public string Model { get; init; } = "m2"; }
                public sealed class Answer { public string? Id { get; init; } public int InputTokens { get; init; } public int OutputTokens { get; init; } }
                public sealed class Model { public global::System.Threading.Tasks.Task<Answer> AskAsync(Options options) => global::System.Threading.Tasks.Task.FromResult(new Answer { Id = "a", InputTokens = 1, OutputTokens = 2 }); }
            }
            """;
        var program = $$"""
            namespace Shop
            {
                public static partial class Program
                {
                    {{members}}

                    [global::AgentTracing.Agent] public static partial global::System.Threading.Tasks.Task<object?> Run();
                    [global::AgentTracing.Tool] private static partial string Shout(global::Lib.Order order, (int Count, string Name) pair);
                    [global::AgentTracing.Tool] private static partial global::System.Collections.Generic.IAsyncEnumerable<int> Count(global::System.Threading.CancellationToken token);
                    [global::AgentTracing.LlmCall(Model = "m1")] private static partial global::System.Threading.Tasks.Task<global::Microsoft.Extensions.AI.ChatResponse> Ask(string text);
                    [global::AgentTracing.Tool] private static partial void Throws();

                    private static async global::System.Threading.Tasks.Task<object?> RunCore()
                    {
                        await Ask("a");
                        await new global::Lib.Model().AskAsync(new global::Lib.Options());
                        await foreach (var _ in Count(default)) { }
                        try { Throws(); } catch (global::System.FormatException) { }
                        return Shout(new("a", []), (1, "b"));
                    }

                    private static string ShoutCore(global::Lib.Order order, (int Count, string Name) pair) => order.Name + pair.Name;
                    private static async global::System.Collections.Generic.IAsyncEnumerable<int> CountCore([global::System.Runtime.CompilerServices.EnumeratorCancellation] global::System.Threading.CancellationToken token) { await global::System.Threading.Tasks.Task.Yield(); yield return 1; }
                    private static void ThrowsCore() => throw new global::System.FormatException();
                    private static global::System.Threading.Tasks.Task<global::Microsoft.Extensions.AI.ChatResponse> AskCore(string text)
                        => global::System.Threading.Tasks.Task.FromResult(new global::Microsoft.Extensions.AI.ChatResponse { Usage = new() { InputTokenCount = 3, OutputTokenCount = 4 } });
                }
            }
            """;

        var (result, spans) = await InterceptionTest.Run(InterceptionTest.Create(declaration, Model, program)).Load().Run("Shop.Program");

        Assert.Equal("ab", result);
        Assert.Equal(["chat m1", "chat m2", "execute_tool Count", "execute_tool Shout", "execute_tool Throws", "invoke_agent Run"], spans.Select(static span => span.DisplayName).Order(StringComparer.Ordinal));
        Assert.Equal([2L, 4L], spans.Select(static span => span.GetTagItem("gen_ai.usage.output_tokens")).OfType<long>().Order());
        Assert.Equal("System.FormatException", spans.Single(static span => span.DisplayName.EndsWith("Throws", StringComparison.Ordinal)).GetTagItem("error.type"));
    }

    /// <summary>Compiler settings of a project.</summary>
    public static TheoryData<LanguageVersion, NullableContextOptions, bool> Compilers => new()
    {
        { LanguageVersion.CSharp12, NullableContextOptions.Disable, true },
        { LanguageVersion.CSharp13, NullableContextOptions.Disable, false },
        { LanguageVersion.Preview, NullableContextOptions.Disable, true },
        { LanguageVersion.Preview, NullableContextOptions.Enable, false },
    };

    [Theory]
    [MemberData(nameof(Compilers))]
    public Task Every_call_runs_once_however_the_project_is_compiled(LanguageVersion language, NullableContextOptions nullable, bool checksOverflow)
    {
        var options = InterceptionTest.Options with { Language = language, Nullable = nullable, ChecksOverflow = checksOverflow };
        return AssertRuns(Create(options, [.. new[] { Fake, Run }.Select(source => nullable == NullableContextOptions.Disable ? source.Replace("?", "", StringComparison.Ordinal) : source)]));
    }

    [Fact]
    public async Task User_defined_conversions_are_not_called()
    {
        var (result, spans) = await InterceptionTest.Run(InterceptionTest.Create("""
            public sealed record Sku(string Code)
            {
                public static implicit operator string(Sku sku) => throw new InvalidOperationException();
                public static implicit operator int(Sku sku) => throw new InvalidOperationException();
                public static implicit operator bool(Sku sku) => throw new InvalidOperationException();
                public static implicit operator Task(Sku sku) => throw new InvalidOperationException();
                public static implicit operator CancellationToken(Sku sku) => throw new InvalidOperationException();
            }

            public readonly struct Price
            {
                public static implicit operator string(Price price) => throw new InvalidOperationException();
                public static implicit operator decimal(Price price) => throw new InvalidOperationException();
            }

            public static partial class Program
            {
                [global::AgentTracing.Tool(Content = global::AgentTracing.ContentCapture.Span)] private static partial Sku Find(Sku sku, Price price, Price? other, List<Sku> more);
                private static Sku FindCore(Sku sku, Price price, Price? other, List<Sku> more) => sku;
                [global::AgentTracing.Agent(Content = global::AgentTracing.ContentCapture.Span)] private static partial Task<Price> Charge(Dictionary<string, Sku> skus);
                private static Task<Price> ChargeCore(Dictionary<string, Sku> skus) => Task.FromResult(default(Price));

                public static async Task<object?> Run()
                {
                    await Charge(new() { ["a"] = new("b") });
                    return Find(new("a"), default, null, [new("c")]).Code;
                }
            }
            """)).Load().Run();

        Assert.Equal("a", result);
        Assert.Equal(2, spans.Count);
        Assert.All(spans, static span => Assert.Null(span.GetTagItem("error.type")));
        Assert.Equal("""{"sku":{"Code":"a"},"more":[{"Code":"c"}]}""", spans.Single(static span => span.DisplayName == "execute_tool Find").GetTagItem("gen_ai.tool.call.arguments"));
    }

    [Fact]
    public async Task Among_overloads_with_priorities_the_one_that_was_called_is_called()
    {
        var options = InterceptionTest.Options with { Language = LanguageVersion.CSharp13 };
        var (result, spans) = await InterceptionTest.Run(Create(options, """
            using System.Runtime.CompilerServices;

            [assembly: AgentTracing.LlmApi(typeof(Model), nameof(Model.AskAsync))]
            [assembly: AgentTracing.LlmApi(typeof(ModelExtensions), nameof(ModelExtensions.TellAsync))]

            public sealed class Answer { public string? Id { get; init; } public int InputTokens { get; init; } public int OutputTokens { get; init; } }

            public sealed class Model
            {
                [OverloadResolutionPriority(-1)] public Task<Answer> AskAsync(string prompt, int limit = 0) => Task.FromResult(new Answer { Id = prompt, InputTokens = 1, OutputTokens = 2 });
                public Task<Answer> AskAsync(object question, object? limit = null) => throw new InvalidOperationException();
            }

            public static class ModelExtensions
            {
                [OverloadResolutionPriority(-1)] public static Task<Answer> TellAsync(this Model model, string prompt) => model.AskAsync(prompt: prompt);
                public static Task<Answer> TellAsync(this Model model, object question) => throw new InvalidOperationException();
            }

            public static class Program
            {
                public static async Task<object?> Run() => (await new Model().AskAsync(prompt: "a")).Id + (await new Model().TellAsync(prompt: "b")).Id;
            }
            """)).Load().Run();

        Assert.Equal("ab", result);
        Assert.Equal(3, spans.Count);
    }

    [Fact]
    public void Inaccessible_services_are_not_requested() => InterceptionTest.Run(
        "namespace Microsoft.SemanticKernel.Connectors.MistralAI { [System.Obsolete(\"Gone.\", true)] public sealed class MistralAIChatCompletionService; }",
        "static class Program { static Task M(Microsoft.SemanticKernel.Kernel kernel) => Microsoft.SemanticKernel.KernelExtensions.InvokePromptAsync(kernel, \"a\"); }");

    [Fact]
    public async Task An_extension_of_every_client_reads_a_struct_as_a_client()
    {
        var (_, spans) = await InterceptionTest.Run(InterceptionTest.Create("""
            [assembly: AgentTracing.LlmApi(typeof(Extensions), nameof(Extensions.TellAsync))]

            public readonly record struct Answer(int InputTokens, int OutputTokens);
            public static class Extensions { public static Task<Answer> TellAsync<T>(this T client, string prompt) where T : IChatClient => Task.FromResult(new Answer(1, 2)); }

            public static class Program
            {
                public static async Task<object?> Run() => await new Fake().TellAsync("a");
            }
            """, Fake.Replace("public sealed class Fake", "public readonly struct Fake", StringComparison.Ordinal))).Load().Run();

        Assert.Equal(2L, Assert.Single(spans).GetTagItem("gen_ai.usage.output_tokens"));
    }

    [Theory]
    [InlineData("using Microsoft.Extensions.AI; static class Program { static object M(IChatClient client) => client.GetResponseAsync<Missing>(\"a\"); }")]
    [InlineData("using Microsoft.Extensions.AI; static class Program { static object M(IEmbeddingGenerator<Missing, Embedding<float>> generator) => generator.GenerateAsync([]); }")]
    [InlineData("static class Program { static object M(Microsoft.Extensions.VectorData.IVectorSearchable<Missing> search) => search.SearchAsync(\"a\", 1); }")]
    public void A_type_that_does_not_exist_is_an_error_where_the_user_names_it_alone(string source)
    {
        InterceptionTest.Driver().RunGeneratorsAndUpdateCompilation(
            InterceptionTest.Options.Create(source), out var output, out _, TestContext.Current.CancellationToken);

        var errors = output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("CS0246", Assert.Single(errors).Id);
    }

    /// <summary>This is the case in the SDK's own sources, and in copies of them.</summary>
    [Fact]
    public void Types_of_an_SDK_that_a_project_declares_again_are_read_as_those_of_the_SDK_or_not_at_all()
        => Assert.NotEmpty(InterceptionTest.Run(InterceptionTest.Options.Create(
            """
            #pragma warning disable OPENAI001
            static class Program { static object M(OpenAI.Responses.ResponsesClient client) => client.CreateResponseAsync("gpt-4o", "hi"); }

            namespace OpenAI.Responses
            {
                public class WebSearchCallResponseItem;
                public class FileSearchCallResponseItem;
                public class WebSearchOpenPageAction;
            }
            """)).Intercepted);

    [Fact]
    public void Nothing_is_intercepted_where_a_type_of_ours_is_hidden()
        => Assert.Empty(InterceptionTest.Run("namespace AgentTracing { internal sealed class AgentTelemetry; }", "static class Program { static Task M(IChatClient client) => client.GetResponseAsync(\"a\"); }").Intercepted);

    [Fact]
    public void Nothing_is_intercepted_where_a_type_hides_our_namespace()
    {
        var options = InterceptionTest.Options with { AssemblyName = "Hiding" };
        var compilation = Create(options, "static class AgentTracing { }", "static class Program { static Task M(IChatClient client) => client.GetResponseAsync(\"a\"); }");
        var usings = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Usings.cs");

        Assert.Empty(InterceptionTest.Run(compilation.ReplaceSyntaxTree(usings, options.Parse("global using System.Threading.Tasks;", "Usings.cs"))).Intercepted);
    }

    [Fact]
    public async Task Parameters_that_are_called_as_what_is_generated_hide_nothing()
    {
        var (result, spans) = await InterceptionTest.Run("""
            [assembly: AgentTracing.LlmApi(typeof(Model), nameof(Model.AskAsync))]

            public sealed class Options { public string Model { get; init; } = "m"; }
            public sealed class Answer { public string? Id { get; init; } public int InputTokens { get; init; } public int OutputTokens { get; init; } }

            public sealed class Model
            {
                public Task<Answer> AskAsync<ReadAnswer2>(Options ReadOptions, int AskAsyncOperation, string ReadAnswer, object operation, object self, string from, int await, int global, CancellationToken Interceptors)
                    => Task.FromResult(new Answer { Id = "a", InputTokens = 1, OutputTokens = 2 });
            }

            public static class Program
            {
                public static async Task<object?> Run() => (await new Model().AskAsync<int>(new(), 1, "", 2, 3, "", 4, 5, default)).OutputTokens;
            }
            """).Load().Run();

        Assert.Equal(2, result);
        Assert.Equal(2L, Assert.Single(spans).GetTagItem("gen_ai.usage.output_tokens"));
    }
}
