using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Diagnostics;

/// <summary>An exception is recorded once, however many operations it passes.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ExceptionRecordTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("agent");
    private static readonly OperationDescriptor Branch = OperationDescriptor.AgentTask("branch");
    private static readonly OperationDescriptor Tool = OperationDescriptor.Tool("tool");

    [Fact]
    public async Task On_its_way_up()
    {
        using var spans = new SpanCollector();

        await Assert.ThrowsAsync<TimeoutException>(() => Traced.Async(Agent, () => Traced.Async(Branch, () => FailAsync<TimeoutException>())));

        Assert.Equal(["tool"], Recorded(spans));
    }

    [Fact]
    public async Task Where_branches_await_the_same_task()
    {
        using var spans = new SpanCollector();

        await Assert.ThrowsAsync<TimeoutException>(() => Traced.Async(Agent, async () =>
        {
            var shared = FailAsync<TimeoutException>();
            return await Task.WhenAll(Traced.Async(Branch, () => shared), Traced.Async(Branch, () => shared));
        }));

        Assert.Equal(["tool"], Recorded(spans));
    }

    [Fact]
    public async Task Where_branches_throw_different_ones()
    {
        using var spans = new SpanCollector();

        await Assert.ThrowsAnyAsync<Exception>(() => Traced.Async(Agent, async () =>
        {
            var (first, second) = (FailAsync<TimeoutException>(), FailAsync<InvalidOperationException>());
            await Task.WhenAny(Task.WhenAll(first, second));
            return await first;
        }));

        Assert.Equal(["tool", "tool"], Recorded(spans));
    }

    [Fact]
    public void Of_an_exception_whose_members_throw()
    {
        using var spans = new SpanCollector();

        try
        {
            Traced.Sync<int>(Tool, () => throw new MuteException());
        }
        catch (MuteException)
        {
        }

        Assert.Equal(ActivityStatusCode.Error, spans.Single.Status);
        Assert.Equal("[unreadable]", spans.Single.StatusDescription);
        Assert.Equal("[unreadable]", Assert.Single(spans.Single.Events).Tags.ToDictionary()["exception.message"]);
    }

    [Fact]
    public void In_each_trace_that_sees_it()
    {
        using var spans = new SpanCollector();
        var cached = new TimeoutException();

        for (var i = 0; i < 2; i++)
            Assert.Throws<TimeoutException>(() => Traced.Sync<int>(Tool, () => throw cached));

        Assert.Equal(["tool", "tool"], Recorded(spans));
    }

    private static Task<int> FailAsync<T>()
        where T : Exception, new()
        => Traced.Async<int>(Tool, async () =>
        {
            await Task.Yield();
            throw new T();
        });

    private static IEnumerable<string> Recorded(SpanCollector spans)
        => spans.Ended.SelectMany(span => span.Events.Select(_ => span.DisplayName.Split(' ')[^1]));

    private sealed class MuteException : Exception
    {
        public override string Message => throw new InvalidOperationException();

        public override string ToString() => throw new InvalidOperationException();
    }
}
