namespace TravelDesk;

/// <summary>The settings of a process of the team, passed as environment variables.</summary>
internal sealed record AgentEnvironment
{
    /// <summary>The role. It is also OpenTelemetry's own variable for the service name, so spans have it without further code.</summary>
    public required string Role { get; init; }

    /// <summary>The address to report spans to.</summary>
    public required Uri Collector { get; init; }

    /// <summary>The address of the LLM service.</summary>
    public required Uri Llm { get; init; }

    /// <summary>The address of the research agent; set only for the orchestrator.</summary>
    public Uri? Research { get; init; }

    /// <summary>The address of the validator; set only for the orchestrator.</summary>
    public Uri? Validator { get; init; }

    /// <summary>Additional variables, such as the keys of a back end.</summary>
    public IReadOnlyDictionary<string, string>? More { get; init; }

    /// <summary>Reads the settings of this process.</summary>
    public static AgentEnvironment Read() => new()
    {
        Role = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME")!,
        Collector = Address("COLLECTOR_ADDRESS")!,
        Llm = Address("LLM_ADDRESS")!,
        Research = Address("RESEARCH_ADDRESS"),
        Validator = Address("VALIDATOR_ADDRESS"),
    };

    /// <summary>Writes the settings to the variables of a new process.</summary>
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
