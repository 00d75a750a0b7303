
namespace AgentTracing.Generators.Sdks;

/// <summary>
/// The members of an SDK's object with the model's input or output. Names are metadata names; types and members that the referenced version
/// of the SDK lacks are omitted.
/// </summary>
/// <param name="Type">The type, including derived types.</param>
internal sealed record ContentShape(string Type)
{
    /// <summary>Method of the run time that reads the JSON of the request or response, which the SDK writes.</summary>
    public string? Wire { get; init; }

    /// <summary>Member that contains that JSON.</summary>
    public MemberPath? WireMember { get; init; }

    /// <summary>Path of the list of messages.</summary>
    public MemberPath? Messages { get; init; }

    /// <summary>Path of the list of tools.</summary>
    public MemberPath? Tools { get; init; }

    /// <summary>Path of the instructions.</summary>
    public MemberPath? Instructions { get; init; }

    /// <summary>Path of the role, if the object is a message.</summary>
    public MemberPath? Role { get; init; }

    /// <summary>Path of the participant's name, if the object is a message.</summary>
    public MemberPath? Name { get; init; }

    /// <summary>Path of the list of parts of Microsoft.Extensions.AI, if the object is a message.</summary>
    public MemberPath? Contents { get; init; }

    /// <summary>Paths of texts.</summary>
    public MemberPath[] Texts { get; init; } = [];

    /// <summary>Paths of reasoning texts.</summary>
    public MemberPath[] Thoughts { get; init; } = [];

    /// <summary>Whether the object is only a message.</summary>
    public bool IsMessage => this is { Role: not null, Wire: null, Messages: null, Tools: null, Instructions: null };

    /// <summary>Inputs of calls: requests, options, messages, tools.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Requests { get; } = ByType(static sdk => sdk.Inputs);

    /// <summary>Results of calls, and elements of their streams.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Answers { get; } = ByType(static sdk => sdk.Answers);

    private static Dictionary<string, ContentShape> ByType(Func<Sdk, IReadOnlyList<ContentShape>> shapes)
        => Sdk.All.SelectMany(shapes).ToDictionary(static shape => shape.Type, StringComparer.Ordinal);
}
