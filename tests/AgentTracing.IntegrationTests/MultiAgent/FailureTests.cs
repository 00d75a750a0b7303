using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TravelDesk;

namespace AgentTracing.IntegrationTests.MultiAgent;

/// <summary>A process of the team dies, or the process that started the team.</summary>
[Collection("multi-agent")]
public sealed partial class FailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Research, Roles.Validator)]
    [InlineData(Roles.Validator, Roles.Research)]
    public async Task An_agent_killed_in_mid_request_is_an_error_span_and_the_others_go_on(string killed, string other)
    {
        await using var team = await Team.StartAsync(killed, cancellationToken: Cancellation);
        var output = new StringWriter();

        Assert.True(await TravelDeskApp.RunAsync(team, "Amsterdam, Paris?", output, TextWriter.Null, Cancellation));

        var spans = team.Spans.All;
        var tool = Assert.Single(spans, span => span.Name == $"execute_tool ask_{killed}");
        Assert.Equal(ActivityStatusCode.Error, tool.Status);
        Assert.Equal("System.Net.Http.HttpRequestException", tool.ErrorType);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(spans, span => span.ParentSpanId == tool.SpanId).Status);

        // Spans that the process ended before are reported; those it was working on are lost.
        Assert.DoesNotContain(spans, span => span.Process == killed && (span.IsLlmCall || span.Name == $"invoke_agent {killed}"));
        Assert.Contains(spans, span => span.Name == $"invoke_agent {other}" && span.ErrorType is null);
        Assert.Null(Assert.Single(spans, span => span.Name == "invoke_agent orchestrator").ErrorType);
        Assert.Contains("cannot say yet", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ERROR", output.ToString(), StringComparison.Ordinal);

        // The request without a response costs nothing, in the server's log and on the spans.
        Assert.Null(Assert.Single(team.Accounts[killed].Requests).Usage);
        await ProcessTable.AssertEndAsync([.. team.Processes.Select(process => process.Id)]);
    }

    [Fact]
    public async Task Without_an_orchestrator_the_program_reports_that_there_is_no_answer()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(1, await TravelDeskApp.RunAsync(["--kill", Roles.Orchestrator], output, error, Cancellation));

        Assert.StartsWith("There is no answer: ", error.ToString(), StringComparison.Ordinal);
        await ProcessTable.AssertEndAsync(Agents(output.ToString()));
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-KILL")]
    public async Task Agents_end_with_the_program_however_it_ends(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var program = Process.Start(new ProcessStartInfo("dotnet", [typeof(Team).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var before = "";
        while (!before.Contains("\nQ ", StringComparison.Ordinal))
            before += await program.StandardOutput.ReadLineAsync(Cancellation) + "\n";

        using var kill = Process.Start("kill", [signal, program.Id.ToString(CultureInfo.InvariantCulture)]);

        await program.WaitForExitAsync(Cancellation);
        var agents = Agents(before);
        Assert.Equal(3, agents.Count);
        await ProcessTable.AssertEndAsync(agents);
    }

    [Theory]
    [InlineData("There is no option '--bogus'.", "--bogus")]
    [InlineData("--kill wants one of orchestrator, research, validator.", "--kill")]
    [InlineData("--kill wants one of orchestrator, research, validator.", "--kill", "nobody")]
    [InlineData("A question may not be empty.", " ")]
    public async Task A_wrong_argument_gets_a_clear_word_and_exit_code_2(string word, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter { NewLine = "\n" });

        Assert.Equal(2, await TravelDeskApp.RunAsync(args, output, error, Cancellation));

        Assert.Equal($"{word}\n\n{CommandLine.Usage}\n", error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Help_prints_the_usage_and_starts_nothing()
    {
        var output = new StringWriter { NewLine = "\n" };

        Assert.Equal(0, await TravelDeskApp.RunAsync(["--help"], output, TextWriter.Null, Cancellation));

        Assert.Equal(CommandLine.Usage + "\n", output.ToString());
    }

    [Fact]
    public async Task An_interrupted_start_leaves_nothing_behind()
    {
        var error = new StringWriter { NewLine = "\n" };

        Assert.Equal(1, await TravelDeskApp.RunAsync([], TextWriter.Null, error, new CancellationToken(canceled: true)));

        Assert.Equal("Stopped.\n", error.ToString());
    }

    /// <summary>The process ids of the agents, printed by the program.</summary>
    private static IReadOnlyCollection<int> Agents(string output)
        => [.. ProcessId().Matches(output).Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?<=is process )\d+")]
    private static partial Regex ProcessId();
}
