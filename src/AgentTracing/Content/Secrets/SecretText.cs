using System.Buffers;
using System.Text;

namespace AgentTracing;

/// <summary>Kinds of letters that keys and names are made of.</summary>
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

    /// <summary>All that keys have.</summary>
    Token,

    /// <summary>All but space and quotes.</summary>
    Unquoted,

    /// <summary>All but space, quotes and what separates values.</summary>
    Value,

    /// <summary>All but the end of the line and quotes.</summary>
    Line,
}

/// <summary>
/// A text in which secrets are looked for. It remembers where each run of letters ends, so that to ask from each position of a run is to walk over it
/// once: all detectors together take time in proportion to the text, whatever it is.
/// </summary>
internal sealed class SecretText(string text)
{
    private const string Space = " \t\r\n\f\v\u00A0";
    private const string Quotes = "\"'`";
    private const string Alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>What each kind has; the last three, what they do not have.</summary>
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

    /// <summary>Letters that were looked at, over and over included.</summary>
    internal long Steps { get; private set; }

    internal int Length => Text.Length;

    internal char this[int index] => (uint)index < (uint)Text.Length ? Text[index] : '\0';

    /// <summary>Where the letters of a kind end that begin here.</summary>
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

    /// <summary>Where the next such letter is, from here on; the end of the text where there is none.</summary>
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

    /// <summary>Where the next such text is, from here on; -1 where there is none.</summary>
    internal int Find(string what, int start)
    {
        var index = start > Text.Length ? -1 : Text.IndexOf(what, start, StringComparison.Ordinal);
        Steps += (index < 0 ? Text.Length : index) - start + 1;
        return index;
    }

    /// <summary>The first position from here on that is neither a space nor a tab, at most so many on.</summary>
    internal int SkipBlanks(int start, int most = 32)
    {
        var end = start;
        while (end - start < most && this[end] is ' ' or '\t')
            end++;
        Steps += end - start;
        return end;
    }

    /// <summary>Whether the text stands here.</summary>
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

    /// <summary>The text with a mark in place of each secret.</summary>
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
