
namespace AgentTracing.Generators.Sdks;

/// <summary>
/// Where an SDK's object keeps the model's input or answer. Names are those of metadata; a type or member that the referenced version of the
/// SDK does not have is left out.
/// </summary>
/// <param name="Type">The type; what derives from it is meant too.</param>
internal sealed record ContentShape(string Type)
{
    /// <summary>Method of the run time that reads the JSON which the SDK sends or has received; the SDK is asked to write it.</summary>
    public string? Wire { get; init; }

    /// <summary>Member that holds that JSON already.</summary>
    public string? WireMember { get; init; }

    /// <summary>Path of the list of messages.</summary>
    public string? Messages { get; init; }

    /// <summary>Path of the list of tools.</summary>
    public string? Tools { get; init; }

    /// <summary>Path of the instructions.</summary>
    public string? Instructions { get; init; }

    /// <summary>Path of the role, where the object is a message.</summary>
    public string? Role { get; init; }

    /// <summary>Path of the participant's name, where the object is a message.</summary>
    public string? Name { get; init; }

    /// <summary>Path of the list of parts of Microsoft.Extensions.AI, where the object is a message.</summary>
    public string? Contents { get; init; }

    /// <summary>Paths of texts; <c>[]</c> behind a member stands for each of its items.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Paths of thoughts, likewise.</summary>
    public string[] Thoughts { get; init; } = [];

    /// <summary>Whether the object is a message, and nothing else.</summary>
    public bool IsMessage => this is { Role: not null, Wire: null, Messages: null, Tools: null, Instructions: null };

    /// <summary>What calls are given: requests, options, messages, tools.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Requests { get; } = ByType(static sdk => sdk.Told);

    /// <summary>What calls return, and what their streams yield.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Answers { get; } = ByType(static sdk => sdk.Answers);

    private static Dictionary<string, ContentShape> ByType(Func<Sdk, IReadOnlyList<ContentShape>> shapes)
        => Sdk.All.SelectMany(shapes).ToDictionary(static shape => shape.Type, StringComparer.Ordinal);
}
