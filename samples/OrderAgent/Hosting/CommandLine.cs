using System.Globalization;

namespace Shop;

/// <summary>What the command line asks for.</summary>
public sealed record CommandLine
{
    /// <summary>How it is used.</summary>
    public const string Usage = """
        usage: OrderAgent [--otlp] [--metrics [port]] [--report file] [--concurrent N] ["my request" ...]

          (nothing)        handles four sample requests
          "my request"     handles this request instead; a question ends with '?', anything else is an order
          --concurrent N   handles N requests at once: the given or the sample ones, over and over
          --otlp           exports spans and metrics to OTEL_EXPORTER_OTLP_ENDPOINT (default http://localhost:4317)
          --metrics        serves Prometheus text on /metrics of a free port, or the one given, until Ctrl-C
          --report FILE    writes a page of HTML: what it cost, and each trace as a waterfall
          --help           prints this

        With ANTHROPIC_API_KEY or OPENAI_API_KEY the real service answers, which costs money; otherwise a loopback server does.
        """;

    /// <summary>Whether only <see cref="Usage"/> is wanted.</summary>
    public bool Help { get; private init; }

    /// <summary>Whether to export to an OTLP endpoint.</summary>
    public bool Otlp { get; private init; }

    /// <summary>The port to serve metrics on, 0 for any that is free; null for no metrics.</summary>
    public int? MetricsPort { get; private init; }

    /// <summary>The file to write the report to; null for none.</summary>
    public string? Report { get; private init; }

    /// <summary>How many requests to handle at once; null for one after another.</summary>
    public int? Concurrent { get; private init; }

    /// <summary>The requests to handle; none for the sample ones.</summary>
    public IReadOnlyList<string> Requests { get; private init; } = [];

    /// <summary>Reads the arguments.</summary>
    /// <returns>Null and what is wrong, where something is.</returns>
    public static (CommandLine? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var next = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h":
                    return (options with { Help = true }, null);
                case "--otlp":
                    options = options with { Otlp = true };
                    break;
                case "--metrics" when Number(next) is { } port:
                    if (port > ushort.MaxValue)
                        return (null, $"'{next}' is not a port.");
                    options = options with { MetricsPort = port };
                    i++;
                    break;
                case "--metrics":
                    options = options with { MetricsPort = 0 };
                    break;
                case "--report":
                    if (next is null or "" or ['-', ..])
                        return (null, "--report wants the name of a file.");
                    options = options with { Report = next };
                    i++;
                    break;
                case "--concurrent":
                    if (Number(next) is not (> 0 and var count))
                        return (null, "--concurrent wants a number above 0.");
                    options = options with { Concurrent = count };
                    i++;
                    break;
                case ['-', ..] unknown:
                    return (null, $"There is no option '{unknown}'.");
                case var request when string.IsNullOrWhiteSpace(request):
                    return (null, "A request may not be empty.");
                case var request:
                    options = options with { Requests = [.. options.Requests, request] };
                    break;
            }
        }

        return (options, null);
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
