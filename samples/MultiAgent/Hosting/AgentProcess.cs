using System.Diagnostics;

namespace TravelDesk;

/// <summary>A process of the team, as its parent process sees it.</summary>
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

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The address it listens on.</summary>
    public Uri Address { get; }

    /// <summary>Starts a process. The task completes when the process accepts requests.</summary>
    /// <exception cref="AgentProcessException">The process exited, or was not ready within 30 seconds.</exception>
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
            // The process writes one line: its address, when it is ready.
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

    /// <summary>Ends the process abruptly, like a crash.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks the process to exit, and kills it if it does not.</summary>
    public async Task StopAsync()
    {
        // Closing standard input makes the process exit. The system also closes it if this process dies, so no agent outlives it.
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

    /// <summary>Start information for this program: its own executable, or <c>dotnet</c> with its assembly.</summary>
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
