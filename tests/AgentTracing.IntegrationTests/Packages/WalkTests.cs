using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.Tools;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Follows the walks of docs/walks.md like a new user: new projects, the packed packages, an empty package cache.</summary>
public sealed partial class WalkTests(Walks walks) : IClassFixture<Walks>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Titles => [.. WalkPage.Walks.Select(static walk => walk.Title)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void There_is_a_walk_for_each_kind_of_application()
        => Assert.Equal(
            ["Console", "Web API", "Worker", "Blazor", "Azure Functions", "Library and application", "MCP server", "Agent Framework", "Semantic Kernel", "xunit"],
            WalkPage.Walks.Select(static walk => walk.Title));

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_walk_adds_at_most_three_lines_beside_annotations(string title)
    {
        var lines = WalkPage.Find(title).Lines.ToList();

        Assert.InRange(lines.Count(static line => line.IsAdded), 2, 3);
        Assert.All(lines.Where(static line => !line.IsAdded), static line => Assert.DoesNotMatch("OpenTelemetry|AgentTracing", line.Text));
    }

    [Theory]
    [InlineData("Console")]
    [InlineData("Worker")]
    [InlineData("Library and application")]
    [InlineData("MCP server")]
    [InlineData("Agent Framework")]
    [InlineData("Semantic Kernel")]
    [InlineData("xunit")]
    public async Task The_tree_is_seen_after_the_last_command(string title)
    {
        var walk = WalkPage.Find(title);
        var folder = await walks.BuildAsync(walk);
        var command = walk.LastCommand.Replace("dotnet run", "dotnet run --no-build", StringComparison.Ordinal).Replace("dotnet test", "dotnet test --no-build", StringComparison.Ordinal);

        var (exitCode, output) = await DotNet.TryRunProgramAsync(folder, "bash", "-c", command);

        Assert.True(exitCode == 0, output);
        Assert.Contains(Shape(walk.Tree), Shape(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_of_a_web_API_is_seen_after_a_request()
    {
        var walk = WalkPage.Find("Web API");
        using var server = await StartAsync(walk);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        var path = Regex.Match(walk.LastCommand, "http://localhost:5000([^\"]*)").Groups[1].Value;
        Assert.Equal("It is an operation that took its time.", await http.GetStringAsync(new Uri(AddressOf(server), path), Cancellation));

        await TreeAsync(walk, server);
    }

    [Fact]
    public async Task The_tree_of_a_Blazor_component_is_seen_after_a_click()
    {
        var walk = WalkPage.Find("Blazor");
        using var server = await StartAsync(walk);
        await using var browser = await Chromium.OpenAsync(new Uri(AddressOf(server), "/ask"));

        // A click has no effect before the circuit is connected, so this repeats it.
        await Eventually.TrueAsync(
            async () => (await browser.EvaluateAsync("document.querySelector('button').click(), document.querySelector('#answer').textContent")).GetString()!.Length > 0,
            Patience,
            () => $"No answer:\n{server.Output}");
        await TreeAsync(walk, server);
    }

    /// <summary>The host of Azure Functions is not a NuGet package, so this walk ends with the build.</summary>
    [Fact]
    public async Task A_worker_of_Azure_Functions_is_built()
    {
        var walk = WalkPage.Find("Azure Functions");

        Assert.True(File.Exists(Path.Combine(await walks.BuildAsync(walk), "bin", "Debug", "net10.0", $"{walk.Name}.dll")));
    }

    private async Task<RunningProgram> StartAsync(Walk walk)
    {
        var folder = await walks.BuildAsync(walk);
        var server = new RunningProgram("dotnet", folder, Path.Combine(folder, "bin", "Debug", "net10.0", $"{walk.Name}.dll"), "--urls", "http://127.0.0.1:0", "--environment", "Development");
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(Listening().IsMatch(server.Output)), Patience, () => $"{walk.Title} does not listen:\n{server.Output}");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static Uri AddressOf(RunningProgram server) => new(Listening().Match(server.Output).Groups[1].Value);

    private static Task TreeAsync(Walk walk, RunningProgram server)
        => Eventually.TrueAsync(() => Task.FromResult(Shape(server.Output).Contains(Shape(walk.Tree), StringComparison.Ordinal)), Patience, () => $"No tree:\n{server.Output}");

    /// <summary>A text without times, and without the prefixes that test runners add to lines.</summary>
    private static string Shape(string text) => string.Join('\n', Times().Replace(text, "").Split('\n').Select(static line => line.Trim()));

    [GeneratedRegex(@" +[\d,]+\.\d ms")]
    private static partial Regex Times();

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
