using AgentTracing.Generators.Tests.Infrastructure;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>
/// Streams with SDK-specific types, on every version of .NET in which generated code accesses their members differently. Stubs replace the
/// SDKs, whose assemblies target only one version each.
/// </summary>
public sealed class SdkStreamTests
{
    /// <summary>Copies of System.ClientModel's types, and a client that streams one page with the numbers 1 to 3.</summary>
    private const string Sdk = """
        namespace System.ClientModel
        {
            public class ClientResult;

            public class ContinuationToken;

            public abstract class AsyncCollectionResult<T> : IAsyncEnumerable<T>
            {
                public abstract IAsyncEnumerable<ClientResult> GetRawPagesAsync();
                public abstract ContinuationToken? GetContinuationToken(ClientResult page);
                protected abstract IAsyncEnumerable<T> GetValuesFromPageAsync(ClientResult page);
                public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
                {
                    await foreach (var page in GetRawPagesAsync().WithCancellation(cancellationToken))
                    {
                        await foreach (var value in GetValuesFromPageAsync(page).WithCancellation(cancellationToken))
                            yield return value;
                    }
                }
            }

            public abstract class CollectionResult<T> : IEnumerable<T>
            {
                public abstract IEnumerable<ClientResult> GetRawPages();
                public abstract ContinuationToken? GetContinuationToken(ClientResult page);
                protected abstract IEnumerable<T> GetValuesFromPage(ClientResult page);
                public IEnumerator<T> GetEnumerator() => GetRawPages().SelectMany(GetValuesFromPage).GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
        }

        namespace OpenAI.Chat
        {
            using System.ClientModel;

            public sealed record Usage(int InputTokens, int OutputTokens);

            public sealed record Update(int Number)
            {
                public Usage? Usage => Number == 3 ? new(7, 8) : null;
            }

            public class ChatClient
            {
                public virtual AsyncCollectionResult<Update> CompleteChatStreamingAsync(params string[] messages) => new AsyncNumbers();
                public virtual CollectionResult<Update> CompleteChatStreaming(params string[] messages) => new Numbers();
            }

            internal sealed class AsyncNumbers : AsyncCollectionResult<Update>
            {
                public override ContinuationToken? GetContinuationToken(ClientResult page) => null;
                public override async IAsyncEnumerable<ClientResult> GetRawPagesAsync()
                {
                    await Task.Yield();
                    yield return new();
                }

                protected override async IAsyncEnumerable<Update> GetValuesFromPageAsync(ClientResult page)
                {
                    await Task.Yield();
                    for (var i = 1; i <= 3; i++)
                        yield return new(i);
                }
            }

            internal sealed class Numbers : CollectionResult<Update>
            {
                public override ContinuationToken? GetContinuationToken(ClientResult page) => null;
                public override IEnumerable<ClientResult> GetRawPages() => [new(), new()];
                protected override IEnumerable<Update> GetValuesFromPage(ClientResult page) => Enumerable.Range(1, 3).Select(number => new Update(number));
            }
        }

        """;

    private const string Program = """
        using System.ClientModel;
        using OpenAI.Chat;

        public static class Program
        {
            public static async Task<object?> Run()
            {
                var client = new ChatClient();
                var sum = 0;
                AsyncCollectionResult<Update> updates = client.CompleteChatStreamingAsync("hi");
                await foreach (var update in updates)
                    sum += update.Number;
                foreach (var update in client.CompleteChatStreaming("hi", "you"))
                    sum += update.Number;
                return sum;
            }
        }
        """;

    public static TheoryData<int> Frameworks => [8, 10];

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task Each_enumeration_is_a_span_on_every_framework(int framework)
    {
        var test = InterceptionTest.Run(Options(framework).Create("global using System.Linq;", Sdk, Program));
        var text = Assert.Single(test.Files, static file => file.Key.EndsWith(".Interceptors.g.cs", StringComparison.Ordinal)).Value;

        Assert.Equal(framework >= 9, text.Contains("UnsafeAccessor", StringComparison.Ordinal));
        var (result, spans) = await test.Load().Run();
        Assert.Equal(6 + 12, result);
        Assert.Equal(2, spans.Count);
        Assert.All(spans, span => Assert.Equal(7L, span.GetTagItem("gen_ai.usage.input_tokens")));
    }

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task The_stream_of_an_annotated_method_is_its_operation(int framework)
    {
        var test = GeneratorTest.RunWithoutSnapshot(
            [
                "global using System.Linq;",
                Sdk,
                """
                using System.ClientModel;
                using OpenAI.Chat;

                public sealed partial class Assistant<T>
                {
                    [LlmCall(Model = "m")] public partial AsyncCollectionResult<Update> AskAsync(string text);
                    private AsyncCollectionResult<Update> AskCoreAsync(string text) => new ChatClient().CompleteChatStreamingAsync(text);

                    [LlmCall(Model = "m")] public partial Task<CollectionResult<Update>> OpenAsync(string text);
                    private async Task<CollectionResult<Update>> OpenCoreAsync(string text) { await Task.Yield(); return new ChatClient().CompleteChatStreaming(text); }

                    [LlmCall(Model = "m")] public partial ValueTask<AsyncCollectionResult<Secret>?> NothingAsync();
                    private ValueTask<AsyncCollectionResult<Secret>?> NothingCoreAsync() => default;

                    public sealed class Secret;
                }

                public static class Program
                {
                    public static async Task<object?> Run()
                    {
                        var assistant = new Assistant<int>();
                        var sum = 0;
                        await foreach (var update in assistant.AskAsync("hi"))
                            sum += update.Number;
                        foreach (var update in await assistant.OpenAsync("hi"))
                            sum += update.Number;
                        return await assistant.NothingAsync() is null ? sum : -1;
                    }
                }
                """,
            ],
            Options(framework));

        var (result, spans) = await test.Load().Run();

        Assert.Equal(6 + 12, result);
        Assert.Equal(["AskAsync", "OpenAsync", "NothingAsync"], spans.Select(span => span.GetTagItem("agent_tracing.operation.name") + "Async"));
        Assert.Equal([7L, 7L, null], spans.Select(span => span.GetTagItem("gen_ai.usage.input_tokens")));
        Assert.Equal([true, true, null], spans.Select(span => span.GetTagItem("gen_ai.request.stream")));
    }

    private static TestCompilation Options(int framework) => new()
    {
        Intercepts = true,
        Framework = framework == 8 ? [.. Net80.References.All] : [.. Net100.References.All],
    };
}
