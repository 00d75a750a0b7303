namespace TravelDesk;

/// <summary>What a process of the team is told, in variables of its environment.</summary>
internal sealed record AgentEnvironment
{
    /// <summary>Its role. OpenTelemetry's own variable, so that the resource of its spans says it without a line of code.</summary>
    public required string Role { get; init; }

    /// <summary>Where spans are reported to.</summary>
    public required Uri Collector { get; init; }

    /// <summary>The LLM service.</summary>
    public required Uri Llm { get; init; }

    /// <summary>The research agent; only the orchestrator needs to know it.</summary>
    public Uri? Research { get; init; }

    /// <summary>The validator; only the orchestrator needs to know it.</summary>
    public Uri? Validator { get; init; }

    /// <summary>Further variables, which others read.</summary>
    public IReadOnlyDictionary<string, string>? More { get; init; }

    /// <summary>Reads it in the process.</summary>
    public static AgentEnvironment Read() => new()
    {
        Role = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")!,
        Collector = Address("COLLECTOR_ADDRESS")!,
        Llm = Address("LLM_ADDRESS")!,
        Research = Address("RESEARCH_ADDRESS"),
        Validator = Address("VALIDATOR_ADDRESS"),
    };

    /// <summary>Writes it for a process.</summary>
    public void Write(IDictionary<string, string?> variables)
    {
        variables["OTEL_SERVICE_NAME"] = Role;
        variables["COLLECTOR_ADDRESS"] = Collector.ToString();
        variables["LLM_ADDRESS"] = Llm.ToString();
        variables["RESEARCH_ADDRESS"] = Research?.ToString();
        variables["VALIDATOR_ADDRESS"] = Validator?.ToString();
        foreach (var (name, value) in More ?? new Dictionary<string, string>())
            variables[name] = value;
    }

    private static Uri? Address(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } address ? new Uri(address) : null;
}
