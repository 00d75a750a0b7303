namespace AgentTracing.Generators.LlmApis;

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

    /// <summary>Path of the text that the model was asked, where the call did not say it.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether calls return lists of it, all of whose elements report the same call.</summary>
    public bool InLists { get; init; }

    /// <summary>Objects inside it, or derived types of it, that say more.</summary>
    public ResponsePart[] Parts { get; init; } = [];
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

    /// <summary>The cache writes, told apart by their time to live, to complete the usage that is read already.</summary>
    CacheWrites,

    /// <summary>The model: the other says the rest itself.</summary>
    Model,
}
