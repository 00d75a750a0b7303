namespace AgentTracing.Generators.Content;

/// <summary>The representation of a value as content.</summary>
internal enum ContentForm
{
    /// <summary>Not captured: services, byte streams, delegates, values that are not available yet.</summary>
    None,

    /// <summary>Unchanged: texts, numbers, dates, JSON, and lists of them.</summary>
    Plain,

    /// <summary>By its text: messages of SDKs.</summary>
    Text,

    /// <summary>As JSON: JSON trees of other libraries.</summary>
    Json,

    /// <summary>Member by member.</summary>
    Object,

    /// <summary>Element by element, as an object with the names of the tuple's elements.</summary>
    Tuple,

    /// <summary>Item by item.</summary>
    List,

    /// <summary>Entry by entry.</summary>
    Dictionary,
}
