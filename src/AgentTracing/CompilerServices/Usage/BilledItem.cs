using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>The unit that the provider bills for an item of a response: a search, a session. The default value is an item that is not billed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BilledItem
{
    private BilledItem(Unit kind, string? session = null)
    {
        Kind = kind;
        Session = session;
    }

    /// <summary>The unit in which it is billed.</summary>
    internal enum Unit
    {
        Nothing,
        WebSearch,
        FileSearch,
        CodeSession,
        ImageGeneration,
    }

    /// <summary>The unit of the item.</summary>
    internal Unit Kind { get; }

    /// <summary>The session of the item.</summary>
    internal string? Session { get; }

    /// <summary>A search of the web.</summary>
    public static BilledItem WebSearch => new(Unit.WebSearch);

    /// <summary>A search of files.</summary>
    public static BilledItem FileSearch => new(Unit.FileSearch);

    /// <summary>An image whose tokens the response does not report.</summary>
    public static BilledItem ImageGeneration => new(Unit.ImageGeneration);

    /// <summary>A container in which code runs, which is billed once for all its items.</summary>
    /// <param name="id">Its id; null when nothing is billed.</param>
    /// <returns>The item.</returns>
    public static BilledItem CodeSession(string? id) => new(Unit.CodeSession, id);
}
