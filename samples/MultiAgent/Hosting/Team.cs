using System.Collections.Concurrent;
using System.Net.Http.Json;
using LoopbackLlm;

namespace TravelDesk;

/// <summary>Three agents, each with its own process and LLM service, and the collector of their spans.</summary>
public sealed class Team : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LoopbackServer> _services = [];
    private readonly ConcurrentDictionary<string, AgentProcess> _processes = [];
    private readonly string? _kill;
    private readonly IReadOnlyDictionary<string, string>? _variables;

    // The client adds no trace headers: the trace begins in the orchestrator.
    private readonly HttpClient _customer = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });

    private Team(SpanCollector spans, string? kill, IReadOnlyDictionary<string, string>? variables)
    {
        Spans = spans;
        _kill = kill;
        _variables = variables;
    }

    /// <summary>The spans that the processes reported.</summary>
    public SpanCollector Spans { get; }

    /// <summary>The processes.</summary>
    public IReadOnlyList<AgentProcess> Processes => [.. _processes.Values.OrderBy(process => process.Role)];

    /// <summary>The request log of each process's LLM service.</summary>
    public IReadOnlyDictionary<string, LoopbackLog> Accounts => _services.ToDictionary(service => service.Key, service => service.Value.Log);

    /// <summary>Starts the team. If a process fails to start, the others are stopped.</summary>
    /// <param name="kill">The role of the process to kill in the middle of its first request; null for none.</param>
    /// <param name="variables">Additional environment variables for every process, such as the keys of a back end.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="AgentProcessException">A process did not start.</exception>
    public static async Task<Team> StartAsync(
        string? kill = null, IReadOnlyDictionary<string, string>? variables = null, CancellationToken cancellationToken = default)
    {
        var team = new Team(await SpanCollector.StartAsync(cancellationToken), kill, variables);
        try
        {
            // The orchestrator needs the addresses of the other two.
            await Task.WhenAll(team.StartRoleAsync(Roles.Research, cancellationToken), team.StartRoleAsync(Roles.Validator, cancellationToken));
            await team.StartRoleAsync(Roles.Orchestrator, cancellationToken);
            return team;
        }
        catch
        {
            await team.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the orchestrator.</summary>
    /// <exception cref="HttpRequestException">The orchestrator did not answer.</exception>
    public async Task<string> AskAsync(string question, CancellationToken cancellationToken = default)
    {
        using var response = await _customer.PostAsJsonAsync(
            _processes[Roles.Orchestrator].Address, new Question(question, "u-7", "s-42"), cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Stops the processes. All spans have been reported when the task completes.</summary>
    public async Task StopAsync() => await Task.WhenAll(_processes.Values.Select(process => process.StopAsync()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var service in _services.Values)
            await service.DisposeAsync();
        await Spans.DisposeAsync();
        _customer.Dispose();
    }

    private async Task StartRoleAsync(string role, CancellationToken cancellationToken)
    {
        // The delay simulates the latency of a model.
        var pace = new LoopbackServerOptions { Delay = TimeSpan.FromMilliseconds(40) };
        var script = role == _kill ? TeamScript.ThatNeverAnswers(() => _processes[role].Kill()) : TeamScript.Create();
        var service = _services[role] = await LoopbackServer.StartAsync(script, pace, cancellationToken);

        var environment = new AgentEnvironment
        {
            Role = role,
            Collector = Spans.Address,
            Llm = service.BaseAddress,
            Research = _processes.GetValueOrDefault(Roles.Research)?.Address,
            Validator = _processes.GetValueOrDefault(Roles.Validator)?.Address,
            More = _variables,
        };
        _processes[role] = await AgentProcess.StartAsync(environment, cancellationToken);
    }
}
