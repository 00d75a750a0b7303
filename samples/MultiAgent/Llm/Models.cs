namespace TravelDesk;

/// <summary>The models of the sample.</summary>
public static class Models
{
    /// <summary>Plans and writes the answer.</summary>
    public const string Orchestrator = "gpt-4.1";

    /// <summary>Small and fast: reads timetables.</summary>
    public const string Research = "gpt-4.1-mini";

    /// <summary>From another provider, so that no model checks its own work.</summary>
    public const string Validator = "claude-haiku-4-5";
}
