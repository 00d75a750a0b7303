using System.Globalization;
using System.Text;

namespace AgentTracing.Pricing.Json;

/// <summary>
/// Reads JSON (RFC 8259) into nodes with positions. Errors are reported and skipped, so the rest of the text is still read. It never
/// throws, and takes time linear in the text.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>Deepest nesting that is read; a pricing file needs eleven levels.</summary>
    public const int MaxDepth = 64;

    private const int MaxSharedLength = 16;

    private readonly string?[] _shared = new string?[128];
    private readonly string _text;
    private readonly JsonFault _fault;
    private int _position;
    private int _faults;
    private bool _isCutOff;

    private JsonReader(string text, JsonFault fault) => (_text, _fault) = (text, fault);

    private bool AtEnd => _position >= _text.Length;

    /// <summary>The current character; NUL at the end, which JSON does not contain outside of strings.</summary>
    private char Current => AtEnd ? '\0' : _text[_position];

    /// <summary>Reads the one value that <paramref name="text"/> consists of.</summary>
    public static JsonNode Read(string text, JsonFault fault)
    {
        var reader = new JsonReader(text, fault);
        if (reader.Current == '\uFEFF')
            reader._position++;

        JsonNode root = reader.ReadValue(depth: 1);
        reader.SkipTrivia();
        if (!reader.AtEnd)
            reader.Report("there is text after the end of the JSON value", reader._position, 1);

        return root;
    }

    private JsonNode ReadValue(int depth)
    {
        SkipTrivia();
        int faultsBefore = _faults;
        JsonNode node = Current switch
        {
            '{' or '[' when depth > MaxDepth => SkipTooDeep(),
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => ReadWord(),
        };
        node.End = _position;
        node.IsDamaged = _faults != faultsBefore;
        return node;
    }

    private JsonNode ReadObject(int depth)
    {
        var node = new JsonNode(JsonKind.Object, _position++);
        var names = new NameSet(node.Members);
        for (bool isLater = false; MoveToItem('}', isLater); isLater = true)
        {
            if (Current != '"')
            {
                Report("a property name in double quotes expected", _position, AtEnd ? 0 : 1);
                SkipItem();
                continue;
            }

            JsonNode name = ReadString();
            name.End = _position;
            SkipTrivia();
            if (Current != ':')
            {
                Report($"':' expected after \"{Shorten(name.Text)}\"", _position, AtEnd ? 0 : 1);
                SkipItem();
                continue;
            }

            _position++;
            JsonNode value = ReadValue(depth + 1);
            if (names.Contains(name.Text))
                Report($"\"{Shorten(name.Text)}\" appears twice; remove one", name.Start, name.End - name.Start);
            else
                node.Members.Add(new JsonMember(name.Text, name.Start, name.End, value));
        }

        return node;
    }

    private JsonNode ReadArray(int depth)
    {
        var node = new JsonNode(JsonKind.Array, _position++);
        for (bool isLater = false; MoveToItem(']', isLater); isLater = true)
            node.Items.Add(ReadValue(depth + 1));

        return node;
    }

    /// <summary>Moves to the next item of an object or array; false, after the closing bracket, when there is none.</summary>
    private bool MoveToItem(char close, bool isLater)
    {
        SkipTrivia();
        bool comma = false;
        if (isLater && Current == ',')
        {
            comma = true;
            _position++;
            SkipTrivia();
        }

        while (Current == ',')
        {
            Report("a value expected before ','", _position, 1);
            _position++;
            SkipTrivia();
        }

        if (Current == close && !AtEnd)
        {
            if (comma)
                Report($"a value expected after ',', not '{close}'", _position, 1);
            _position++;
            return false;
        }

        if (AtEnd || Current is '}' or ']')
        {
            // The other bracket closes an outer value, so it is not consumed. If the text is truncated, only the innermost bracket is
            // reported.
            if (!_isCutOff)
                Report($"'{close}' expected", _position, AtEnd ? 0 : 1);
            _isCutOff |= AtEnd;
            return false;
        }

        if (isLater && !comma)
            Report($"',' or '{close}' expected", _position, 1);

        return true;
    }

    private JsonNode ReadString()
    {
        var node = new JsonNode(JsonKind.String, _position++);
        int start = _position;
        StringBuilder? unescaped = null;
        while (!AtEnd && Current is not ('"' or '\n' or '\r'))
        {
            if (Current == '\\')
            {
                unescaped ??= new StringBuilder(_text, start, _position - start, 64);
                ReadEscape(unescaped);
                continue;
            }

            if (Current < ' ')
                Report("a control character in a string; write it as an escape", _position, 1);

            unescaped?.Append(Current);
            _position++;
        }

        node.Text = unescaped?.ToString() ?? Share(start, _position - start);
        if (Current == '"')
            _position++;
        else
            Report("the string is not closed: '\"' expected", node.Start, _position - node.Start);

        if (HasUnpairedSurrogate(node.Text))
            Report("the string has half of a surrogate pair, which is not a character", node.Start, _position - node.Start);

        return node;
    }

    /// <summary>A part of the text; short strings are shared, because files repeat names and prices.</summary>
    private string Share(int start, int length)
    {
        if (length is 0 or > MaxSharedLength)
            return _text.Substring(start, length);

        ref string? shared = ref _shared[((length * 31) + (_text[start] * 7) + _text[start + length - 1]) % _shared.Length];
        if (shared is null || shared.Length != length || string.CompareOrdinal(shared, 0, _text, start, length) != 0)
            shared = _text.Substring(start, length);

        return shared;
    }

    private void ReadEscape(StringBuilder unescaped)
    {
        int start = _position++;
        char escape = Current;
        switch (escape)
        {
            case '"' or '\\' or '/': unescaped.Append(escape); break;
            case 'b': unescaped.Append('\b'); break;
            case 'f': unescaped.Append('\f'); break;
            case 'n': unescaped.Append('\n'); break;
            case 'r': unescaped.Append('\r'); break;
            case 't': unescaped.Append('\t'); break;
            case 'u' when _position + 4 < _text.Length
                && ushort.TryParse(_text.Substring(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                unescaped.Append((char)code);
                _position += 4;
                break;
            default:
                Report("not a JSON escape sequence", start, 1);
                return;
        }

        _position++;
    }

    private JsonNode ReadNumber()
    {
        int start = _position;
        while (Current is '-' or '+' or '.' or 'e' or 'E' or (>= '0' and <= '9'))
            _position++;

        string text = _text.Substring(start, _position - start);
        if (IsNumber(text))
            return new JsonNode(JsonKind.Number, start) { Text = text };

        Report($"'{Shorten(text)}' is not a JSON number", start, text.Length);
        return new JsonNode(JsonKind.Invalid, start);
    }

    /// <summary>Whether <paramref name="text"/> is <c>-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?</c>.</summary>
    private static bool IsNumber(string text)
    {
        int at = text[0] == '-' ? 1 : 0;
        int whole = Digits();
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
            return false;

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits() == 0)
                return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            if (Digits() == 0)
                return false;
        }

        return at == text.Length;

        int Digits()
        {
            int first = at;
            while (at < text.Length && text[at] is >= '0' and <= '9')
                at++;
            return at - first;
        }
    }

    private JsonNode ReadWord()
    {
        int start = _position;
        while (!AtEnd && Current is not (',' or ':' or '"' or '{' or '}' or '[' or ']' or '/') && !IsWhiteSpace(Current))
            _position++;

        string word = _text.Substring(start, _position - start);
        JsonKind kind = word switch { "true" => JsonKind.True, "false" => JsonKind.False, "null" => JsonKind.Null, _ => JsonKind.Invalid };
        if (kind == JsonKind.Invalid)
        {
            Report(word.Length == 0 ? "a value expected" : $"'{Shorten(word)}' is not a JSON value", start, AtEnd ? word.Length : Math.Max(word.Length, 1));
            if (Current is ':' or '/')
                _position++;
        }

        return new JsonNode(kind, start);
    }

    private JsonNode SkipTooDeep()
    {
        Report($"nested more than {MaxDepth} levels deep", _position, 1);
        var node = new JsonNode(JsonKind.Invalid, _position);
        SkipBrackets();
        return node;
    }

    /// <summary>Skips the rest of an invalid item, to the ',' or bracket that ends it.</summary>
    private void SkipItem()
    {
        while (!AtEnd && Current is not (',' or '}' or ']'))
        {
            if (Current is '{' or '[')
                SkipBrackets();
            else
                SkipCharacterOrString();
        }
    }

    /// <summary>Skips a bracketed text, without recursion.</summary>
    private void SkipBrackets()
    {
        int open = 0;
        do
        {
            open += Current switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            SkipCharacterOrString();
        }
        while (!AtEnd && open > 0);
    }

    private void SkipCharacterOrString()
    {
        if (_text[_position++] != '"')
            return;

        while (!AtEnd && Current is not ('"' or '\n' or '\r'))
            _position = Math.Min(_position + (Current == '\\' ? 2 : 1), _text.Length);

        if (Current == '"')
            _position++;
    }

    private void SkipTrivia()
    {
        while (!AtEnd)
        {
            if (IsWhiteSpace(Current))
                _position++;
            else if (!TrySkipComment())
                return;
        }
    }

    private bool TrySkipComment()
    {
        if (Current != '/' || _position + 1 >= _text.Length || _text[_position + 1] is not ('/' or '*'))
            return false;

        int start = _position;
        bool isLine = _text[start + 1] == '/';
        int end = isLine ? _text.IndexOfAny(['\r', '\n'], start + 2) : _text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        _position = end < 0 ? _text.Length : isLine ? end : end + 2;
        Report("JSON has no comments; remove it", start, _position - start);
        return true;
    }

    private static bool IsWhiteSpace(char character) => character is ' ' or '\t' or '\r' or '\n';

    private static bool HasUnpairedSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static string Shorten(string text) => JsonText.Shorten(text);

    private void Report(string message, int start, int length)
    {
        _faults++;
        _fault(message, start, length);
    }

    /// <summary>The names of an object's members; a few are searched in place, many are hashed.</summary>
    private readonly struct NameSet(List<JsonMember> members)
    {
        private const int SearchedInPlace = 8;

        private readonly HashSet<string> _hashed = new(StringComparer.Ordinal);

        public bool Contains(string name)
        {
            for (int i = _hashed.Count; members.Count > SearchedInPlace && i < members.Count; i++)
                _hashed.Add(members[i].Name);

            return members.Count > SearchedInPlace ? _hashed.Contains(name) : members.Exists(member => member.Name == name);
        }
    }
}
