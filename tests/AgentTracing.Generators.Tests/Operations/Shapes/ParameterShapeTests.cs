using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations.Shapes;

/// <summary>Every form of parameter is passed on unchanged, whatever the method returns.</summary>
public sealed class ParameterShapeTests
{
    [Fact]
    public async Task Parameters_by_reference()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Tool] public static partial int Sum(ref int a, in int b, out int c, ref readonly int d);
                private static int SumCore(ref int a, in int b, out int c, ref readonly int d) { c = a + b + d; a = 10; return c; }

                [Tool] public static partial Task<int> SumAsync(ref int a, in int b, out int c, ref readonly int d);
                private static Task<int> SumCoreAsync(ref int a, in int b, out int c, ref readonly int d) => Task.FromResult(SumCore(ref a, in b, out c, in d));

                [Tool] public static partial void Double(ref int a, out int twice);
                private static void DoubleCore(ref int a, out int twice) => twice = a *= 2;

                public static async Task<object?> Run()
                {
                    int a = 1, b = 2, d = 4;
                    int sum = Sum(ref a, in b, out int c, in d);
                    var later = SumAsync(ref a, in b, out int e, in d);
                    Double(ref a, out int twice);
                    return $"{sum} {c} {await later} {e} {a} {twice}";
                }
            }
            """).Load().Run();

        Assert.Equal("7 7 16 16 20 20", result);
        Assert.Equal(["execute_tool Sum", "execute_tool Sum", "execute_tool Double"], spans.Select(span => span.DisplayName));
    }

    [Fact]
    public async Task Ref_structs_pointers_and_function_pointers()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static unsafe partial class Program
            {
                [Tool] public static partial Task<int> LengthAsync(ReadOnlySpan<char> text, scoped Span<int> numbers);
                private static Task<int> LengthCoreAsync(ReadOnlySpan<char> text, scoped Span<int> numbers) => Task.FromResult(text.Length + numbers.Length);

                [Tool] public static partial ReadOnlySpan<char> Trim(ReadOnlySpan<char> text, scoped ReadOnlySpan<char> other);
                private static ReadOnlySpan<char> TrimCore(ReadOnlySpan<char> text, scoped ReadOnlySpan<char> other) => text.Trim();

                [Tool] public static partial int* Next(int* pointer, delegate*<int, int> step, void* nothing);
                private static int* NextCore(int* pointer, delegate*<int, int> step, void* nothing) => pointer + step(0);

                [Tool] internal static partial ValueTask<int> ReadAsync(int* pointer, delegate* managed<ref int, in string, void> unused);
                private static ValueTask<int> ReadCoreAsync(int* pointer, delegate* managed<ref int, in string, void> unused) => new(*pointer);

                private static int One(int value) => value + 1;

                public static object? Run()
                {
                    int[] numbers = [1, 2, 3];
                    fixed (int* first = numbers)
                    {
                        int second = *Next(first, &One, null);
                        return $"{LengthAsync("four", numbers).Result} {Trim(" x ", "")} {second} {ReadAsync(first, null).Result}";
                    }
                }
            }
            """).Load().Run();

        Assert.Equal("7 x 2 1", result);
        Assert.Equal(4, spans.Count);
    }

    [Fact]
    public async Task Optional_parameters_and_arrays()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public enum Size { Small, Large }

            public static partial class Program
            {
                [Tool]
                public static partial string Join(
                    string text = "a\"b", char separator = '\'', int? count = null, Size size = Size.Large, decimal price = 1.5m,
                    double ratio = double.NaN, DateTime when = default, CancellationToken cancellationToken = default, params string[] rest);

                private static string JoinCore(
                    string text, char separator, int? count, Size size, decimal price, double ratio, DateTime when, CancellationToken cancellationToken, string[] rest)
                    => $"{text}{separator}{count}{size}{price.ToString(System.Globalization.CultureInfo.InvariantCulture)}{ratio}{rest.Length}";

                public static object? Run() => Join();
            }
            """).Load().Run();

        Assert.Equal("a\"b'Large1.5NaN0", result);
        Assert.Single(spans);
    }

    [Fact]
    public async Task Params_collections()
    {
        var (result, _) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Tool] public static partial int Count(params ReadOnlySpan<int> numbers);
                private static int CountCore(ReadOnlySpan<int> numbers) => numbers.Length;

                [Tool] public static partial Task<int> CountAsync(string name, params IEnumerable<string> names);
                private static Task<int> CountCoreAsync(string name, IEnumerable<string> names) => Task.FromResult(string.Concat(names).Length);

                public static object? Run() => Count(1, 2, 3) + CountAsync("", "a", "b").Result;
            }
            """,
            new TestCompilation { Language = LanguageVersion.CSharp13 }).Load().Run();

        Assert.Equal(5, result);
    }

    [Fact]
    public async Task Tuples_dynamic_and_native_integers()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Tool] public static partial (int Count, string? Name) Pair((nint Left, nuint Right) sides, Dictionary<string, (dynamic? Any, int[]? Numbers)[]> map);
                private static (int Count, string? Name) PairCore((nint Left, nuint Right) sides, Dictionary<string, (dynamic? Any, int[]? Numbers)[]> map) => ((int)sides.Left, null);

                [Tool] public static partial dynamic Any(dynamic value, ref dynamic reference, in dynamic? input);
                private static dynamic AnyCore(dynamic value, ref dynamic reference, in dynamic? input) { reference = value + 1; return value + 2; }

                [Tool] public static partial Task<dynamic?> AnyAsync([TraceTag("any")] dynamic? value);
                private static Task<dynamic?> AnyCoreAsync(object? value) => Task.FromResult<dynamic?>(value);

                public static async Task<object?> Run()
                {
                    dynamic reference = 0;
                    int any = Any(1, ref reference, null);
                    int later = await AnyAsync(7);
                    return $"{Pair((3, 4), []).Count} {any} {reference} {later}";
                }
            }
            """).Load().Run();

        Assert.Equal("3 3 2 7", result);
        Assert.Equal(3, spans.Count);
        Assert.Equal(7L, spans.Single(span => span.DisplayName == "execute_tool Any" && span.GetTagItem("any") is not null).GetTagItem("any"));
    }

    [Fact]
    public async Task Names_that_are_keywords_or_clash_with_ours()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            namespace @namespace.@class
            {
                public partial class @event<@in> where @in : notnull
                {
                    [Tool] public partial string @return<@out>(string operation, int exception, @in @params, @out @ref, string eventOperations, string await, string yield, string var, string field, string value, string scoped, string from);
                    private string returnCore<@out>(string operation, int exception, @in @params, @out @ref, string eventOperations, string await, string yield, string var, string field, string value, string scoped, string from)
                        => operation + exception + @params + @ref + eventOperations + await + yield + var + field + value + scoped + from;

                    [Tool] public partial int Überprüfe数(int größe, int \u0061bc);
                    private int Überprüfe数Core(int größe, int abc) => größe + abc;

                    [Tool] public partial int Hidden(int HiddenCore, int operation2);
                    private int HiddenCore(int hidden, int operation2) => hidden;

                    [Tool] public static partial int HiddenStatic(int HiddenStaticCore);
                    private static int HiddenStaticCore(int hidden) => hidden;

                    [Tool(Implementation = nameof(operation))] public partial int Operation();
                    private int operation() => 1;

                    [Tool] public partial int Equals();
                    private int EqualsCore() => 2;

                    [Tool] public partial int Async();
                    private int AsyncCore() => 3;

                    [Tool] public partial int Contract();
                    private int ContractCore() => 4;

                    private string eventOperations => "";
                }
            }

            public static class Program
            {
                public static object? Run()
                {
                    var it = new @namespace.@class.@event<int>();
                    return it.@return("a", 1, 2, 3, "e", "f", "g", "h", "i", "j", "k", "l") + it.Überprüfe数(1, 2) + it.Hidden(5, 0)
                        + @namespace.@class.@event<int>.HiddenStatic(6) + it.Operation() + it.Equals() + it.Async() + it.Contract();
                }
            }
            """).Load().Run();

        Assert.Equal("a123efghijkl3561234", result);
        Assert.Equal(
            ["return", "Überprüfe数", "Hidden", "HiddenStatic", "Operation", "Equals", "Async", "Contract"],
            spans.Select(span => span.DisplayName["execute_tool ".Length..]));
    }

    [Fact]
    public async Task Parameters_as_telemetry()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Agent]
                public static partial Task<string> PlaceAsync(
                    [TraceTag("order.id")] int id,
                    [TraceTag("order.\"note\"")] in string? note,
                    [UserId] string? user,
                    [SessionId] string session,
                    [ConversationId] ref readonly string conversation,
                    [TraceContext] IReadOnlyDictionary<string, string> headers,
                    [NotCaptured] string secret,
                    CancellationToken cancellationToken);

                private static Task<string> PlaceCoreAsync(
                    int id, in string? note, string? user, string session, ref readonly string conversation,
                    IReadOnlyDictionary<string, string> headers, string secret, CancellationToken cancellationToken)
                    => AskAsync("gpt-4o", "openai", default, default);

                [LlmCall("Ask", Provider = "none")]
                private static partial Task<string> AskAsync([Model] string model, [Provider] string provider, CancellationToken first, CancellationToken second);
                private static Task<string> AskCoreAsync(string model, string provider, CancellationToken first, CancellationToken second) => Task.FromResult(model);

                [Tool]
                private static partial IEnumerable<int> Count([TraceTag("n")] int count, CancellationToken cancellationToken);
                private static IEnumerable<int> CountCore(int count, CancellationToken cancellationToken) { while (count-- > 0) yield return count; }

                [Tool]
                private static partial void Ignored([UserId] Guid user, [UserId] string first, [UserId] string second, [TraceTag("")] int empty, [TraceTag("s")] Span<int> span, [TraceTag("o")] out int result, [TraceContext] List<string> list);
                private static void IgnoredCore(Guid user, string first, string second, int empty, Span<int> span, out int result, List<string> list) => result = 0;

                public static async Task<object?> Run()
                {
                    string conversation = "c1";
                    var answer = await PlaceAsync(42, "n", "u1", "s1", in conversation, new Dictionary<string, string>(), "", default);
                    foreach (int _ in Count(2, default))
                        ;
                    Ignored(default, "u2", "u3", 0, default, out int _, []);
                    return answer;
                }
            }
            """).Load().Run();

        Assert.Equal("gpt-4o", result);
        Assert.Equal(["chat gpt-4o", "invoke_agent Place", "execute_tool Count", "execute_tool Ignored"], spans.Select(span => span.DisplayName));
        Assert.Equal("openai", spans[0].GetTagItem("gen_ai.provider.name"));
        Assert.Equal(42L, spans[1].GetTagItem("order.id"));
        Assert.Equal("n", spans[1].GetTagItem("order.\"note\""));
        Assert.Equal("u1", spans[1].GetTagItem("user.id"));
        Assert.Equal("s1", spans[1].GetTagItem("session.id"));
        Assert.Equal("c1", spans[1].GetTagItem("gen_ai.conversation.id"));
        Assert.Equal(2L, spans[2].GetTagItem("n"));
        Assert.Equal("u2", spans[3].GetTagItem("user.id"));
    }

    [Fact]
    public async Task The_prompt_of_the_calls_inside()
    {
        var (_, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Agent]
                private static partial Task GreetAsync([PromptName] string prompt, [PromptVersion] string? version);
                private static Task GreetCoreAsync(string prompt, string? version) => AskAsync();

                [LlmCall("Ask", Provider = "none")]
                private static partial Task<string> AskAsync();
                private static Task<string> AskCoreAsync() => Task.FromResult("");

                public static async Task<object?> Run()
                {
                    await GreetAsync("greeting", "7");
                    return null;
                }
            }
            """).Load().Run();

        Assert.Equal("greeting", spans[0].GetTagItem("gen_ai.prompt.name"));
        Assert.Equal("7", spans[0].GetTagItem("gen_ai.prompt.version"));
        Assert.Null(spans[1].GetTagItem("gen_ai.prompt.name"));
    }
}
