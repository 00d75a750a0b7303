namespace AgentTracing.Generators.Sdks;

/// <summary>
/// Facts about a result, or an element of a stream, that its shape does not show. Names are metadata names; types and members that the
/// referenced version of the SDK lacks are omitted.
/// </summary>
/// <param name="Type">The type.</param>
internal sealed record ResponseShape(string Type)
{
    /// <summary>For wrappers, the path of the object with all data; null when it is the object itself.</summary>
    public MemberPath? Root { get; init; }

    /// <summary>Path of the id, if no member has a name for it.</summary>
    public MemberPath? Id { get; init; }

    /// <summary>Paths of the finish reason, the preferred one first; empty when none is read.</summary>
    public MemberPath[]? FinishReason { get; init; }

    /// <summary>Whether the usage is a sum of calls that are already counted separately.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Whether a stream of it may contain several consecutive responses: the id distinguishes them, and is read first.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether the object is a list whose first element names the model.</summary>
    public bool ModelOnFirstElement { get; init; }

    /// <summary>Path of the provider's own object, if its type determines the provider.</summary>
    public MemberPath? Raw { get; init; }

    /// <summary>The adapter's type of <see cref="Raw"/>, if a member with the same name inside it is the provider's object.</summary>
    public string? RawInside { get; init; }

    /// <summary>
    /// Whether the provider's object (<see cref="Raw"/>) is read as well, because the adapter's has less data; with <see cref="Rounds"/>,
    /// the objects of all rounds are read.
    /// </summary>
    public bool IsAdapted { get; init; }

    /// <summary>Whether it is an element of a stream.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Path of the messages of a function-calling client, with function results between the messages of the model.</summary>
    public MemberPath? Rounds { get; init; }

    /// <summary>Method of the run time that reads the JSON in <see cref="WireMember"/>, in which the SDK stores the object.</summary>
    public string? Wire { get; init; }

    /// <summary>Like <see cref="Wire"/>, for the object behind an adapter.</summary>
    public string? AdaptedWire { get; init; }

    /// <summary>Member that contains that JSON.</summary>
    public MemberPath? WireMember { get; init; }

    /// <summary>Method of the run time that reads the body of the HTTP response, if the type itself does not have the usage.</summary>
    public string? Body { get; init; }

    /// <summary>Items of the response that the provider bills separately.</summary>
    public BilledItem[] Items { get; init; } = [];

    /// <summary>Path of the list with <see cref="Items"/>.</summary>
    public MemberPath? ItemList { get; init; }

    /// <summary>The tools of the response that determine the price of <see cref="Items"/>; null when the price does not depend on them.</summary>
    public BilledTools? Tools { get; init; }

    /// <summary>Path of the prompt, if the arguments of the call do not contain it.</summary>
    public MemberPath? Prompt { get; init; }

    /// <summary>Whether calls return lists of it, in which each element reports the data of the whole call.</summary>
    public bool InLists { get; init; }

    /// <summary>Nested objects, or derived types, with more data.</summary>
    public ResponsePart[] Parts { get; init; } = [];
}

/// <summary>An item of a response that the provider bills separately.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Unit">Member of the run time's <c>BilledItem</c>.</param>
internal sealed record BilledItem(string Type, string Unit)
{
    /// <summary>Member whose type determines whether the item is billed.</summary>
    public string? Unless { get; init; }

    /// <summary>Types of that member for items that are not billed.</summary>
    public string[] UnlessIs { get; init; } = [];

    /// <summary>Member that identifies the session, if sessions are billed instead of items.</summary>
    public string? Session { get; init; }

    /// <summary>
    /// Another kind of item that opens such a session and has no type in the SDK: its kind, and the path of the session in its JSON; null
    /// when there is none.
    /// </summary>
    public (string Kind, string Session)? Unknown { get; init; }
}

/// <summary>The data about a response's tools that their price depends on.</summary>
/// <param name="List">Path of the list of tools.</param>
/// <param name="Usage">Path of the tools' usage in the JSON of the response; null when it has none.</param>
/// <param name="UsageReader">Method of the run time that reads that usage.</param>
internal sealed record BilledTools(MemberPath List, string? Usage, string? UsageReader)
{
    /// <summary>Type of the tool that calls another model, and the member that names that model.</summary>
    public (string Type, string Member)? Model { get; init; }
}

/// <summary>A nested object, or derived type, with more data of a response.</summary>
/// <param name="Path">Its path: a member, each item of a list, an entry of a dictionary, or the object itself.</param>
/// <param name="Is">The required type; null for the declared type of the member.</param>
/// <param name="Reads">The data to read.</param>
internal sealed record ResponsePart(MemberPath Path, string? Is, ResponsePartReads Reads = ResponsePartReads.Everything)
{
    /// <summary>Whether it has the model's output if the containing object does not.</summary>
    public bool IsAnswer => Path.IsSelf || Reads == ResponsePartReads.Answer;
}

/// <summary>The data to read from a nested object.</summary>
internal enum ResponsePartReads
{
    /// <summary>All its data about the response.</summary>
    Everything,

    /// <summary>All its data, and the output.</summary>
    Answer,

    /// <summary>Only the model: the containing object has the rest.</summary>
    Model,
}
