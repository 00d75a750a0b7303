using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations.Shapes;

/// <summary>Every form of result, with the span that covers it.</summary>
public sealed class ReturnShapeTests
{
    [Fact]
    public async Task Values_and_references()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            using System.Runtime.CompilerServices;

            public readonly struct Awaitable(Task<int> task)
            {
                public TaskAwaiter<int> GetAwaiter() => task.GetAwaiter();
            }

            public static partial class Program
            {
                private static int[] _numbers = [1, 2, 3];

                [Tool] public static partial ref int At(int index);
                private static ref int AtCore(int index) => ref _numbers[index];

                [Tool] public static partial ref readonly int Last();
                private static ref readonly int LastCore() => ref _numbers[^1];

                [Tool] public static partial Awaitable CustomAsync();
                private static Awaitable CustomCoreAsync() => new(Task.FromResult(4));

                [Tool] public static partial ValueTask<int>? Maybe(bool really);
                private static ValueTask<int>? MaybeCore(bool really) => really ? new(5) : null;

                [Tool] public static partial string? Null();
                private static string? NullCore() => null;

                [Tool] public static partial Task<string?>? NullTask();
                private static Task<string?>? NullTaskCore() => null;

                [Tool] public static partial int? this1(int[][,] arrays);
                private static int? this1Core(int[][,] arrays) => arrays.Length;

