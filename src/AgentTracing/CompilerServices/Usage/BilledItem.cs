using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>What the provider bills for an item of a response by the piece: a search, a session; the default: nothing.</summary>
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
    /// <param name="id">Its id; null: nothing is billed.</param>
    /// <returns>The item.</returns>
    public static BilledItem CodeSession(string? id) => new(Unit.CodeSession, id);
}
