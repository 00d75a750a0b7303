namespace TravelDesk;

/// <summary>The command-line options.</summary>
public sealed record CommandLine
{
    /// <summary>Internal option: runs the process as the member of the team with this role.</summary>
    internal const string RoleOption = "--role";

    /// <summary>The help text.</summary>
    public const string Usage = """
        usage: MultiAgent [--kill ROLE] ["my question"]

          (nothing)       asks a sample question
          "my question"   asks this instead; the answers are scripted in any case
          --kill ROLE     kills that process in the middle of its first request: orchestrator, research or validator
          --help          prints this

        Starts three agents, each in its own process, on free ports of 127.0.0.1, asks them, prints the trace and its cost, and stops them.
        """;

    /// <summary>Whether to print <see cref="Usage"/> and exit.</summary>
    public bool Help { get; private init; }

    /// <summary>The role of the process to kill; null for none.</summary>
    public string? Kill { get; private init; }

    /// <summary>The question to ask.</summary>
    public string Question { get; private init; } = "Can I go from Amsterdam to Paris and back within one day, by train?";

    /// <summary>Reads the arguments.</summary>
    /// <returns>The options and null, or null and an error message.</returns>
    public static (CommandLine? Options, string? Error) Parse(IReadOnlyList<string> args)
    {
        var options = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h":
                    return (options with { Help = true }, null);
                case "--kill" when i + 1 < args.Count && Roles.All.Contains(args[i + 1]):
                    options = options with { Kill = args[++i] };
                    break;
                case "--kill":
                    return (null, $"--kill wants one of {string.Join(", ", Roles.All)}.");
                case ['-', ..] unknown:
                    return (null, $"There is no option '{unknown}'.");
                case var question when string.IsNullOrWhiteSpace(question):
                    return (null, "A question may not be empty.");
                case var question:
                    options = options with { Question = question };
                    break;
            }
        }

        return (options, null);
    }
}
