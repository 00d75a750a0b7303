using TravelDesk;

namespace AgentTracing.IntegrationTests.MultiAgent;

/// <summary>A team that has answered one question and stopped; shared by the tests that examine its spans.</summary>
public sealed class AnsweredTeam : IAsyncLifetime
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new();

    public Team Team { get; private set; } = null!;

    public bool IsAnswered { get; private set; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public async ValueTask InitializeAsync()
    {
        Team = await Team.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        IsAnswered = await TravelDeskApp.RunAsync(Team, "Amsterdam, Paris?", _output, _error, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Team.DisposeAsync();
}
