using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Scopes;

[Collection(TelemetryCollection.Name)]
public sealed class ScopeTests
{
    private static readonly OperationDescriptor Step = OperationDescriptor.AgentTask("step");

    [Fact]
    public void A_scope_is_on_every_span_inside_from_its_creation()
    {
        using var spans = new SpanCollector();

        using (AgentTrace.BeginScope("u1", "s1", "c1", ["a", "a"], new Dictionary<string, string> { ["team"] = "blue" }, "1.2", "prod"))
            Traced.Sync(Step, () => 0);
        Traced.Sync(OperationDescriptor.AgentTask("outside"), () => 0);

        var tags = spans.Sampled.First().ToDictionary();
        Assert.Equal("u1", tags["user.id"]);
        Assert.Equal("s1", tags["session.id"]);
        Assert.Equal("c1", tags["gen_ai.conversation.id"]);
        Assert.Equal(["a"], Assert.IsType<string[]>(tags["agent_tracing.tags"]));
        Assert.Equal("blue", tags["agent_tracing.metadata.team"]);
        Assert.Equal("1.2", tags["agent_tracing.version"]);
        Assert.Equal("prod", tags["deployment.environment.name"]);
        Assert.Null(spans.Named("outside").GetTagItem("user.id"));
    }

    [Fact]
    public void Nested_scopes_merge_tags_and_metadata_and_override_the_rest()
    {
        using var spans = new SpanCollector();

        using (AgentTrace.BeginScope("u1", "s1", tags: ["a", "b"], metadata: new Dictionary<string, string> { ["x"] = "1", ["y"] = "1" }))
        using (AgentTrace.BeginScope(userId: "u2", tags: ["b", "c"], metadata: new Dictionary<string, string> { ["y"] = "2" }))
            Traced.Sync(Step, () => 0);

        var span = spans.Single;
        Assert.Equal("u2", span.GetTagItem("user.id"));
        Assert.Equal("s1", span.GetTagItem("session.id"));
        Assert.Equal(["a", "b", "c"], Assert.IsType<string[]>(span.GetTagItem("agent_tracing.tags")));
        Assert.Equal("1", span.GetTagItem("agent_tracing.metadata.x"));
        Assert.Equal("2", span.GetTagItem("agent_tracing.metadata.y"));
    }

    [Fact]
    public void Scopes_disposed_out_of_order_leave_what_is_still_open()
    {
        var outer = AgentTrace.BeginScope("outer");
        var inner = AgentTrace.BeginScope("inner");

        outer.Dispose();
        Assert.Equal("inner", AmbientContext.Current?.Scope?.UserId);
        inner.Dispose();
        Assert.Null(AmbientContext.Current);
        outer.Dispose();
        Assert.Null(AmbientContext.Current);
    }

    [Fact]
    public async Task A_scope_disposed_on_another_thread_is_over_everywhere()
    {
        var scope = AgentTrace.BeginScope("u");
        await Task.Run(scope.Dispose);
        Assert.Null(AmbientContext.Current);
    }

    [Fact]
    public async Task Siblings_do_not_see_each_others_scopes()
    {
        using var both = new Barrier(2);
        var users = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(async () =>
        {
            using (AgentTrace.BeginScope($"u{i}"))
            {
                both.SignalAndWait();
                await Task.Yield();
                return AmbientContext.Current?.Scope?.UserId;
            }
        })));

        Assert.Equal(["u0", "u1"], users);
        Assert.Null(AmbientContext.Current);
    }

    [Fact]
    public void An_annotated_user_is_the_user_of_everything_inside()
    {
        using var spans = new SpanCollector();

        Traced.Sync(
            OperationDescriptor.Agent("a"),
            () => Traced.Sync(Step, () => 0),
            input: new OperationInput { UserId = "u7", SessionId = "s7" });

        Assert.Equal("u7", spans.Named("step").GetTagItem("user.id"));
        Assert.Equal("s7", spans.Named("step").GetTagItem("session.id"));
        Assert.Equal("u7", spans.Named("invoke_agent a").GetTagItem("user.id"));
    }

    [Fact]
    public void SetTag_reaches_the_innermost_operation()
    {
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.Agent("a"), () => Traced.Sync(Step, () =>
        {
            AgentTrace.SetTag("n", 3);
            return 0;
        }));

        Assert.Equal(3L, spans.Named("step").GetTagItem("n"));
        Assert.Null(spans.Named("invoke_agent a").GetTagItem("n"));
    }
}
