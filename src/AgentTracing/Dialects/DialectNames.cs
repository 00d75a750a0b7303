namespace AgentTracing;

/// <summary>Parses names of dialects from the environment and configuration files.</summary>
internal static class DialectNames
{
    /// <summary>Environment variable: names of <see cref="Dialects"/>, separated by commas, in any case.</summary>
    internal const string Variable = "AGENT_TRACING_DIALECTS";

    private static readonly char[] Separators = [',', ';', ' '];

    internal static Dialects FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Reads a list of names. An unknown name is reported and ignored: telemetry settings never stop an application.</summary>
    internal static Dialects Parse(string? names)
    {
        var dialects = Dialects.GenAI;
        foreach (var name in (names ?? string.Empty).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (char.IsAsciiLetter(name[0]) && Enum.TryParse(name, ignoreCase: true, out Dialects dialect))
                dialects |= dialect;
            else
                AgentTracingEventSource.Log.UnknownDialect(name, Variable, string.Join(", ", Enum.GetNames<Dialects>()));
        }

        return dialects;
    }
}
