using System.Diagnostics;

namespace TravelDesk;

/// <summary>A process of the team, seen from the one that started it.</summary>
public sealed class AgentProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private AgentProcess(string role, Process process, Uri address)
    {
        Role = role;
        Address = address;
        Id = process.Id;
        _process = process;
    }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; }

    /// <summary>Id of the process.</summary>
    public int Id { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts a process, which is ready for requests when the task completes.</summary>
    /// <exception cref="AgentProcessException">It ended, or said nothing for half a minute.</exception>
    internal static async Task<AgentProcess> StartAsync(AgentEnvironment environment, CancellationToken cancellationToken)
    {
        var start = Self();
        start.ArgumentList.Add(CommandLine.RoleOption);
        start.ArgumentList.Add(environment.Role);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        environment.Write(start.Environment);
        var process = Process.Start(start)!;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            // The first and only line that it writes.
            var line = await process.StandardOutput.ReadLineAsync(timeout.Token);
            return line is null
                ? throw new AgentProcessException($"{environment.Role} ended before it was ready.")
                : new AgentProcess(environment.Role, process, new Uri(line));
        }
        catch (Exception e)
        {
            process.Kill();
            process.Dispose();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new AgentProcessException($"{environment.Role} was not ready after {Patience.TotalSeconds} s.");
            throw;
        }
    }

    /// <summary>Ends the process as a crash does.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the process to end, and sees to it that it does.</summary>
    public async Task StopAsync()
    {
        // Its standard input ends; that also happens where this process dies, so that no agent outlives it.
        _process.StandardInput.Close();
        using var grace = new CancellationTokenSource(Grace);
        try
        {
            await _process.WaitForExitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>This program: its own executable, or the <c>dotnet</c> that runs it.</summary>
    private static ProcessStartInfo Self()
    {
        var program = typeof(AgentProcess).Assembly;
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath);
        return host == program.GetName().Name
            ? new ProcessStartInfo(Environment.ProcessPath!)
            : new ProcessStartInfo(host == "dotnet" ? Environment.ProcessPath! : "dotnet", [program.Location]);
    }
}

/// <summary>A process of the team could not be started.</summary>
public sealed class AgentProcessException(string message) : Exception(message);
