using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LoopbackLlm;

const string Usage = """
    usage: LoopbackLlm [--script file.json] [--port N]

      --script  the answers (README.md describes the file); without it every request is answered with the same sentence
      --port    the port on 127.0.0.1; without it, any that is free
    """;

string? scriptPath = null;
var port = 0;
for (var i = 0; i < args.Length; i += 2)
{
    var value = args.ElementAtOrDefault(i + 1);
    switch (args[i])
    {
        case "--script" when value is not null:
            scriptPath = value;
            break;
        case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue:
            break;
        case "--help":
            Console.WriteLine(Usage);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

try
{
    var script = scriptPath is null
        ? LoopbackScript.Always(ScriptedReply.Say("This is the loopback server: the answer is scripted.", ScriptedUsage.Of(12, 9)))
        : LoopbackScript.Parse(await File.ReadAllTextAsync(scriptPath));

    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopServer);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopServer);

    await using var server = await LoopbackServer.StartAsync(script, new LoopbackServerOptions { Port = port });
    Console.WriteLine($"""
        {server.BaseAddress}
        A loopback server: its answers are scripted, there is no model behind it. Ctrl-C ends it.
        Script: {scriptPath ?? "one sentence for every request"}
        """);
    await stop.Task;

    foreach (var model in server.Log.TotalsByModel())
    {
        var figures = UsageFigure.All.Where(f => f.Of(model.Usage) is not null).Select(f => $"{f} {f.Of(model.Usage)}");
        Console.WriteLine($"{model.Provider} {model.Model}: {model.Requests} requests; {string.Join(", ", figures)}");
    }

    return 0;

    void StopServer(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
