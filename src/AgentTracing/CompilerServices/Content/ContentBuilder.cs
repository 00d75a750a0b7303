using System.Collections;
using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>Writes a user's value as content: members of objects, items of lists. The generator writes one for each type.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="content">Receives the values.</param>
/// <param name="value">The value; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ContentWriter<in T>(ContentBuilder content, T value);

/// <summary>
/// Builds the JSON of an operation's input or output. Depth, length and number of items are limited, lazy sequences are never enumerated,
/// and a value that throws is <c>[unreadable]</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ContentBuilder
{
    private const string TooDeep = "[too deep]";
    private const string NotEnumerated = "[sequence]";
    private const string Unreadable = "[unreadable]";
    private const int MaxDepth = 8;
    private const int MaxItems = 1_000;

    private readonly BoundedJson _json;
    private int _depth;

    internal ContentBuilder(int maxLength) => _json = new BoundedJson(maxLength);

    /// <summary>Whether nothing more should be written.</summary>
    internal bool IsFull => _json.IsFull;

    /// <summary>Writes a text, a number, a date or another plain value; for other types, the type name.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="content">Receives the values.</param>
    /// <param name="value">The value.</param>
    public static void Plain<T>(ContentBuilder content, T value) => content.Value(value);

    /// <summary>Begins an object.</summary>
    /// <returns>Ends the object when disposed.</returns>
    public ObjectScope Object()
    {
        _json.StartObject();
        _depth++;
        return new ObjectScope(this);
    }

    /// <summary>Writes a member of the object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Member(string name, object? value) => Member(name, value, Plain);

    /// <summary>Writes a member of the object.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="writer">Writes the value.</param>
    public void Member<T>(string name, T? value, ContentWriter<T> writer)
    {
        if (_json.IsFull)
            return;

        _json.Name(name);
        Value(value, writer);
    }

    /// <summary>Writes a member of the object whose getter may throw: it is <c>[unreadable]</c> then, and the other members are written.</summary>
    /// <typeparam name="TObject">Type of the object.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads the member.</param>
    public void Property<TObject>(string name, TObject value, Func<TObject, object?> read) => Property(name, value, read, Plain);

    /// <summary>Writes a member of the object whose getter may throw; see <see cref="Property{TObject}"/>.</summary>
    /// <typeparam name="TObject">Type of the object.</typeparam>
    /// <typeparam name="T">Type of the member.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads the member.</param>
    /// <param name="writer">Writes its value.</param>
    public void Property<TObject, T>(string name, TObject value, Func<TObject, T?> read, ContentWriter<T> writer)
    {
        if (_json.IsFull)
            return;

        T? member;
        try
        {
            member = read(value);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("capture content", exception);
            _json.Name(name);
            _json.String(Unreadable);
            return;
        }

        Member(name, member, writer);
    }

    /// <summary>Writes the items of a materialized collection; a lazy one is not enumerated, only its type is written.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The collection.</param>
    /// <param name="writer">Writes an item.</param>
    public void Items<T>(IEnumerable<T> items, ContentWriter<T> writer)
    {
        if (!Materialized.Is(items))
        {
            _json.String(NotEnumerated);
            return;
        }

        using (Array())
        {
            var count = 0;
            foreach (var item in items)
            {
                if (_json.IsFull || ++count > MaxItems)
                    break;

                Value(item, writer);
            }
        }
    }

    /// <summary>Writes the entries of a materialized dictionary as members of an object.</summary>
    /// <typeparam name="TKey">Type of the keys, written as text.</typeparam>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="entries">The dictionary.</param>
    /// <param name="writer">Writes a value.</param>
    public void Entries<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries, ContentWriter<TValue> writer)
    {
        if (!Materialized.Is(entries))
        {
            _json.String(NotEnumerated);
            return;
        }

        using (Object())
        {
            foreach (var (key, value) in entries)
            {
                if (key is not null)
                    Member(PlainText.Of(key) ?? key.GetType().ToString(), value, writer);
            }
        }
    }

    /// <summary>Writes JSON unchanged, or as a text if it is too long, too deep, or invalid.</summary>
    /// <param name="json">The JSON.</param>
    public void Json(string? json)
    {
        if (json is null)
            _json.Null();
        else
            _json.Raw(json);
    }

    /// <summary>Writes a plain value; see <see cref="Plain{T}"/>.</summary>
    /// <param name="value">The value.</param>
    public void Value(object? value)
    {
        if (_json.TryPrimitive(value))
            return;

        if (PlainText.Of(value!) is { } text)
            _json.String(text);
        else if (IsJson(value!.GetType()))
            Json(value.ToString());
        else if (_depth >= MaxDepth)
            _json.String(TooDeep);
        else if (value is IDictionary<string, object?> dictionary)
            Entries(dictionary, Plain);
        else if (value is IDictionary map && Materialized.Is(map))
            Entries(map);
        else if (value is IEnumerable items)
            Items(items);
        else
            _json.String(value!.GetType().ToString());
    }

    /// <summary>
    /// Whether the type is a JSON type of Newtonsoft.Json. Its text is JSON, but it also enumerates itself, so it must not be written as a
    /// collection.
    /// </summary>
    private static bool IsJson(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.FullName == "Newtonsoft.Json.Linq.JToken")
                return true;
        }

        return false;
    }

    /// <summary>Writes a value with its own writer.</summary>
    /// <param name="value">The value.</param>
    /// <param name="writer">Writes it, unless it is null, a number, a text or another plain JSON value.</param>
    public void Value<T>(T? value, ContentWriter<T> writer)
    {
        if (_json.TryPrimitive(value))
            return;

        if (_depth >= MaxDepth)
            _json.String(PlainText.Of(value!) ?? TooDeep);
        else
            Guarded(value!, writer);
    }

    /// <summary>Begins an array, which ends when the scope is disposed.</summary>
    internal ArrayScope Array()
    {
        _json.StartArray();
        _depth++;
        return new ArrayScope(this);
    }

    /// <summary>Completes and returns the JSON.</summary>
    internal string Finish() => _json.ToString();

    private void Items(IEnumerable items)
    {
        if (!Materialized.Is(items))
        {
            _json.String(NotEnumerated);
            return;
        }

        using (Array())
        {
            foreach (var item in items)
            {
                if (_json.IsFull)
                    break;

                Value(item);
            }
        }
    }

    private void Entries(IDictionary entries)
    {
        using (Object())
        {
            foreach (DictionaryEntry entry in entries)
                Member(PlainText.Of(entry.Key) ?? entry.Key.GetType().ToString(), entry.Value);
        }
    }

    /// <summary>Closes the scopes that a writer opened when it throws, so the JSON stays valid.</summary>
    private void Guarded<T>(T value, ContentWriter<T> writer)
    {
        var before = _json.Length;
        try
        {
            writer(this, value);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("capture content", exception);
        }

        if (_json.Length == before)
            _json.String(Unreadable);
    }

    /// <summary>An open object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [DebuggerNonUserCode]
    public readonly struct ObjectScope : IDisposable
    {
        private readonly ContentBuilder _content;

        internal ObjectScope(ContentBuilder content) => _content = content;

        /// <summary>Ends the object.</summary>
        public void Dispose()
        {
            _content._depth--;
            _content._json.EndObject();
        }
    }

    /// <summary>An open array.</summary>
    internal readonly struct ArrayScope : IDisposable
    {
        private readonly ContentBuilder _content;

        internal ArrayScope(ContentBuilder content) => _content = content;

        public void Dispose()
        {
            _content._depth--;
            _content._json.EndArray();
        }
    }
}
