using System.Collections;
using System.Diagnostics;
using AgentTracing.CompilerServices;
using CsCheck;
using OpenTelemetry;

namespace AgentTracing.Tests.Propagation;

[Collection(TelemetryCollection.Name)]
public sealed class PropagationTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string SpanId = "b7ad6b7169203331";
    private const string TraceParent = $"00-{TraceId}-{SpanId}-01";
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("remote");

    [Fact]
    public void Extract_returns_the_injected_values()
    {
        using var spans = new SpanCollector();
        var carrier = new Dictionary<string, string>();

        Traced.Sync(OperationDescriptor.Agent("caller"), () =>
        {
            AgentTrace.Inject(carrier);
            return 0;
        });
        using (AgentTrace.Extract(carrier))
            Traced.Sync(Agent, () => Traced.Sync(OperationDescriptor.Tool("t"), () => 0));

        var caller = spans.Named("invoke_agent caller");
        var remote = spans.Named("invoke_agent remote");
        Assert.Equal(caller.TraceId, remote.TraceId);
        Assert.Equal(caller.SpanId, remote.ParentSpanId);
        Assert.True(remote.HasRemoteParent);
        Assert.Equal(remote.SpanId, spans.Named("execute_tool t").ParentSpanId);
        Assert.Null(AmbientContext.Current);
    }

    public static TheoryData<object> Carriers =>
    [
        TraceParent,
        new Dictionary<string, string> { ["traceparent"] = TraceParent },
        new Dictionary<string, string> { ["TraceParent"] = TraceParent },
        new SortedList<string, string> { ["traceparent"] = TraceParent, ["tracestate"] = "a=b" },
    ];

    [Theory]
    [MemberData(nameof(Carriers), DisableDiscoveryEnumeration = true)]
    public void A_TraceContext_parameter_names_the_parent_whatever_is_current(object carrier)
    {
        using var spans = new SpanCollector();
        using var current = new Activity("current").Start();

        Traced.Sync(Agent, () => 0, input: new OperationInput { TraceContext = carrier });

        Assert.Equal(TraceId, spans.Single.TraceId.ToHexString());
        Assert.Equal(SpanId, spans.Single.ParentSpanId.ToHexString());
        Assert.Same(current, Activity.Current);
    }

    public static TheoryData<object> Malformed =>
    [
        "garbage",
        "00-00000000000000000000000000000000-0000000000000000-01",
        new string('0', 1 << 20),
        new Dictionary<string, string> { ["traceparent"] = "00-\u0001\u0002-x" },
        new Dictionary<string, string> { ["traceparent"] = new('a', 1 << 20), ["baggage"] = new('b', 1 << 20) },
        new Hostile(),
    ];

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void A_carrier_that_cannot_be_read_begins_a_new_trace_and_is_counted(object carrier)
    {
        using var spans = new SpanCollector();
        using var current = new Activity("current").Start();
        var invalid = TraceContextCarrier.InvalidCount;

        Traced.Sync(Agent, () => 0, input: new OperationInput { TraceContext = carrier });
        if (carrier is IReadOnlyDictionary<string, string> dictionary)
        {
            using (AgentTrace.Extract(dictionary))
                Traced.Sync(Agent, () => 0);
        }

        Assert.All(spans.Ended, span => Assert.NotEqual(current.TraceId, span.TraceId));
        Assert.All(spans.Ended, span => Assert.Equal(default, span.ParentSpanId));
        Assert.Equal(invalid + spans.Ended.Count, TraceContextCarrier.InvalidCount);
        Assert.Same(current, Activity.Current);
    }

    [Fact]
    public void A_carrier_that_names_no_parent_changes_nothing()
    {
        using var spans = new SpanCollector();
        using var current = new Activity("current").Start();
        var invalid = TraceContextCarrier.InvalidCount;
        var large = Enumerable.Range(0, 10_000).ToDictionary(i => $"x-{i}", i => "value");

        Traced.Sync(Agent, () => 0, input: new OperationInput { TraceContext = large });
        Traced.Sync(Agent, () => 0, input: new OperationInput { TraceContext = "" });
        using (AgentTrace.Extract(large))
            Traced.Sync(Agent, () => 0);

        Assert.All(spans.Ended, span => Assert.Equal(current.SpanId, span.ParentSpanId));
        Assert.Equal(invalid, TraceContextCarrier.InvalidCount);
    }

    [Fact]
    public void No_text_in_a_carrier_makes_it_throw()
    {
        using var spans = new SpanCollector();

        Gen.Select(Gen.String, Gen.String, Gen.String).Sample(
            (parent, state, baggage) =>
            {
                var carrier = new Dictionary<string, string> { ["traceparent"] = parent, ["tracestate"] = state, ["baggage"] = baggage };
                using (AgentTrace.Extract(carrier))
                    Traced.Sync(Agent, () => 0);
                Traced.Sync(Agent, () => 0, input: new OperationInput { TraceContext = parent });
            },
            iter: 2000,
            threads: 1);

        Assert.Equal(4000, spans.Ended.Count);
    }

    [Fact]
    public void Something_started_inside_Extract_is_the_parent_before_the_carriers_span()
    {
        using var spans = new SpanCollector();

        using (AgentTrace.Extract(new Dictionary<string, string> { ["traceparent"] = TraceParent }))
        using (var inside = new Activity("inside").Start())
        {
            Traced.Sync(Agent, () => 0);
            Assert.Equal(inside.SpanId, spans.Single.ParentSpanId);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_scope_crosses_processes_only_if_enabled(bool on)
    {
        using var options = new OptionsScope(settings => settings.PropagateScope = on);
        using var spans = new SpanCollector();
        var carrier = new Dictionary<string, string>();

        using (AgentTrace.BeginScope("u1", "s1", "c1"))
            Traced.Sync(OperationDescriptor.Agent("caller"), () =>
            {
                AgentTrace.Inject(carrier);
                return 0;
            });
        Baggage.Current = default;
        using (AgentTrace.Extract(carrier))
            Traced.Sync(OperationDescriptor.Tool("remote_tool"), () => 0);

        Assert.Equal(on, carrier.ContainsKey("baggage"));
        var tool = spans.Named("execute_tool remote_tool");
        Assert.Equal(on ? "u1" : null, tool.GetTagItem("user.id"));
        Assert.Equal(on ? "s1" : null, tool.GetTagItem("session.id"));
        Assert.Equal(on ? "c1" : null, tool.GetTagItem("gen_ai.conversation.id"));
        Assert.Equal(on ? "caller" : null, tool.GetTagItem("gen_ai.agent.name"));
        Assert.Equal(0, Baggage.Current.Count);
    }

    [Fact]
    public async Task The_scope_in_baggage_never_leaks_to_siblings()
    {
        using var options = new OptionsScope(settings => settings.PropagateScope = true);
        using var spans = new SpanCollector();
        var before = Baggage.Current;
        Baggage.Current = Baggage.Create(new() { ["own"] = "1" });
        using var bothInside = new Barrier(2);

        var users = await Task.WhenAll(RunAsync("u1"), RunAsync("u2"));

        Assert.Equal(["u1 own=1", "u2 own=1"], users);
        Assert.Equal(["own"], Baggage.Current.GetBaggage().Keys);
        Baggage.Current = before;

        Task<string> RunAsync(string user) => Task.Run(async () =>
        {
            using var scope = AgentTrace.BeginScope(user);
            return await Traced.Async(Agent, async () =>
            {
                await Task.Yield();
                bothInside.SignalAndWait();
                var seen = $"{Baggage.GetBaggage("user.id")} own={Baggage.GetBaggage("own")}";
                bothInside.SignalAndWait();
                return seen;
            });
        });
    }

    [Fact]
    public void The_scope_in_baggage_ends_with_the_operation_and_what_the_implementation_set_stays()
    {
        using var options = new OptionsScope(settings => settings.PropagateScope = true);
        using var spans = new SpanCollector();
        var before = Baggage.Current;
        Baggage.Current = Baggage.Create(new() { ["user.id"] = "outer" });

        using (AgentTrace.BeginScope("u1", "s1"))
            Traced.Sync(Agent, () =>
            {
                Assert.Equal("s1", Baggage.GetBaggage("session.id"));
                Baggage.SetBaggage("own", "1");
                return 0;
            });

        Assert.Equal(["own=1", "user.id=outer"], Baggage.GetBaggage().Select(pair => $"{pair.Key}={pair.Value}").Order());
        Baggage.Current = before;
    }

    [Fact]
    public async Task Extracted_baggage_never_leaks_to_siblings()
    {
        using var spans = new SpanCollector();
        var before = Baggage.Current;
        Baggage.Current = Baggage.Create(new() { ["own"] = "1" });
        using var bothInside = new Barrier(2);

        var users = await Task.WhenAll(RunAsync("u1"), RunAsync("u2"));

        Assert.Equal(["u1", "u2"], users);
        Assert.Equal(["own"], Baggage.Current.GetBaggage().Keys);
        Baggage.Current = before;

        Task<string?> RunAsync(string user) => Task.Run(() =>
        {
            using var extracted = AgentTrace.Extract(new Dictionary<string, string> { ["traceparent"] = TraceParent, ["baggage"] = $"user.id={user}" });
            bothInside.SignalAndWait();
            var seen = Baggage.GetBaggage("user.id");
            bothInside.SignalAndWait();
            return seen;
        });
    }

    [Fact]
    public void An_activitys_own_baggage_brings_the_scope_as_HTTP_servers_receive_it()
    {
        using var options = new OptionsScope(settings => settings.PropagateScope = true);
        using var spans = new SpanCollector();
        using var request = new Activity("request").AddBaggage("user.id", "u9").Start();

        Traced.Sync(Agent, () => 0);

        Assert.Equal("u9", spans.Single.GetTagItem("user.id"));
        Assert.Equal("u9", spans.Single.GetBaggageItem("user.id"));
    }

    /// <summary>A carrier whose members all throw.</summary>
    private sealed class Hostile : IReadOnlyDictionary<string, string>
    {
        public IEnumerable<string> Keys => throw new InvalidOperationException();

        public IEnumerable<string> Values => throw new InvalidOperationException();

        public int Count => throw new InvalidOperationException();

        public string this[string key] => throw new InvalidOperationException();

        public bool ContainsKey(string key) => throw new InvalidOperationException();

        public bool TryGetValue(string key, out string value) => throw new InvalidOperationException();

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => throw new InvalidOperationException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
