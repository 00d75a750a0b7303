namespace TravelDesk;

/// <summary>What a process of the team does. The role is the name of its service in the telemetry.</summary>
public static class Roles
{
    /// <summary>Answers the customer, with the help of the others.</summary>
    public const string Orchestrator = "orchestrator";

    /// <summary>Finds connections.</summary>
    public const string Research = "research";

    /// <summary>Holds a journey against the rules for journeys.</summary>
    public const string Validator = "validator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Orchestrator, Research, Validator];
}
