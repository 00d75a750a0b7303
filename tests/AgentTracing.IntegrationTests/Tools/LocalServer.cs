namespace AgentTracing.IntegrationTests.Tools;

/// <summary>A server program on this machine, on a free port.</summary>
internal sealed class LocalServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RunningProgram _program;

    private LocalServer(RunningProgram program, int port)
    {
        _program = program;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    internal HttpClient Http { get; }

    internal string Authority => Http.BaseAddress!.Authority;

    /// <summary>Starts the program, and waits until <c>/-/ready</c> reports success.</summary>
    internal static async Task<LocalServer> StartAsync(string program, string folder, params string[] arguments)
    {
        var port = LocalPort.Free();
        var server = new LocalServer(new RunningProgram(program, folder, [.. arguments, $"--web.listen-address=127.0.0.1:{port}"]), port);
        try
        {
            await Eventually.TrueAsync(server.IsReadyAsync, Patience, () => $"{program} is not ready:\n{server._program.Output}");
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _program.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_program.HasExited, _program.Output);
        try
        {
            using var response = await Http.GetAsync("/-/ready", TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
