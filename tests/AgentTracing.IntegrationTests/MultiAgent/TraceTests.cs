using AgentTracing.IntegrationTests.OrderAgent;
using TravelDesk;

namespace AgentTracing.IntegrationTests.MultiAgent;

/// <summary>The work of three processes is one trace, and its cost equals the cost computed from the servers' logs.</summary>
[Collection("multi-agent")]
public sealed class TraceTests(AnsweredTeam run) : IClassFixture<AnsweredTeam>
{
    private IReadOnlyList<SpanRecord> Spans => run.Team.Spans.All;

    [Fact]
    public void It_is_one_trace_and_every_span_is_a_child_of_its_cause()
    {
        Assert.True(run.IsAnswered);
        Assert.Empty(run.Error);
        Assert.Single(Spans.Select(span => span.TraceId).Distinct());
        Assert.Equal(
            """
            orchestrator: server POST /
              orchestrator: invoke_workflow travel-question
                orchestrator: invoke_agent orchestrator
                  orchestrator: chat gpt-4.1
                  orchestrator: chat gpt-4.1
                  orchestrator: execute_tool ask_research
                    orchestrator: POST
                      research: server POST /
                        research: invoke_agent research
                          research: chat gpt-4.1-mini
                          research: chat gpt-4.1-mini
                          research: execute_tool search_timetable
                  orchestrator: execute_tool ask_validator
                    orchestrator: POST
                      validator: server POST /
                        validator: invoke_agent validator
                          validator: chat claude-haiku-4-5
                          validator: execute_tool read_rules

            """,
            Shape());
        Assert.All(Spans, span => Assert.Null(span.ErrorType));
    }

    [Fact]
    public void Research_and_validation_run_at_the_same_time()
    {
        var research = Assert.Single(Spans, span => span.Name == "execute_tool ask_research");
        var validation = Assert.Single(Spans, span => span.Name == "execute_tool ask_validator");

        Assert.True(research.Start < validation.Start + validation.Duration);
        Assert.True(validation.Start < research.Start + research.Duration);
    }

    [Fact]
    public void User_session_and_calling_agent_are_known_in_every_process()
    {
        var ours = Spans.Where(span => span.Source == AgentTelemetry.SourceName).ToList();

        Assert.Equal(Roles.All.Order(StringComparer.Ordinal), ours.Select(span => span.Process).Distinct().Order(StringComparer.Ordinal));
        Assert.All(ours, span => Assert.Equal(("u-7", "s-42"), (span.Text("user.id"), span.Text("session.id"))));
        Assert.Equal("orchestrator", Assert.Single(ours, span => span.Name == "invoke_agent research").Agent);
        Assert.Equal("orchestrator", Assert.Single(ours, span => span.Name == "invoke_agent validator").Agent);
    }

    [Fact]
    public void No_trace_context_and_no_user_leaves_for_the_LLM_services()
    {
        var requests = run.Team.Accounts.Values.SelectMany(account => account.Requests).ToList();

        Assert.Equal(5, requests.Count);
        Assert.All(requests, request => Assert.DoesNotContain(request.Headers, header => header.Key is "traceparent" or "baggage"));
    }

    [Fact]
    public void Tokens_and_cost_of_each_process_are_those_of_its_servers_account()
    {
        Assert.Equal(3, run.Team.Accounts.Count);
        foreach (var (process, account) in run.Team.Accounts)
        {
            var calls = Spans.Where(span => span.Process == process && span.IsLlmCall).ToList();
            Assert.NotEmpty(calls);
            Assert.Equal(account.Requests.Count, calls.Count);
            Assert.Equal(account.Requests.Sum(Expected.Input), calls.Sum(call => call.InputTokens));
            Assert.Equal(account.Requests.Sum(Expected.Output), calls.Sum(call => call.OutputTokens));
            Assert.Equal(account.Requests.Sum(request => Expected.Cost(request)!.Value), calls.Sum(call => call.Cost!.Value), 12);
        }
    }

    [Fact]
    public void The_sums_of_an_agent_are_those_of_its_own_process()
    {
        foreach (var (process, account) in run.Team.Accounts)
        {
            var agent = Assert.Single(Spans, span => span.Process == process && span.Name.StartsWith("invoke_agent", StringComparison.Ordinal));
            Assert.Equal(account.Requests.Sum(Expected.Input), agent.InputTokens);
            Assert.Equal(account.Requests.Sum(request => Expected.Cost(request)!.Value), agent.Cost!.Value, 12);
        }
    }

    [Fact]
    public void The_table_has_the_share_of_each_agent_and_process()
    {
        var costs = run.Team.Accounts.ToDictionary(
            account => account.Key, account => account.Value.Requests.Sum(request => Expected.Cost(request)!.Value));
        var total = costs.Values.Sum();

        foreach (var (process, cost) in costs)
        {
            var share = FormattableString.Invariant($"{cost / total:0.0 %}");
            var row = Assert.Single(run.Output.Split('\n'), line => line.StartsWith($"{process,-12} {process,-12} ", StringComparison.Ordinal));
            Assert.EndsWith(FormattableString.Invariant($"${cost:0.0000000} {share,8} {share,8}"), row, StringComparison.Ordinal);
        }

        var sum = Assert.Single(run.Output.Split('\n'), line => line.StartsWith("total", StringComparison.Ordinal));
        Assert.EndsWith(FormattableString.Invariant($"${total:0.0000000}  100.0 %"), sum, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_process_is_left_behind()
        => await ProcessTable.AssertEndAsync([.. run.Team.Processes.Select(process => process.Id)]);

    /// <summary>The tree with siblings ordered by name. A span without its parent is a root.</summary>
    private string Shape()
    {
        var ids = Spans.Select(span => span.SpanId).ToHashSet();
        var children = Spans.ToLookup(span => ids.Contains(span.ParentSpanId) ? span.ParentSpanId : "");
        return Below("", "");

        string Below(string parent, string indent) => string.Concat(children[parent]
            .Select(span => $"{indent}{span.Process}: {span.Label}\n{Below(span.SpanId, indent + "  ")}")
            .Order(StringComparer.Ordinal));
    }
}
