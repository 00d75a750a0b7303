namespace TravelDesk;

/// <summary>What the command line asks for.</summary>
public sealed record CommandLine
{
    /// <summary>Makes the process one of the team; used by the program itself.</summary>
    internal const string RoleOption = "--role";

    /// <summary>How it is used.</summary>
    public const string Usage = """
        usage: MultiAgent [--kill ROLE] ["my question"]

          (nothing)       asks a sample question
          "my question"   asks this instead; the answers are scripted all the same
          --kill ROLE     kills that process in the middle of its first request: orchestrator, research or validator
          --help          prints this

        Starts three agents, each a process of its own, on free ports of 127.0.0.1, asks them, shows the trace and what it cost, and stops them.
        """;

    /// <summary>Whether only <see cref="Usage"/> is wanted.</summary>
    public bool Help { get; private init; }

    /// <summary>The role of the process to kill; null for none.</summary>
    public string? Kill { get; private init; }

    /// <summary>The question to ask.</summary>
    public string Question { get; private init; } = "Can I go from Amsterdam to Paris and back within one day, by train?";

    /// <summary>Reads the arguments.</summary>
    /// <returns>Null and what is wrong, where something is.</returns>
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
