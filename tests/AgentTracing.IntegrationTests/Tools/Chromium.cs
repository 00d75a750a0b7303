using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentTracing.IntegrationTests.Tools;

/// <summary>A page in headless Chromium, controlled through the DevTools protocol.</summary>
internal sealed partial class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("chromium");
    private readonly ClientWebSocket _socket = new();
    private readonly RunningProgram _program;
    private int _lastId;

    private Chromium(string program, Uri page)
    {
        _program = new RunningProgram(
            program,
            _profile.FullName,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "--window-size=1300,1000",
            "--remote-debugging-port=0",
            $"--user-data-dir={_profile.FullName}",
            page.AbsoluteUri);
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    internal static async Task<Chromium> OpenAsync(Uri page)
    {
        var chromium = new Chromium(Programs.Find("chromium"), page);
        try
        {
            await chromium.ConnectAsync(page);
            await Eventually.TrueAsync(
                async () => (await chromium.EvaluateAsync("location.href + ' ' + document.readyState")).GetString() == $"{page.AbsoluteUri} complete",
                Patience,
                () => $"The page is not loaded:\n{chromium._program.Output}");
            return chromium;
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Evaluates a JavaScript expression in the page.</summary>
    internal async Task<JsonElement> EvaluateAsync(string expression)
    {
        var result = await CallAsync("Runtime.evaluate", new { expression, returnByValue = true });
        Assert.False(result.TryGetProperty("exceptionDetails", out var exception), exception.ToString());
        return result.GetProperty("result").GetProperty("value");
    }

    /// <summary>Presses a key with a key code, such as Tab or Enter.</summary>
    internal async Task PressAsync(string key, int code)
    {
        var text = key == "Enter" ? "\r" : "";
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyDown", key, code = key, windowsVirtualKeyCode = code, text });
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code = key, windowsVirtualKeyCode = code });
    }

    /// <summary>Sets the size of the window.</summary>
    internal Task ResizeAsync(int width, int height)
        => CallAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });

    /// <summary>Selects the light or dark color scheme.</summary>
    internal Task UseColorsAsync(string scheme)
        => CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });

    /// <summary>Takes a screenshot of the window, as PNG.</summary>
    internal async Task<byte[]> PictureAsync() => (await CallAsync("Page.captureScreenshot", new { format = "png" })).GetProperty("data").GetBytesFromBase64();

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _program.Dispose();

        // Child processes may still write for a moment after they were asked to exit.
        await Eventually.TrueAsync(() => Task.FromResult(TryDeleteProfile()), Patience, () => $"{_profile} cannot be deleted.");
    }

    private async Task ConnectAsync(Uri page)
    {
        Match? listening = null;
        await Eventually.TrueAsync(
            () => Task.FromResult((listening = Listening().Match(_program.Output)).Success), Patience, () => $"No debugger:\n{_program.Output}");

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        string? socket = null;
        await Eventually.TrueAsync(
            async () =>
            {
                using var targets = JsonDocument.Parse(await http.GetStringAsync($"http://{listening!.Groups[1].Value}/json/list", TestContext.Current.CancellationToken));
                socket = targets.RootElement.EnumerateArray()
                    .Where(target => target.GetProperty("url").GetString() == page.AbsoluteUri)
                    .Select(target => target.GetProperty("webSocketDebuggerUrl").GetString())
                    .SingleOrDefault();
                return socket is not null;
            },
            Patience,
            () => $"The page is not open:\n{_program.Output}");
        _socket.Options.Proxy = null;
        await _socket.ConnectAsync(new Uri(socket!), TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var id = ++_lastId;
        var request = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        var answer = await ReceiveAsync();
        Assert.Equal(id, answer.GetProperty("id").GetInt32());
        return answer.GetProperty("result");
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonDocument.Parse(message.ToArray()).RootElement;
    }

    private bool TryDeleteProfile()
    {
        try
        {
            _profile.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"DevTools listening on ws://([^/]+)/")]
    private static partial Regex Listening();
}
