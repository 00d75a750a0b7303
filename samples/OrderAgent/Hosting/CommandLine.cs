using System.Globalization;

namespace Shop;

/// <summary>The command-line options.</summary>
public sealed record CommandLine
{
    /// <summary>The help text.</summary>
    public const string Usage = """
        usage: OrderAgent [--otlp] [--metrics [port]] [--report file] [--concurrent N] ["my request" ...]

          (nothing)        handles four sample requests
          "my request"     handles this request instead; a question ends with '?', anything else is an order
          --concurrent N   handles N requests at once, repeating the given or the sample requests
          --otlp           exports spans and metrics to OTEL_EXPORTER_OTLP_ENDPOINT (default http://localhost:4317)
          --metrics        serves Prometheus text on /metrics until Ctrl-C, on a free port unless one is given
          --report FILE    writes an HTML page: the cost, and each trace as a waterfall
          --help           prints this

        With ANTHROPIC_API_KEY or OPENAI_API_KEY set, the real service is called, which costs money; otherwise a loopback server answers.
        """;

    /// <summary>Whether to print <see cref="Usage"/> and exit.</summary>
    public bool Help { get; private init; }

    /// <summary>Whether to export to an OTLP endpoint.</summary>
    public bool Otlp { get; private init; }

    /// <summary>The port to serve metrics on; 0 for any free port, null for no metrics.</summary>
    public int? MetricsPort { get; private init; }

    /// <summary>The file to write the report to; null for no report.</summary>
    public string? Report { get; private init; }

    /// <summary>The number of requests to handle at once; null to handle them one after another.</summary>
    public int? Concurrent { get; private init; }

    /// <summary>The requests to handle; empty for the sample requests.</summary>
    public IReadOnlyList<string> Requests { get; private init; } = [];

    /// <summary>Reads the arguments.</summary>
    /// <returns>The options and null, or null and an error message.</returns>
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
