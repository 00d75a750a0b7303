using System.Buffers;
using System.Text;

namespace AgentTracing;

/// <summary>Character classes of keys and names.</summary>
internal enum Letters
{
    /// <summary>Decimal digits.</summary>
    Digits,

    /// <summary>Hexadecimal digits.</summary>
    Hex,

    /// <summary>ASCII letters and digits.</summary>
    Alphanumeric,

    /// <summary>Those and <c>_</c>.</summary>
    Word,

    /// <summary>Those and <c>-</c>: base64url.</summary>
    Url,

    /// <summary>Those and <c>.</c>: parts of base64url; names.</summary>
    Dotted,

    /// <summary>Those and <c>~</c>.</summary>
    Unreserved,

    /// <summary>Base64 with <c>+</c>, <c>/</c> and <c>=</c>.</summary>
    Base64,

    /// <summary>All characters of keys.</summary>
    Token,

    /// <summary>All but space and quotes.</summary>
    Unquoted,

    /// <summary>All but space, quotes and separators of values.</summary>
    Value,

    /// <summary>All but the end of the line and quotes.</summary>
    Line,
}

/// <summary>
/// A text that is searched for secrets. It caches the end of each run of characters, so each run is scanned once, regardless of the number
/// of queries. All detectors together take linear time for every text.
/// </summary>
internal sealed class SecretText(string text)
{
    private const string Space = " \t\r\n\f\v\u00A0";
    private const string Quotes = "\"'`";
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The characters of each class; for the last three, the excluded characters.</summary>
    private static readonly SearchValues<char>[] Sets =
    [
        SearchValues.Create("0123456789"),
        SearchValues.Create("0123456789abcdefABCDEF"),
        SearchValues.Create(Alphanumerics),
        SearchValues.Create(Alphanumerics + "_"),
        SearchValues.Create(Alphanumerics + "_-"),
        SearchValues.Create(Alphanumerics + "_-."),
        SearchValues.Create(Alphanumerics + "_-.~"),
        SearchValues.Create(Alphanumerics + "+/="),
        SearchValues.Create(Alphanumerics + "_-.~+/=%$"),
        SearchValues.Create(Space + Quotes + "\\"),
        SearchValues.Create(Space + Quotes + "\\,;&<>|(){}[]"),
        SearchValues.Create("\r\n" + Quotes),
    ];

    private readonly (int Start, int End)[] _runs = new (int, int)[Sets.Length];
    private readonly Dictionary<char, (int Start, int End)> _next = [];
    private readonly List<(int Start, int End)> _secrets = [];

    /// <summary>The text.</summary>
    internal string Text { get; } = text;

    /// <summary>The number of examined characters, including repeated ones.</summary>
    internal long Steps { get; private set; }

    internal int Length => Text.Length;

    internal char this[int index] => (uint)index < (uint)Text.Length ? Text[index] : '\0';

    /// <summary>The end of the run of a character class that begins here.</summary>
    internal int EndOf(Letters letters, int start)
    {
        Steps++;
        ref var run = ref _runs[(int)letters];
        if (start >= run.Start && start < run.End)
            return run.End;

        var rest = Text.AsSpan(Math.Min(start, Text.Length));
        var length = letters >= Letters.Unquoted ? rest.IndexOfAny(Sets[(int)letters]) : rest.IndexOfAnyExcept(Sets[(int)letters]);
        run = (start, length < 0 ? Text.Length : start + length);
        Steps += run.End - start;
        return run.End;
    }

    /// <summary>The position of the next such character; the end of the text if there is none.</summary>
    internal int Next(char letter, int start)
    {
        Steps++;
        if (_next.TryGetValue(letter, out var last) && start >= last.Start && start <= last.End)
            return last.End;

        var index = Text.IndexOf(letter, Math.Min(start, Text.Length));
        var end = index < 0 ? Text.Length : index;
        _next[letter] = (start, end);
        Steps += end - start;
        return end;
    }

    /// <summary>The position of the next such text; -1 if there is none.</summary>
    internal int Find(string what, int start)
    {
        var index = start > Text.Length ? -1 : Text.IndexOf(what, start, StringComparison.Ordinal);
        Steps += (index < 0 ? Text.Length : index) - start + 1;
        return index;
    }

    /// <summary>The next position that is neither a space nor a tab, within a maximum distance.</summary>
    internal int SkipBlanks(int start, int most = 32)
    {
        var end = start;
        while (end - start < most && this[end] is ' ' or '\t')
            end++;
        Steps += end - start;
        return end;
    }

    /// <summary>Whether the text is at this position.</summary>
    internal bool Has(int index, string what, bool ignoreCase = false)
        => (uint)index <= (uint)Text.Length && string.Compare(Text, index, what, 0, what.Length, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) == 0;

    /// <summary>A part of the text.</summary>
    internal ReadOnlySpan<char> Part(int start, int end) => Text.AsSpan(start, end - start);

    /// <summary>Whether a name or a key can begin here.</summary>
    internal bool IsBoundary(int index) => index == 0 || !char.IsAsciiLetterOrDigit(Text[index - 1]);

    /// <summary>Marks a secret.</summary>
    internal void Add(int start, int end)
    {
        if (end > start)
            _secrets.Add((start, end));
    }

    /// <summary>The text with each secret replaced by a mark.</summary>
    internal string Redacted(string mark)
    {
        if (_secrets.Count == 0)
            return Text;

        _secrets.Sort();
        var redacted = new StringBuilder(Text.Length);
        var done = 0;
        for (var i = 0; i < _secrets.Count;)
        {
            var (start, end) = _secrets[i++];
            while (i < _secrets.Count && _secrets[i].Start < end)
                end = Math.Max(end, _secrets[i++].End);
            redacted.Append(Text, done, start - done).Append(mark);
            done = end;
        }

        return redacted.Append(Text, done, Text.Length - done).ToString();
    }
}
