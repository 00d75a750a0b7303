namespace AgentTracing.Generators.Content;

/// <summary>How a value becomes content.</summary>
internal enum ContentForm
{
    /// <summary>Not at all: services, streams of bytes, delegates, what is not there yet.</summary>
    None,

    /// <summary>As it is: texts, numbers, dates, JSON, and lists of them.</summary>
    Plain,

    /// <summary>By its own text: messages of SDKs.</summary>
    Text,

    /// <summary>As the JSON that it is: trees of JSON of other libraries.</summary>
    Json,

    /// <summary>Member by member.</summary>
    Object,

    /// <summary>Element by element, as an object whose members are called as the tuple's elements are.</summary>
    Tuple,

    /// <summary>Item by item.</summary>
    List,

    /// <summary>Entry by entry.</summary>
    Dictionary,
}
