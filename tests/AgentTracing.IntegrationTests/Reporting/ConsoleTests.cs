using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.OrderAgent;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Reporting;

/// <summary>The output of <c>AddAgentTracingConsole</c>, to a pipe and to a terminal.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class ConsoleTests
{
    [Fact]
    public void A_run_is_printed_when_it_ends_with_its_table()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output))
        {
            Answer("helper");

            Assert.Equal(
                """

                                                                     time       in     out   cached        cost
                agent helper                                           ms    1,000     100           $0.0002100
                |- chat gpt-4o-mini                                    ms    1,000     100           $0.0002100
                `- tool search                                         ms

                agent                model                 calls          in       out      cached           cost unpriced no usage
                helper               gpt-4o-mini               1       1,000       100           0     $0.0002100        0        0
                total                                          1       1,000       100           0     $0.0002100        0        0

                """,
                WithoutTimes(output.ToString()));
        }

        // With one run there is nothing to sum, so no table is printed.
        Assert.Single(Heads().Matches(output.ToString()));
    }

    [Fact]
    public void Several_runs_end_with_a_table_of_all()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output))
        {
            Answer("first");
            Answer("second");
        }

        var text = output.ToString();
        Assert.Equal(3, Heads().Count(text));
        Assert.Contains("\n2 runs\n", text, StringComparison.Ordinal);
        Assert.EndsWith("     2,000       200           0     $0.0004200        0        0\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Lines_of_the_tree_fit_the_width(int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, console => (console.Width, console.CostTable) = (width, CostTableTime.Never)))
            Answer(new string('x', 300));

        // Below a width of 65, lines are wider than the terminal rather than without figures.
        Assert.All(output.ToString().Split('\n'), line => Assert.InRange(line.Length, 0, Math.Max(width, 65)));
    }

    [Fact]
    public void Texts_of_users_and_models_are_plain_text_on_a_terminal()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output))
        {
            using var agent = AgentTrace.StartAgent("evil\u001b]0;title\u0007\u001b[2J\r\nname");
            using (var tool = AgentTrace.StartTool("\u202eloot\u009b31m"))
                tool.Fail(new InvalidOperationException("one\u001b[31m\ntwo"));
        }

        var text = output.ToString();
        Assert.DoesNotContain(text, static c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        Assert.Contains("agent evil ]0;title  [2J  name", text, StringComparison.Ordinal);
        Assert.Contains("! System.InvalidOperationException: one [31m two\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void Colors_are_used_on_terminals_and_on_request(bool? colors)
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, console => console.Colors = colors))
            Answer("helper");

        Assert.Equal(colors is true, output.ToString().Contains("\u001b[34magent\u001b[0m helper", StringComparison.Ordinal));
        Assert.Equal(colors is true, output.ToString().Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void Agents_below_a_request_are_separate_runs_and_requests_are_not_runs()
    {
        using var http = new ActivitySource("Requests");
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, console => console.CostTable = CostTableTime.AtEnd, tracing => tracing.AddSource(http.Name)))
        {
            using (http.StartActivity("GET /health"))
            {
            }

            Assert.Empty(output.ToString());
            using (http.StartActivity("GET /ask"))
            {
                Answer("first");
                Assert.Contains("agent first", output.ToString(), StringComparison.Ordinal);
                Answer("second");
            }
        }

        Assert.DoesNotContain("GET", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, output.ToString().Split("\nagent ").Length - 2);
    }

    [Fact]
    public void Spans_of_others_inside_a_run_are_shown()
    {
        using var database = new ActivitySource("Database");
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, more: tracing => tracing.AddSource(database.Name)))
        {
            using var agent = AgentTrace.StartAgent("helper");
            using var query = database.StartActivity("SELECT orders");
        }

        Assert.Matches(@"\n`- span SELECT orders +\d", output.ToString());
    }

    [Fact]
    public void Live_prints_the_start_and_the_end_of_operations()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, console => (console.Live, console.CostTable) = (true, CostTableTime.Never)))
        {
            using var agent = AgentTrace.StartAgent("helper");
            Assert.Equal("> agent helper\n", output.ToString());
            using (AgentTrace.StartTool("search"))
                Assert.EndsWith("\n  > tool search\n", output.ToString(), StringComparison.Ordinal);
            Assert.Matches(@"\n  < tool search  [\d.]+ ms\n$", output.ToString());
        }
    }

    [Fact]
    public void A_closed_console_does_not_break_the_run()
    {
        var output = new StringWriter();
        output.Dispose();
        using var tracing = Start(output);

        Answer("helper");
    }

    [Fact]
    public void A_test_can_receive_the_printed_text()
    {
        var output = new StringWriter();
        List<string> printed = [];
        using (Start(output, console => console.Print = printed.Add))
        {
            Answer("first");
            Answer("second");
        }

        Assert.Equal("", output.ToString());
        Assert.Equal(3, printed.Count);
        Assert.Contains("agent first ", printed[0], StringComparison.Ordinal);
        Assert.Contains("2 runs", printed[2], StringComparison.Ordinal);
        Assert.All(printed, static text => Assert.False(text.EndsWith('\n')));
    }

    [Fact]
    public void The_end_of_a_test_does_not_break_the_run()
    {
        using var tracing = Start(new StringWriter(), static console => console.Print = static _ => throw new InvalidOperationException("There is no currently active test."));

        Answer("helper");
    }

    /// <summary>Some libraries set the operation name after the start of a span; until then, it is derived from the span's name.</summary>
    [Theory]
    [InlineData("tools/call search", "execute_tool", "tool search ")]
    [InlineData("invoke_agent planner", "invoke_agent", "agent planner ")]
    [InlineData("chat gpt-4o-mini", "chat", "chat ")]
    public void An_operation_of_another_library_is_one_tree_with_its_children(string name, string operation, string head)
    {
        using var library = new ActivitySource("Tests.AnotherLibrary");
        var output = new StringWriter { NewLine = "\n" };
        using (Start(output, console => console.CostTable = CostTableTime.Never, tracing => tracing.AddSource(library.Name)))
        {
            using var span = library.StartActivity(name, ActivityKind.Server);
            span!.SetTag("gen_ai.operation.name", operation);
            Answer("helper");
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith(head, lines[1], StringComparison.Ordinal);
        Assert.StartsWith("`- agent helper ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_at_once_are_printed_one_by_one_and_add_up()
    {
        var output = new StringWriter { NewLine = "\n" };
        using (Start(TextWriter.Synchronized(output), console => console.CostTable = CostTableTime.AtEnd))
        {
            // Fewer names than the limit of label values (MaxLabelValues), because the names of later tests count as well.
            Parallel.For(0, 200, i => Answer($"agent-{(i % 20).ToString(CultureInfo.InvariantCulture)}"));
        }

        var text = output.ToString();
        Assert.Equal(200, TreeOfHelper().Count(WithoutTimes(text)));
        Assert.EndsWith("       200     200,000    20,000           0     $0.0420000        0        0\n", text, StringComparison.Ordinal);
    }

    private static TracerProvider Start(TextWriter output, Action<AgentTracingConsoleOptions>? configure = null, Action<TracerProviderBuilder>? more = null)
    {
        var builder = Sdk.CreateTracerProviderBuilder().AddAgentTracingConsole(console =>
        {
            console.Output = output;
            configure?.Invoke(console);
        });
        more?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>An agent that calls a model and a tool.</summary>
    private static void Answer(string name)
    {
        using var agent = AgentTrace.StartAgent(name);
        using (var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
        using (AgentTrace.StartTool("search"))
        {
        }
    }

    private static string WithoutTimes(string output) => Time().Replace(output, static match => new string(' ', match.Length));

    [GeneratedRegex(@"[\d,]+\.\d(?= ms)")]
    private static partial Regex Time();

    [GeneratedRegex("^agent +model", RegexOptions.Multiline)]
    private static partial Regex Heads();

    [GeneratedRegex(@"\n +time .*\nagent agent-\d+ .*\n\|- chat gpt-4o-mini .*\n`- tool search +ms\n")]
    private static partial Regex TreeOfHelper();
}
