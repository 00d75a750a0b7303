using System.Collections.Frozen;
using System.Text.Json;

namespace AgentTracing;

/// <summary>
/// The name of each JSON value: its own, or that of a containing object or list, <c>"secrets": {"db": "..."}</c>; in a list of pairs, the
/// name from the pair: <c>{"name": "DB_PASSWORD", "value": "..."}</c>.
/// </summary>
internal sealed class SecretPath
{
    /// <summary>Members that describe a secret but do not contain it: of JSON schemas, errors, accounts.</summary>
    private static readonly FrozenSet<string> Descriptive = new[]
    {
        "type", "format", "description", "title", "name", "id", "label", "pattern", "$ref", "placeholder", "hint", "in", "scheme", "kind", "status", "message", "error", "errors", "url", "host", "user", "username", "login",
        "email", "required", "code", "reason", "text", "help", "property", "role", "region", "provider", "path", "version", "display_name", "displayName", "autocomplete", "source",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> PairNames = new[] { "name", "key", "header", "field", "variable", "param", "parameter" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly string?[] _names = new string?[ContentJson.MaxDepthInside + 2];
    private readonly string?[] _pairs = new string?[ContentJson.MaxDepthInside + 2];
    private bool _isPairName;
    private bool _isOwn;

    /// <param name="name">The name of the root value.</param>
    internal SecretPath(string? name) => (_names[0], _isOwn) = (name, true);

    /// <summary>Moves to the reader's current token.</summary>
    internal void Enter(in Utf8JsonReader reader, string? property)
    {
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _names[depth + 1] = _names[depth];
                _pairs[depth + 1] = null;
                _isOwn = false;
                break;
            case JsonTokenType.PropertyName:
                _isPairName = PairNames.Contains(property!);
                _isOwn = SecretNames.Of(property!) != NameStrength.None;
                _names[depth] = _isOwn ? property
                    : string.Equals(property, "value", StringComparison.OrdinalIgnoreCase) && _pairs[depth] is { } pair ? pair
                    : Descriptive.Contains(property!) ? null : _names[depth - 1];
                break;
        }
    }

    /// <summary>Whether a text is a secret.</summary>
    internal bool IsSecret(in Utf8JsonReader reader, string text)
    {
        var depth = reader.CurrentDepth;
        if (_isPairName && SecretNames.Of(text) != NameStrength.None)
            _pairs[depth] = text;
        return _names[depth] is { } name && SecretScrubber.IsSecret(name, text);
    }

    /// <summary>Whether a number is a secret; numbers inside a secret object are lengths and counts.</summary>
    internal bool IsSecretNumber(in Utf8JsonReader reader, string digits)
        => _isOwn && _names[reader.CurrentDepth] is { } name && SecretScrubber.IsSecret(name, digits);
}
