using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace LocalDashboard;

/// <summary>The Aspire dashboard on this machine. It needs no login, because it listens only on loopback.</summary>
public sealed class AspireDashboard : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspire-dashboard-");
    private readonly Process _process;

    private AspireDashboard(string tools)
    {
        // Copies the files: the package folder is shared, and its files may not be executable.
        foreach (var file in Directory.GetFiles(tools, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.FullName, Path.GetRelativePath(tools, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var program = Path.Combine(_folder.FullName, "Aspire.Dashboard");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Address = FreeAddress();
        OtlpEndpoint = FreeAddress();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(program)
            {
                WorkingDirectory = _folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true",
                    ["ASPNETCORE_URLS"] = Address.OriginalString,
                    ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = OtlpEndpoint.OriginalString,
                    ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = FreeAddress().OriginalString,
                },
            },
        };
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
    }

    /// <summary>The address of its pages.</summary>
    public Uri Address { get; }

    /// <summary>The address of its OTLP endpoint over HTTP.</summary>
    public Uri OtlpEndpoint { get; }

    /// <summary>Whether <c>dotnet restore</c> has downloaded the dashboard.</summary>
    public static bool IsThere => File.Exists(Path.Combine(Tools, "Aspire.Dashboard"));

    private static string Tools => typeof(AspireDashboard).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "DashboardTools").Value!;

    /// <summary>Starts the dashboard, and waits until it answers.</summary>
    /// <exception cref="TimeoutException">The dashboard does not answer within a minute.</exception>
    public static async Task<AspireDashboard> StartAsync(CancellationToken cancellationToken = default)
    {
        var dashboard = new AspireDashboard(Tools);
        dashboard._process.Start();
        dashboard._process.BeginOutputReadLine();
        dashboard._process.BeginErrorReadLine();
        try
        {
            await dashboard.WaitAsync(cancellationToken);
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    /// <summary>The received traces, as JSON.</summary>
    public async Task<string> TracesAsync(CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await http.GetStringAsync(new Uri(Address, "/api/telemetry/traces"), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.StartNew(); started.Elapsed < Patience && !_process.HasExited; await Task.Delay(200, cancellationToken))
        {
            try
            {
                await TracesAsync(cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                // Not ready yet: try again.
            }
        }

        throw new TimeoutException("The Aspire dashboard does not answer.");
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
