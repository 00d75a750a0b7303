namespace AgentTracing;

/// <summary>
/// Values with names of secrets: JSON members (also of JSON inside a JSON string), lines of YAML and environment files, headers, parts of
/// connection strings and addresses, XML elements and attributes, command line options, and sentences.
/// </summary>
internal static partial class NamedValues
{
    private const int MaxValue = 4096;

    internal static void Mark(SecretText text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text.Text[i]))
                continue;

            var end = text.EndOf(Letters.Dotted, i);
            var name = new Name(text, i, end);
            i = name.Strength == NameStrength.None ? end - 1 : Math.Max(Value(text, name), end) - 1;
        }
    }

    /// <summary>Marks the value of a name; returns the position to continue at.</summary>
    private static int Value(SecretText text, Name name)
    {
        if (name.FindValue(text) is not { } found)
            return name.End;

        return name.Strength switch
        {
            NameStrength.Authorization => Authorization(text, name, found),
            NameStrength.Cookie => Cookie(text, found),
            _ => Judge(text, name, found),
        };
    }

    private static int Judge(SecretText text, Name name, Found found)
    {
        var end = Math.Min(found.End, found.Start + MaxValue);
        if (!found.IsQuoted && (text[found.End] is '[' or '(' || IsCall(text.Part(found.Start, end))))
            return name.End;
        if (!SecretValues.IsSecret(text.Part(found.Start, end), name.Strength, found.Place))
            return name.End;

        text.Add(found.Start, found.End);
        return found.End;
    }

    /// <summary>Whether a value is the call of a member of code: <c>rsa.generate_key(size=2048)</c>.</summary>
    private static bool IsCall(ReadOnlySpan<char> value)
    {
        var parenthesis = value.IndexOf('(');
        return parenthesis > 0
            && value[..parenthesis].ContainsAny('.', '_')
            && !value[..parenthesis].ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._");
    }

    /// <summary>A value that was found.</summary>
    private sealed record Found(int Start, int LineEnd)
    {
        public int End { get; init; } = LineEnd;

        public ValuePlace Place { get; init; } = ValuePlace.Given;

        public bool IsQuoted { get; init; }
    }

    /// <summary>A name, and the position of its value.</summary>
    private readonly record struct Name
    {
        internal Name(SecretText text, int start, int end)
        {
            while (end > start && text[end - 1] is '-' or '.' or '_')
                end--;
            Start = start;
            End = end;
            var before = start;
            if (start > 2 && text[start - 1] is ' ' or '_' or '-' && char.IsAsciiLetter(text[start - 2]))
            {
                before = start - 1;
                while (before > 0 && start - before < 16 && char.IsAsciiLetter(text[before - 1]))
                    before--;
            }

            Strength = SecretNames.Of(text.Part(start, end), before < start ? text.Part(before, start - 1) : default);
            if (Strength == NameStrength.None && start > 0 && text[start - 1] is '?' or '&')
                Strength = InQuery(text.Part(start, end));
            First = before < start && Strength != NameStrength.None ? before : start;
        }

        internal int Start { get; }

        internal int End { get; }

        internal NameStrength Strength { get; init; }

        /// <summary>The start of the name's words.</summary>
        private int First { get; }

        internal Found? FindValue(SecretText text)
        {
            // The user of an address: //x-access-token:...@host
            if (First > 1 && text[First - 1] == '/' && text[First - 2] == '/')
                return null;

            var at = End;
            var isQuoted = false;
            while (text[at] == '\\')
                at++;
            if (text[at] is '"' or '\'' or '`')
            {
                isQuoted = true;
                at++;
            }

            // <setting name="ApiKey">...</setting>
            if (isQuoted && text[at] == '>' && Start > 1 && text[Start - 2] == '=')
                return new(at + 1, Element(text, at + 1));

            while (at - End < 8 && text[at] is ']' or ')' or '*')
                at++;
            if (text[at] == '>' && text[Start - 1 < 0 ? text.Length : Start - 1] is '<' or ':' && !isQuoted)
                return new(at + 1, Element(text, at + 1)) { Place = ValuePlace.Given };

            var blank = text.SkipBlanks(at);
            return Separated(text, blank, isQuoted) ?? Unseparated(text, at, blank, isQuoted);
        }

        /// <summary><c>name: value</c>, <c>name = value</c>, <c>name := value</c>, <c>name => value</c>, <c>name%3Dvalue</c>.</summary>
        private Found? Separated(SecretText text, int at, bool isQuoted)
        {
            var separator = text[at];
            if (separator == '(' && !isQuoted && Strength == NameStrength.Strong && text[at + 1] is '"' or '\'' && IsGiven(text.Part(Start, End)))
                return ValueAt(text, at + 1, '(', isTight: true);
            if (text.Has(at, "%3D", ignoreCase: true))
                return new(at + 3, text.Next('%', at + 3) is var next && text.EndOf(Letters.Value, at + 3) is var end && next < end ? next : end);
            if (separator is not (':' or '=') || text[at + 1] == ':')
                return null;

            at++;
            while (text[at] is '=' or '>' && at - End < 40)
                at++;
            while (text[at] == '*')
                at++;
            var start = text.SkipBlanks(at);
            if (separator == ':' && text[start] is '|' or '>')
                return Block(text, start);
            return ValueAt(text, start, separator, isTight: start == at && separator == '=' || text[End] == '=' || isQuoted);
        }

        /// <summary>The end of an element's content; without an end tag, the end of its line.</summary>
        private static int Element(SecretText text, int start)
            => text.Next('<', start) is var end && end < text.Length ? end : text.EndOf(Letters.Line, start);

        /// <summary>Whether a call passes a secret, instead of returning one: <c>WithPassword("...")</c>.</summary>
        private static bool IsGiven(ReadOnlySpan<char> call)
        {
            var name = call[(call.LastIndexOf('.') + 1)..];
            foreach (var verb in (ReadOnlySpan<string>)["With", "with", "set", "Set", "Use", "use", "Add", "add"])
            {
                if (name.StartsWith(verb, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }

        /// <summary>A YAML block: the value is the next line.</summary>
        private static Found? Block(SecretText text, int start)
        {
            var line = text.EndOf(Letters.Line, start);
            if (line - start > 3 || line >= text.Length)
                return null;

            while (text[line] is '\r' or '\n')
                line++;
            var value = text.SkipBlanks(line, 200);
            return value == line ? null : new(value, text.EndOf(Letters.Line, value));
        }

        /// <summary>Command line options, pairs of quoted texts, and sentences.</summary>
        private Found? Unseparated(SecretText text, int at, int blank, bool isQuoted)
        {
            if (isQuoted)
                return Pair(text, at, isQuoted);
            if (text[at] is '\r' or '\n')
                return Pair(text, at, isQuoted);
            if (blank == at)
                return null;

            var isOption = Start > 1 && text[Start - 1] == '-' && (Start < 3 || text[Start - 2] is '-' or ' ' or '\t' or '\n' or '"' or '\'');
            if (isOption)
                return text[blank] == '-' ? null : ValueAt(text, blank, '=', isTight: true);
            if (Strength == NameStrength.Strong && text[blank] is '\'' or '"')
                return ValueAt(text, blank, ' ', isTight: false);
            foreach (var verb in (ReadOnlySpan<string>)["is ", "is: ", "was ", "to ", "set to ", "changed to ", "reset to ", "will be ", "should be "])
            {
                if (text.Has(blank, verb) && ValueAt(text, text.SkipBlanks(blank + verb.Length), ':', isTight: false) is { } value)
                    return value with { Place = ValuePlace.Prose };
            }

            if (Strength == NameStrength.Strong && (text.Has(blank, "for ") || text.Has(blank, "of ")) && Verb(text, blank) is var verbEnd and > 0
                && ValueAt(text, verbEnd, ':', isTight: false) is { } after)
                return after with { Place = ValuePlace.Prose };
            if (Strength == NameStrength.Number && IsCardCode(text, blank, out var last))
                return new(blank, last) { Place = ValuePlace.Given };

            // ENV DB_PASSWORD ..., or a sentence.
            if (Strength == NameStrength.Strong && ValueAt(text, blank, ' ', isTight: false) is { IsQuoted: false } next
                && SecretValues.IsSecret(text.Part(next.Start, Math.Min(next.End, next.Start + SecretValues.Judged)), Strength, ValuePlace.Prose))
                return next with { Place = ValuePlace.Prose };

            // netrc: machine host login name password value; aws configure set name value
            return Strength == NameStrength.Strong && (Line(text, "login ") || Line(text, "configure set ")) ? ValueAt(text, blank, ' ', isTight: false) : null;
        }

        /// <summary>
        /// The password for the test server is ...: the start of the value; -1 if there is no verb nearby in the sentence.
        /// </summary>
        private static int Verb(SecretText text, int start)
        {
            var near = text.Part(start, Math.Min(text.Length, start + 60));
            var verb = near.IndexOf(" is ", StringComparison.Ordinal);
            return verb > 0 && !near[..verb].ContainsAny(".\r\n") ? start + verb + " is ".Length : -1;
        }

        /// <summary>The digits on the back of a card, often without a separator: <c>cvc 123</c>.</summary>
        private bool IsCardCode(SecretText text, int start, out int end)
        {
            end = text.EndOf(Letters.Digits, start);
            return end - start is 3 or 4
                && !char.IsAsciiLetterOrDigit(text[end])
                && text.Part(Start, End) is var name
                && (name.StartsWith("cv", StringComparison.OrdinalIgnoreCase) || name.Equals("csc", StringComparison.OrdinalIgnoreCase));
        }

        /// <summary><c>("password", "value")</c>, and <c>"name": "password", "value": "..."</c>.</summary>
        private Found? Pair(SecretText text, int at, bool isQuoted)
        {
            var next = at;
            while (next - at < 40 && text[next] is ' ' or ',' or ';' or '\r' or '\n' or '\t')
                next++;
            var word = next;
            while (text[word] is '"' or '\'' or '\\')
                word++;
            if (text.Has(word, "value", ignoreCase: true))
                return ValueAfterName(text, word + "value".Length);
            if (!isQuoted || text[at] != ',' || text[next] is not ('"' or '\''))
                return null;
            return ValueAt(text, next, ',', isTight: false) is { } value ? value with { Place = ValuePlace.Prose } : null;
        }

        private Found? ValueAfterName(SecretText text, int at)
        {
            while (text[at] is '"' or '\'' or '\\')
                at++;
            at = text.SkipBlanks(at);
            if (text[at] is not (':' or '='))
                return null;
            return ValueAt(text, text.SkipBlanks(at + 1), '=', isTight: true);
        }

        private Found? ValueAt(SecretText text, int start, char separator, bool isTight)
        {
            if (text[start] is 'b' or 'r' or 'f' or 'u' or '@' or '$' && text[start + 1] is '"' or '\'')
                start++;
            var quote = start;
            while (text[quote] == '\\')
                quote++;
            if (text[quote] is '"' or '\'' or '`')
                return Quoted(text, quote, quote - start, separator);
            if (text[start] is '\r' or '\n' or '\0')
                return null;
            return Unquoted(text, start, separator, isTight);
        }

        /// <summary>Up to the closing quote, at the same depth of escapes, or to the end of the text.</summary>
        private static Found Quoted(SecretText text, int quote, int escapes, char separator)
        {
            var start = quote + 1;
            var end = start;
            while ((end = text.Next(text[quote], end)) < text.Length)
            {
                var slashes = 0;
                while (end - slashes > start && text[end - slashes - 1] == '\\' && slashes < 64)
                    slashes++;
                if (slashes == escapes || (escapes == 0 && slashes % 2 == 0))
                    return new(start, end - slashes + (escapes == 0 ? slashes : 0)) { IsQuoted = true, Place = separator == ' ' ? ValuePlace.Listed : ValuePlace.Given };
                end++;
            }

            // A quote without an end is an apostrophe, or the text was truncated, so the value ends with the line.
            return new(start, text.EndOf(Letters.Line, start)) { IsQuoted = true, Place = ValuePlace.Given };
        }

        private Found? Unquoted(SecretText text, int start, char separator, bool isTight)
        {
            if (Phrase(text, start) is { } phrase)
                return phrase;

            var isLine = BeginsLine(text);
            var isPart = Before(text) == ';';
            var line = text.EndOf(Letters.Line, start);
            var end = isPart ? text.Next(';', start) is var part && part < line ? part : text.EndOf(Letters.Unquoted, start)
                : isLine || isTight && Before(text) is not ('?' or '&' or '{' or '(' or ',' or '|') ? text.EndOf(Letters.Unquoted, start) : text.EndOf(Letters.Value, start);
            if (!isPart && !isLine && (text.Next('&', start) is var ampersand) && ampersand < end && IsName(text, ampersand + 1))
                end = ampersand;
            if (!isPart && (text.Next(';', start) is var semicolon) && semicolon < end && (IsName(text, semicolon + 1) || semicolon == end - 1))
                end = semicolon;
            var last = end;
            while (last > start && text[last - 1] is ',' or ';' or ')' or ']' or '}' or '>' or ' ' or '.')
            {
                // A closing bracket belongs to the value if the value contains the opening one.
                if (text[last - 1] is ')' or ']' or '}' or '>' && (text.Part(start, Math.Min(last, start + SecretValues.Judged)).ContainsAny("([{<") || (isLine && separator == '=' && isTight)))
                    break;
                last--;
            }

            if (last == start)
                return null;
            if (isPart || isTight)
                return new(start, last) { Place = isPart ? ValuePlace.Part : ValuePlace.Given };

            var after = text.SkipBlanks(end);
            var isAlone = after == end || last < end || text[after] is '\0' or '\r' or '\n' or '#';
            return new(start, last) { Place = isAlone && separator != ' ' ? ValuePlace.Listed : ValuePlace.Prose };
        }

        /// <summary>The words of a phrase, if the name indicates one.</summary>
        private Found? Phrase(SecretText text, int start)
        {
            var name = text.Part(Start, End);
            if (!name.EndsWith("phrase", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("mnemonic", StringComparison.OrdinalIgnoreCase))
                return null;

            var end = text.EndOf(Letters.Line, start);
            var words = text.Part(start, Math.Min(end, start + SecretValues.Judged)).TrimEnd();
            return words.Count(' ') >= 3 && !words.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz ") ? new(start, start + words.Length) { Place = ValuePlace.Given } : null;
        }

        /// <summary>Whether <c>name=</c> follows: the next part of an address or of a connection string.</summary>
        private static bool IsName(SecretText text, int start)
        {
            start = text.SkipBlanks(start);
            var end = text.EndOf(Letters.Dotted, start);
            while (text[end] == ' ' && char.IsAsciiLetter(text[end + 1]) && end - start < 40)
                end = text.EndOf(Letters.Dotted, end + 1);
            return end > start && end - start < 64 && text[text.SkipBlanks(end)] == '=';
        }

        private char Before(SecretText text)
        {
            var at = First - 1;
            while (at >= 0 && First - at < 4 && text[at] == ' ')
                at--;
            return at < 0 ? '\0' : text[at];
        }

        /// <summary>Whether only spaces, a YAML dash or <c>export</c> precede the name in its line.</summary>
        private bool BeginsLine(SecretText text)
        {
            var at = First - 1;
            while (at >= 0 && First - at < 64 && text[at] is ' ' or '\t' or '-' or '*' or '+' or '>' or '$')
                at--;
            if (at < 0 || text[at] is '\n' or '\r')
                return true;
            foreach (var word in (ReadOnlySpan<string>)["export", "set", "ENV", "setx", "env:", "declare"])
            {
                if (text.Has(at - word.Length + 1, word))
                    return true;
            }

            return false;
        }

        /// <summary>Whether a word closely precedes the name in its line.</summary>
        private bool Line(SecretText text, string word)
        {
            var from = Math.Max(0, Start - 80);
            return text.Part(from, Start).IndexOf(word, StringComparison.Ordinal) >= 0;
        }

        /// <summary>Names that are secrets only in the query of an address.</summary>
        private static NameStrength InQuery(ReadOnlySpan<char> name)
            => name is "sig" or "signature" or "Signature" or "X-Amz-Signature" or "X-Goog-Signature" or "X-Amz-Credential" or "hdnts" ? NameStrength.Strong
                : name is "key" or "code" or "pass" or "pw" or "p" or "sid" or "session" or "sessionid" or "jwt" or "ticket" or "assertion" ? NameStrength.Weak : NameStrength.None;
    }
}
