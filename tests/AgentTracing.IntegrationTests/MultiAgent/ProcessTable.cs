using System.Diagnostics;

namespace AgentTracing.IntegrationTests.MultiAgent;

/// <summary>Checks which processes run.</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether a process runs. A zombie, which has exited but was not reaped, does not count.</summary>
    public static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !OperatingSystem.IsLinux() || !File.ReadAllText($"/proc/{id}/status").Contains("State:\tZ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }

    /// <summary>Waits until all processes have exited.</summary>
    public static async Task AssertEndAsync(IReadOnlyCollection<int> ids)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience && ids.Any(IsRunning);)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(ids, IsRunning);
    }
}
