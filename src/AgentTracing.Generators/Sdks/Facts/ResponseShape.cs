namespace AgentTracing.Generators.Sdks;

/// <summary>
/// What has to be known about a result, or an element of a stream, that its shape does not say. Names are those of metadata; a type or
/// member
/// that the referenced version of the SDK does not have is left out.
/// </summary>
/// <param name="Type">The type.</param>
internal sealed record ResponseShape(string Type)
{
    /// <summary>Path of what holds everything, for wrappers; null: the object itself.</summary>
    public string? Root { get; init; }

    /// <summary>Path of the id, where no member is called so.</summary>
    public string? Id { get; init; }

    /// <summary>Paths of the reason to end, the better one first; an empty list: none is read.</summary>
    public string[]? FinishReason { get; init; }

    /// <summary>Whether the usage is a sum over calls that are counted one by one already.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Whether a stream of it may hold several responses, one after the other: the id tells them apart, and is read first.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether the object is a list whose first element names the model.</summary>
    public bool ModelOnFirstElement { get; init; }

    /// <summary>Path of the provider's own object, where its type tells the provider.</summary>
    public string? Raw { get; init; }

    /// <summary>The adapter's type that <see cref="Raw"/> holds, where the provider's own object is inside that one, under the same name.</summary>
    public string? RawInside { get; init; }

    /// <summary>
    /// Whether the provider's own object behind it (<see cref="Raw"/>) is read, too: an adapter tells less. Those of rounds, where it has <see cref="Rounds"/>.
    /// </summary>
    public bool IsAdapted { get; init; }

    /// <summary>Whether it is an element of a stream.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>Path of the messages of a client that calls functions by itself, those with results between those of the model.</summary>
    public string? Rounds { get; init; }

    /// <summary>Method of the run time that reads the JSON in <see cref="WireMember"/>, in which the SDK holds the object.</summary>
    public string? Wire { get; init; }

    /// <summary>As <see cref="Wire"/>, for the object behind an adapter.</summary>
    public string? AdaptedWire { get; init; }

    /// <summary>Member that holds that JSON.</summary>
    public string? WireMember { get; init; }

    /// <summary>Method of the run time that reads the body of the HTTP response, where the type itself leaves the usage out.</summary>
    public string? Body { get; init; }

    /// <summary>Items of the answer that the provider bills by the piece.</summary>
    public BilledItem[] Items { get; init; } = [];

    /// <summary>Path of the list with <see cref="Items"/>.</summary>
    public string? ItemList { get; init; }

    /// <summary>The tools that the answer was given, on which the price of <see cref="Items"/> depends; null: on none.</summary>
    public BilledTools? Tools { get; init; }

    /// <summary>Path of the text that the model was asked, where the call did not say it.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether calls return lists of it, all of whose elements report the same call.</summary>
    public bool InLists { get; init; }

    /// <summary>Objects inside it, or derived types of it, that say more.</summary>
    public ResponsePart[] Parts { get; init; } = [];
}

/// <summary>An item of an answer that the provider bills by the piece.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Unit">Argument of the run time's <c>LlmResponse.ReadUnits</c> that counts it.</param>
internal sealed record BilledItem(string Type, string Unit)
{
    /// <summary>Member that tells whether it is billed.</summary>
    public string? Unless { get; init; }

    /// <summary>Types of that member with which it is not.</summary>
    public string[] UnlessIs { get; init; } = [];

    /// <summary>Member that tells items of one session apart from those of another, where a session is billed and not an item.</summary>
    public string? Session { get; init; }

    /// <summary>What else opens a session of the kind: an item that the SDK has no type for, by its name in JSON, and where its JSON names the session.</summary>
    public (string Kind, string Session)? Unknown { get; init; }
}

/// <summary>The tools of an answer, as far as what they cost depends on them.</summary>
/// <param name="List">Path of the list of them.</param>
/// <param name="Usage">Where the JSON of the answer says what they used; null where it does not.</param>
/// <param name="UsageReader">Method of the run time that reads it.</param>
internal sealed record BilledTools(string List, string? Usage, string? UsageReader)
{
    /// <summary>Where the JSON of a tool says how large its container is.</summary>
    public string[] Memory { get; init; } = [];

    /// <summary>Type of the tool that asks another model, and the member that names it.</summary>
    public (string Type, string Member)? Model { get; init; }
}

/// <summary>An object that says more about a response.</summary>
/// <param name="Path">Where it is: a member, <c>member[]</c> for every element of it, <c>member[key]</c> for a value of a dictionary, empty
/// for the object itself.</param>
/// <param name="Is">Type it must be of, or null for the type the member is declared with.</param>
/// <param name="Reads">What is read of it.</param>
internal sealed record ResponsePart(string Path, string? Is, ResponsePartReads Reads = ResponsePartReads.Everything)
{
    /// <summary>Whether it says what the model answered, where what holds it does not.</summary>
    public bool IsAnswer => Path.Length == 0 || Reads == ResponsePartReads.Answer;
}

/// <summary>What is read of an object inside another.</summary>
internal enum ResponsePartReads
{
    /// <summary>All that it says of the response.</summary>
    Everything,

    /// <summary>All that it says, and the answer itself.</summary>
    Answer,

    /// <summary>The model: the other says the rest itself.</summary>
    Model,
}
