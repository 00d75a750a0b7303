using System.Diagnostics;
using System.Text;

namespace AgentTracing.IntegrationTests.Tools;

/// <summary>
/// Programs that are not part of the SDK. <c>.ci/run</c> installs them; elsewhere, tests that need a missing program are skipped.
/// </summary>
internal static class Programs
{
    /// <summary><c>.ci/run</c> sets this variable: a missing program is then a failure.</summary>
    private const string RequiredVariable = "AGENT_TRACING_REQUIRE_PROGRAMS";

    internal static string? Prometheus => TryFind("prometheus");

    internal static string? Alertmanager => TryFind("prometheus-alertmanager", "alertmanager");

    internal static string? CCompiler => TryFind("clang", "gcc");

    /// <summary>The path of a program that the test requires.</summary>
    internal static string Find(string name)
    {
        Need(TryFind(name) is not null, $"{name} is not installed.");
        return TryFind(name)!;
    }

    /// <summary>Skips the test if a requirement is not met, or fails it in <c>.ci/run</c>.</summary>
    internal static void Need(bool isThere, string otherwise)
    {
        if (!isThere && Environment.GetEnvironmentVariable(RequiredVariable) is null)
            Assert.Skip(otherwise);

        Assert.True(isThere, $"{otherwise} {RequiredVariable} is set.");
    }

    /// <summary>Runs a program until it exits, with a time limit.</summary>
    internal static async Task<(int ExitCode, string Output)> RunAsync(string program, string folder, TimeSpan limit, params string[] arguments)
    {
        using var running = new RunningProgram(program, folder, arguments);
        var exitCode = await running.WaitForExitAsync(limit);
        return (exitCode, running.Output);
    }

    /// <summary>The path of a program that has one of these names.</summary>
    private static string? TryFind(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>A program that runs until it is disposed.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    internal RunningProgram(string program, string folder, params string[] arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        // Also kills the program if the test host is asked to exit.
        AppDomain.CurrentDomain.ProcessExit += Kill;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    internal string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    internal bool HasExited => _process.HasExited;

    internal async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{_process.StartInfo.FileName} did not end within {limit}:\n{Output}");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(this, EventArgs.Empty);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Kill(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    private void Append(string? line)
    {
        if (line is null)
            return;

        lock (_output)
            _output.AppendLine(line);
    }
}