                public static async Task<object?> Run()
                {
                    At(0) = 7;
                    return $"{_numbers[0]} {Last()} {await CustomAsync()} {await Maybe(true)!.Value} {Maybe(false) is null} {Null() is null} {NullTask() is null} {this1([])}";
                }
            }
            """).Load().Run();

        Assert.Equal("7 3 4 5 True True True 0", result);
        Assert.Equal(8, spans.Count);
    }

    [Fact]
    public async Task Iterators()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            using System.Runtime.CompilerServices;

            public static partial class Program
            {
                [Tool] public static partial IEnumerable<int> Count(int to);
                private static IEnumerable<int> CountCore(int to)
                {
                    for (int i = 0; i < to; i++)
                        yield return i;
                }

                [Tool] public static partial IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancellationToken = default);
                private static async IAsyncEnumerable<int> CountCoreAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
                {
                    foreach (int i in CountCore(to))
                    {
                        await Task.Yield();
                        cancellationToken.ThrowIfCancellationRequested();
                        yield return i;
                    }
                }

                [Tool] public static partial IEnumerator<int> Enumerate(int to);
                private static IEnumerator<int> EnumerateCore(int to) { while (to-- > 0) yield return to; }

                [Tool] public static partial IAsyncEnumerator<int> EnumerateAsync(int to);
                private static async IAsyncEnumerator<int> EnumerateCoreAsync(int to) { await Task.Yield(); yield return to; }

                public static async Task<object?> Run()
                {
                    List<int> seen = [.. Count(2)];
                    var stream = CountAsync(3);
                    for (int i = 0; i < 2; i++)
                    {
                        await foreach (int number in stream.WithCancellation(new CancellationToken()))
                            seen.Add(number);
                    }

                    using (var enumerator = Enumerate(1))
                    {
                        while (enumerator.MoveNext())
                            seen.Add(enumerator.Current);
                    }

                    await using (var enumerator = EnumerateAsync(9))
                    {
                        while (await enumerator.MoveNextAsync())
                            seen.Add(enumerator.Current);
                    }

                    Count(5);
                    return string.Join(",", seen);
                }
            }
            """).Load().Run();

        Assert.Equal("0,1,0,1,2,0,1,2,0,9", result);
        Assert.Equal(
            ["Count", "Count", "Count", "Enumerate", "Enumerate"],
            spans.Select(span => span.DisplayName["execute_tool ".Length..]));
    }

    [Fact]
    public async Task Streams_that_begin_with_the_call()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public sealed class Numbers : IAsyncEnumerable<int>
            {
                public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
                {
                    await Task.Yield();
                    yield return 1;
                }
            }

            public static partial class Program
            {
                [Tool] public static partial IAsyncEnumerable<int> StreamAsync();
                private static IAsyncEnumerable<int> StreamCoreAsync()
                {
                    return Local();

                    static async IAsyncEnumerable<int> Local()
                    {
                        await Task.Yield();
                        yield return 2;
                    }
                }

                [Tool] public static partial Task<IAsyncEnumerable<int>> OpenAsync();
                private static async Task<IAsyncEnumerable<int>> OpenCoreAsync() { await Task.Yield(); return new Numbers(); }

                [Tool] public static partial ValueTask<IAsyncEnumerable<int>> OpenValueAsync();
                private static ValueTask<IAsyncEnumerable<int>> OpenValueCoreAsync() => new(new Numbers());

                [Tool] public static partial Numbers CustomAsync();
                private static Numbers CustomCoreAsync() => new();

                [Tool] public static partial IEnumerable<int> List();
                private static IEnumerable<int> ListCore() => [3];

                public static async Task<object?> Run()
                {
                    List<int> seen = [.. List()];
                    await foreach (int number in StreamAsync())
                        seen.Add(number);
                    await foreach (int number in await OpenAsync())
                        seen.Add(number);
                    await foreach (int number in await OpenValueAsync())
                        seen.Add(number);
                    await foreach (int number in CustomAsync())
                        seen.Add(number);
                    return string.Join(",", seen);
                }
            }
            """).Load().Run();

        Assert.Equal("3,2,1,1,1", result);
        Assert.Equal(5, spans.Count);
    }

    [Fact]
    public async Task A_declaration_with_EnumeratorCancellation()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            using System.Runtime.CompilerServices;

            public static partial class Program
            {
                [Tool] public static partial IAsyncEnumerable<int> CountAsync([TraceTag("n")] int stream, [EnumeratorCancellation] CancellationToken cancellationToken = default);
                private static async IAsyncEnumerable<int> CountCoreAsync(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
                {
                    while (true)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        await Task.Yield();
                        yield return count++;
                    }
                }

                public static async Task<object?> Run()
                {
                    using var source = new CancellationTokenSource();
                    int last = 0;
                    try
                    {
                        await foreach (int number in CountAsync(5).WithCancellation(source.Token))
                        {
                            last = number;
                            if (number == 7)
                                source.Cancel();
                        }
                    }
                    catch (OperationCanceledException)
                    {
                        return last;
                    }

                    return null;
                }
            }
            """).Load().Run();

        Assert.Equal(7, result);
        var span = Assert.Single(spans);
        Assert.Equal(5L, span.GetTagItem("n"));
        Assert.Equal(true, span.GetTagItem("agent_tracing.cancelled"));
    }

    [Fact]
    public async Task Answers_of_models()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            namespace Mine;

            public sealed record Usage(long InputTokens, long OutputTokens);

            public sealed record Answer<T>(T Value, Usage? Usage);

            public sealed class Own : ITokenUsageSource
            {
                public TokenUsage? TokenUsage => new TokenUsage { Input = 7, Output = 8 };
                public string? Model => "own";
                public string? ResponseId => "id";
            }

            public partial class Client<TContext>
            {
                private sealed record Hidden(Usage Usage);

                private static void ReadHidden() { }

                [LlmCall] public partial Task<Answer<T>> AskAsync<T>(T value) where T : notnull;
                private Task<Answer<T>> AskCoreAsync<T>(T value) where T : notnull => Task.FromResult(new Answer<T>(value, new(1, 2)));

                [LlmCall] public partial Answer<TContext?> ReadAnswer();
                private Answer<TContext?> ReadAnswerCore() => new(default, new(3, 4));

                [LlmCall] private partial ValueTask<Hidden> HideAsync();
                private ValueTask<Hidden> HideCoreAsync() => new(new Hidden(new(5, 6)));

                [LlmCall] public partial IAsyncEnumerable<Own> StreamAsync();
                private async IAsyncEnumerable<Own> StreamCoreAsync() { await Task.Yield(); yield return new(); }

                [LlmCall] public partial Task<IAsyncEnumerable<Own>> OpenAsync(CancellationToken cancellationToken);
                private Task<IAsyncEnumerable<Own>> OpenCoreAsync(CancellationToken cancellationToken) => Task.FromResult(StreamCoreAsync());

                [LlmCall] public partial Task<string> PlainAsync();
                private Task<string> PlainCoreAsync() => Task.FromResult("");

                [Agent] public partial Task<Own> AgentAsync();
                private Task<Own> AgentCoreAsync() => Task.FromResult(new Own());

                public async Task Run()
                {
                    await AskAsync("x");
                    ReadAnswer();
                    await HideAsync();
                    await foreach (var _ in StreamAsync())
                        ;
                    await foreach (var _ in await OpenAsync(default))
                        ;
                    await PlainAsync();
                    await AgentAsync();
                    ReadHidden();
                }
            }

            public static class Program
            {
                public static async Task<object?> Run()
                {
                    await new Client<string>().Run();
                    return null;
                }
            }
            """).Load().Run("Mine.Program");

        Assert.Null(result);
        Assert.Equal(
            [1L, 3L, 5L, 7L, 7L, null, null],
            spans.Select(span => span.GetTagItem("gen_ai.usage.input_tokens")));
    }
}
