namespace AgentTracing.Generators.Sdks;

/// <summary>
/// Facts about a result, or an element of a stream, that its shape does not show. Names are metadata names; types and members that the
/// referenced version of the SDK lacks are omitted.
/// </summary>
/// <param name="Type">The type.</param>
internal sealed record ResponseShape(string Type)
{
    /// <summary>Path of what holds everything, for wrappers; null: the object itself.</summary>
    public MemberPath? Root { get; init; }

    /// <summary>Path of the id, where no member is called so.</summary>
    public MemberPath? Id { get; init; }

    /// <summary>Paths of the reason to end, the better one first; an empty list: none is read.</summary>
    public MemberPath[]? FinishReason { get; init; }

    /// <summary>Whether the usage is a sum of calls that are already counted separately.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Whether a stream of it may contain several consecutive responses: the id distinguishes them, and is read first.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether the object is a list whose first element names the model.</summary>
    public bool ModelOnFirstElement { get; init; }

    /// <summary>Path of the provider's own object, where its type tells the provider.</summary>
    public MemberPath? Raw { get; init; }

    /// <summary>The adapter's type of <see cref="Raw"/>, if the provider's object is inside that one, with the same name.</summary>
    public string? RawInside { get; init; }

    /// <summary>
    /// Whether the provider's object (<see cref="Raw"/>) is read as well, because an adapter has less data; with <see cref="Rounds"/>,
    /// those of all rounds.
    /// </summary>
    public bool IsAdapted { get; init; }

    /// <summary>Whether it is an element of a stream.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Path of the messages of a client that calls functions by itself, those with results between those of the model.</summary>
    public MemberPath? Rounds { get; init; }

    /// <summary>Method of the run time that reads the JSON in <see cref="WireMember"/>, in which the SDK stores the object.</summary>
    public string? Wire { get; init; }

    /// <summary>Like <see cref="Wire"/>, for the object behind an adapter.</summary>
    public string? AdaptedWire { get; init; }

    /// <summary>Member that holds that JSON.</summary>
    public MemberPath? WireMember { get; init; }

    /// <summary>Method of the run time that reads the body of the HTTP response, if the type itself does not have the usage.</summary>
    public string? Body { get; init; }

    /// <summary>Items of the response that the provider bills separately.</summary>
    public BilledItem[] Items { get; init; } = [];

    /// <summary>Path of the list with <see cref="Items"/>.</summary>
    public MemberPath? ItemList { get; init; }

    /// <summary>The tools that the answer was given, on which the price of <see cref="Items"/> depends; null: on none.</summary>
    public BilledTools? Tools { get; init; }

    /// <summary>Path of the text that the model was asked, where the call did not say it.</summary>
    public MemberPath? Prompt { get; init; }

    /// <summary>Whether calls return lists of it, whose elements all report the same call.</summary>
    public bool InLists { get; init; }

    /// <summary>Nested objects, or derived types, with more data.</summary>
    public ResponsePart[] Parts { get; init; } = [];
}

/// <summary>An item of a response that the provider bills separately.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Unit">Argument of the run time's <c>LlmResponse.ReadUnits</c> that counts it.</param>
internal sealed record BilledItem(string Type, string Unit)
{
    /// <summary>Member that determines whether it is billed.</summary>
    public string? Unless { get; init; }

    /// <summary>Types of that member with which it is not billed.</summary>
    public string[] UnlessIs { get; init; } = [];

    /// <summary>Member that identifies the session, if sessions are billed instead of items.</summary>
    public string? Session { get; init; }

    /// <summary>What else opens a session of the kind: an item that the SDK has no type for, by its name in JSON, and where its JSON names the session.</summary>
    public (string Kind, string Session)? Unknown { get; init; }
}

/// <summary>The tools of an answer, as far as what they cost depends on them.</summary>
/// <param name="List">Path of the list of them.</param>
/// <param name="Usage">Where the JSON of the answer says what they used; null where it does not.</param>
/// <param name="UsageReader">Method of the run time that reads it.</param>
internal sealed record BilledTools(MemberPath List, string? Usage, string? UsageReader)
{
    /// <summary>Where the JSON of a tool says how large its container is.</summary>
    public string[] Memory { get; init; } = [];

    /// <summary>Type of the tool that asks another model, and the member that names it.</summary>
    public (string Type, string Member)? Model { get; init; }
}

/// <summary>An object that says more about a response.</summary>
/// <param name="Path">Where it is: a member, each item of a list, an entry of a dictionary, the object itself.</param>
/// <param name="Is">Type it must be of, or null for the type the member is declared with.</param>
/// <param name="Reads">What is read of it.</param>
internal sealed record ResponsePart(MemberPath Path, string? Is, ResponsePartReads Reads = ResponsePartReads.Everything)
{
    /// <summary>Whether it says what the model answered, where what holds it does not.</summary>
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
