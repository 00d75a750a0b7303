namespace TravelDesk;

/// <summary>The roles of the processes. A role is also the service name in the telemetry.</summary>
public static class Roles
{
    /// <summary>Answers the customer with the help of the other agents.</summary>
    public const string Orchestrator = "orchestrator";

    /// <summary>Finds connections.</summary>
    public const string Research = "research";

    /// <summary>Checks a journey against the rules.</summary>
    public const string Validator = "validator";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Orchestrator, Research, Validator];
}
