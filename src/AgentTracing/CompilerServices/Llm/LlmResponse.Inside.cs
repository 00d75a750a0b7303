namespace AgentTracing.CompilerServices;

/// <content>Reads nested objects.</content>
public sealed partial class LlmResponse
{
    /// <summary>Reads a nested object, except for the output, which the outer object already has.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads it.</param>
    public void ReadPart<T>(T value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var content = Content;
        Content = null;
        try
        {
            read(this, value);
        }
        finally
        {
            Content = content;
        }
    }

    /// <summary>Reads an object if it is of one type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The object; null is ignored.</param>
    /// <param name="read">Reads it.</param>
    public void ReadIf<T>(object? value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (value is T known)
            read(this, known);
    }

    /// <summary>Reads a nested object if it is of one type, except for the output, which the outer object already has.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The object; null is ignored.</param>
    /// <param name="read">Reads it.</param>
    public void ReadPartIf<T>(object? value, Action<LlmResponse, T> read)
    {
        if (value is T known)
            ReadPart(known, read);
    }

    /// <summary>Reads each item of a list that is not null.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The list; null is ignored.</param>
    /// <param name="read">Reads one item.</param>
    public void ReadEach<T>(IEnumerable<T>? items, Action<LlmResponse, T> read) => ReadEach<T, T>(items, read);

    /// <summary>Reads each item of a list that is of one type.</summary>
    /// <typeparam name="TItem">Type of the items.</typeparam>
    /// <typeparam name="T">Type of those that are read.</typeparam>
    /// <param name="items">The list; null is ignored.</param>
    /// <param name="read">Reads one item.</param>
    public void ReadEach<TItem, T>(IEnumerable<TItem>? items, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);

        // An index needs no enumerator, which would be allocated for each element of a stream.
        if (items is IList<TItem> list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is T item)
                    read(this, item);
            }

            return;
        }

        foreach (var item in items ?? [])
        {
            if (item is T known)
                read(this, known);
        }
    }

    /// <summary>Reads an entry of a dictionary, if it is of one type.</summary>
    /// <typeparam name="T">Type of the entry.</typeparam>
    /// <param name="entries">The dictionary; null is ignored.</param>
    /// <param name="key">Key of the entry.</param>
    /// <param name="read">Reads the entry.</param>
    public void ReadEntry<T>(IReadOnlyDictionary<string, object?>? entries, string key, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (entries?.TryGetValue(key, out var entry) == true && entry is T known)
            read(this, known);
    }

    /// <summary>Reads the provider's object behind an adapter's.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="provider">The provider, as <c>gen_ai.provider.name</c> names it.</param>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads it.</param>
    public void ReadAs<T>(string provider, T value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Provider = provider;
        read(this, value);
    }
}
