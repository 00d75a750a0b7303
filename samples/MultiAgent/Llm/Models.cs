namespace TravelDesk;

/// <summary>The models of the sample.</summary>
public static class Models
{
    /// <summary>Plans and writes.</summary>
    public const string Orchestrator = "gpt-4.1";

    /// <summary>Small and quick: reads timetables.</summary>
    public const string Research = "gpt-4.1-mini";

    /// <summary>Another provider's, so that no model judges itself.</summary>
    public const string Validator = "claude-haiku-4-5";
}
