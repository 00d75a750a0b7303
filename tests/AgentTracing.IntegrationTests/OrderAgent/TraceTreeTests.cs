using System.Text.RegularExpressions;
using AgentTracing.Reporting;
using LoopbackLlm;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>The printed tree shows what happened, also if a tool, a model or the reader of a stream fails.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class TraceTreeTests
{
    [Fact]
    public async Task An_agent_goes_on_after_a_tool_that_failed()
    {
        await using var run = await SampleRun.StartAsync();

        var output = await run.RunAsync(0, "I would like one standing desk and three notebooks.");

        Assert.Contains(
            """
            T-1  I would like one standing desk and three notebooks.
            Thank you! Placed order 1001 over 398.60 EUR: 1 of 2 products ship now, 1 later.
                                                                 time       in     out   cached        cost
            workflow customer-request                              ms    8,066     134           $0.0086598
            |- task classify-request                               ms    2,081       4           $0.0002578
            |  `- chat claude-haiku-4-5                            ms    2,081       4    2,048  $0.0002578
            |- agent order-agent                                   ms    4,833     104           $0.0058900
            |  |- chat gpt-4.1                                     ms    1,169      25           $0.0025380
            |  |- tool ExtractItems                                ms
            |  |- chat gpt-4.1                                     ms    1,193      29    1,024  $0.0010820
            |  |- tool ValidateInventory                           ms
            |  |- tool ValidateInventory                           ms                                        ERROR
            |  |     ! System.TimeoutException: The warehouse in Oslo does not answer.
            |  |- chat gpt-4.1                                     ms    1,214      26    1,024  $0.0011000
            |  |- tool PlaceOrder                                  ms
            |  `- chat gpt-4.1                                     ms    1,257      24    1,024  $0.0011700
            `- task write-confirmation                             ms    1,152      26           $0.0025120
               `- chat gpt-4.1                                     ms    1,152      26           $0.0025120
            """,
            WithoutTimes(output),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_price_and_an_answer_without_usage_are_called_so()
    {
        await using var run = await SampleRun.StartAsync();

        var output = WithoutTimes(await run.RunAsync(0, "May I return a lamp?", "Where is my order?"));

        Assert.Contains(
            """
            `- agent support-agent                                 ms       82      15                       1 unpriced
               `- chat acme-support-7b                             ms       82      15             unpriced
            """,
            output,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            `- agent support-agent                                 ms
               `- chat acme-support-7b                             ms                                        no usage
            """,
            output,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            support-agent        acme-support-7b           2          82        15           0                       1        1
            total                                          4
            """,
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_left_early_is_marked_and_ends_its_spans()
    {
        await using var run = await SampleRun.StartAsync();
        var service = new CustomerService(new(run.Llm.Anthropic), new(run.Llm.Orders, new()), new(run.Llm.Support), new(run.Llm.Orders));

        await foreach (var text in service.HandleAsync("A floor mat.", SampleRun.Cancellation))
        {
            if (text.Length > 0)
                break;
        }

        var tree = new TreeText(width: 120, new TextStyle(isOn: false)).Draw(new Run(Assert.Single(run.Traces)));
        var lines = WithoutTimes(tree).Split('\n');
        Assert.EndsWith("left early", Assert.Single(lines, line => line.StartsWith("workflow", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("left early", Assert.Single(lines, line => line.StartsWith("`- task write", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith("no usage, left early", Assert.Single(lines, line => line.StartsWith("   `- chat", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Single(lines, line => line.EndsWith("no usage, left early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_error_ends_the_request_with_a_message_and_the_next_one_succeeds()
    {
        await using var run = await SampleRun.StartAsync(
            new ScriptRule { Model = Models.Classifier, UserText = "mat", Reply = ScriptedReply.Fail(ScriptedFailure.Status(500, message: "out of order")) });

        var output = await run.RunAsync(1, "A floor mat.", "Where is my order?");

        Assert.Contains("The request failed: ", output, StringComparison.Ordinal);
        Assert.Contains("It is on its way", output, StringComparison.Ordinal);
        var lines = WithoutTimes(output).Split('\n');
        Assert.Equal(3, lines.Count(line => line.EndsWith("ERROR", StringComparison.Ordinal)));
        Assert.Equal(3, lines.Count(line => line.Contains("! Anthropic.Exceptions.Anthropic5xxException: ", StringComparison.Ordinal)));
        Assert.Equal(2, run.Traces.Count);
    }

    [Fact]
    public async Task A_retry_is_inside_of_the_call_it_repeats()
    {
        var turnedAway = ScriptedReply.Fail(ScriptedFailure.Status(429, retryAfter: TimeSpan.FromSeconds(1)));
        await using var run = await SampleRun.StartAsync(new ScriptRule { Model = Models.Orders, Turn = 1, Call = 1, Reply = turnedAway });

        var output = await run.RunAsync(0, "A floor mat.");

        Assert.Equal(7, run.Server.Log.Requests.Count);
        Assert.Equal(6, run.Calls.Count);
        Assert.Single(run.Server.Log.Requests, request => request.StatusCode == 429);
        Assert.DoesNotContain("ERROR", output, StringComparison.Ordinal);
        Assert.Equal(run.Server.Log.Requests.Sum(Expected.Input), run.Sum("llm.tokens", ("token_type", "input")));
    }

    [Fact]
    public async Task Every_line_is_ASCII_and_at_most_120_columns_wide()
    {
        var longMessage = new string('x', 300) + "\nand a line break";
        await using var run = await SampleRun.StartAsync(
            new ScriptRule { UserText = "fail", Reply = ScriptedReply.Fail(ScriptedFailure.Status(400, message: longMessage)) });

        var output = await run.RunAsync(1, [.. OrderAgentApp.SampleRequests, "Please fail."]);

        var trees = output.Split('\n').Where(line => !line.StartsWith("The request failed", StringComparison.Ordinal)).ToList();
        Assert.All(trees, line => Assert.InRange(line.Length, 0, 120));
        Assert.Contains(trees, line => line.EndsWith("...", StringComparison.Ordinal));
        Assert.True(System.Text.Ascii.IsValid(output));
    }

    /// <summary>Replaces the times with blanks: they differ from run to run.</summary>
    private static string WithoutTimes(string output) => Time().Replace(output, match => new string(' ', match.Length));

    [GeneratedRegex(@"[\d,]+\.\d(?= ms)")]
    private static partial Regex Time();
}
