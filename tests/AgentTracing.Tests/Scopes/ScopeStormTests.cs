using System.Collections.Concurrent;
using System.Threading.Channels;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Scopes;

[Collection(TelemetryCollection.Name)]
public sealed class ScopeStormTests
{
    private const int Threads = 64;
    private const int SpansPerThread = 1600;
    private static readonly OperationDescriptor Step = OperationDescriptor.AgentTask("step");

    [Fact]
    public async Task A_hundred_thousand_spans_each_have_exactly_their_own_scope()
    {
        using var spans = new SpanCollector();
        var expected = new ConcurrentDictionary<string, Expected>();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => RunAsync(thread, expected))));

        Assert.Equal(Threads * SpansPerThread, spans.Ended.Count);
        Assert.All(spans.Ended, span =>
        {
            var scope = expected[(string)span.GetTagItem("id")!];
            Assert.Equal(scope.User, span.GetTagItem("user.id"));
            Assert.Equal(scope.Session, span.GetTagItem("session.id"));
            Assert.Equal(scope.Tags, (string[]?)span.GetTagItem("agent_tracing.tags") ?? []);
            Assert.Equal(scope.Metadata, span.GetTagItem("agent_tracing.metadata.depth"));
        });
    }

    [Fact]
    public async Task A_scope_is_never_lost_over_the_ways_in_which_work_is_handed_on()
    {
        var seen = new ConcurrentBag<string?>();
        var channel = Channel.CreateUnbounded<int>();
        using (AgentTrace.BeginScope("u"))
        {
            var reader = Task.Run(async () =>
            {
                await foreach (var _ in channel.Reader.ReadAllAsync())
                    seen.Add(User);
            });
            await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, _) =>
            {
                await Task.Yield();
                seen.Add(User);
            });
            await channel.Writer.WriteAsync(1);
            channel.Writer.Complete();
            await reader;
            await foreach (var _ in Traced.Numbers(2, yielding: true))
                seen.Add(User);
        }

        Assert.Equal(11, seen.Count);
        Assert.All(seen, user => Assert.Equal("u", user));
        Assert.Null(User);
    }

    private static string? User => AmbientContext.Current?.Scope?.UserId;

    private static async Task RunAsync(int thread, ConcurrentDictionary<string, Expected> expected)
    {
        var random = new Random(thread);
        var made = 0;
        while (made < SpansPerThread)
            await NestAsync(new Expected(null, null, [], null), 0);

        async Task NestAsync(Expected outer, int depth)
        {
            if (made >= SpansPerThread)
                return;

            var id = $"{thread}.{made++}";
            var scope = new Expected(
                random.Next(2) == 0 ? $"u{id}" : null, random.Next(2) == 0 ? $"s{id}" : null, random.Next(2) == 0 ? [$"t{id}"] : [], $"{depth}");
            var merged = new Expected(scope.User ?? outer.User, scope.Session ?? outer.Session, [.. outer.Tags, .. scope.Tags], scope.Metadata);
            expected[id] = merged;
            using (AgentTrace.BeginScope(scope.User, scope.Session, tags: scope.Tags, metadata: new Dictionary<string, string> { ["depth"] = scope.Metadata! }))
            {
                Traced.Sync(Step, () =>
                {
                    AgentTrace.SetTag("id", id);
                    return 0;
                });
                if (random.Next(3) == 0)
                    await Task.Yield();
                if (depth < 6 && random.Next(2) == 0)
                    await NestAsync(merged, depth + 1);
            }
        }
    }

    private sealed record Expected(string? User, string? Session, string[] Tags, string? Metadata);
}
