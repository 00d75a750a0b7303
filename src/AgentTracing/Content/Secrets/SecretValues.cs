using System.Collections.Frozen;

namespace AgentTracing;

/// <summary>The position of a value, which determines how certain it is a value.</summary>
internal enum ValuePlace
{
    /// <summary>In a connection string, where every text is a value.</summary>
    Part,

    /// <summary>In quotes, after <c>=</c>, in an address or on a command line.</summary>
    Given,

    /// <summary>A single word after a colon: a line of YAML, or a sentence.</summary>
    Listed,

    /// <summary>In a sentence.</summary>
    Prose,
}

/// <summary>Distinguishes secret values from words, references, types and masks in the same positions.</summary>
internal static class SecretValues
{
    /// <summary>Number of examined characters of a value.</summary>
    internal const int Judged = 256;

    private const string Symbols = "!@#$%^&*+=~?";

    /// <summary>Words in the position of a secret that are not secrets: states, types, and words of manuals.</summary>
    private static readonly FrozenSet<string> Words = Set(
        "a about above least most characters letters digits access account admin all also always an and any api apikey are argument array as at auth authentication authorization await based basic be bearer been before below binary blank bool boolean but by "
        + "byte bytes can cannot case changeit char check choose clear confirm const cookie correct count credentials current custom database date default denied description did different digest do does double each "
        + "either email empty enter error every example fail fails false field file finally first flag float for forgot forgotten format free from function generate get give given go guid has hash hashes have header "
        + "help here hidden how http https i id identifier if in incorrect input int integer integers internal into invalid is issue it its jwt just key keys kept known last later length less let link list local "
        + "lock login long lost lower lowercase made map mask match max may me min minimum mismatch mode more must my n/a na name names needed never new next nil no non none not nothing null number "
        + "nullable oauth oauth2 object of off ok old on once one only open openid option optional options or other our out over owner parameter pass passkey password passwords permission phrase placeholder please policy "
        + "prefix present private prompt property protected provided public query read readonly ref rejected request reset response result return role rotation same saml save scheme scope secret secrets see self set shared "
        + "should shown show sign simple size so some state static status str string strings strong strongly sub sure switch synthetic system tbd text than that the their them then there these they this those time timeout to todo "
        + "token tokens too true try type typed types typical undefined unique unknown unset until up update upper uppercase url used user username uses using uuid valid value values var variable very via void wants was way "
        + "we weak were what when where which who why will with without word words wrong yes you your usage default() ssl tls sso mfa totp apple orange red green blue high low medium good bad fine sent stored found missing short include omit same-origin");

    /// <summary>Word endings of states and properties, which are not passwords.</summary>
    private static readonly string[] Ends = ["ed", "ing", "able", "ible", "ive", "tion", "ment", "ness", "less", "ful", "ally", "ory", "ous", "ent", "ant", "only", "free", "ity", "ence", "ance", "ism", "ist"];

    /// <summary>Common words of letters and digits.</summary>
    private static readonly FrozenSet<string> Technical = Set(
        "sha1 sha2 sha3 sha224 sha256 sha384 sha512 md4 md5 base16 base32 base58 base62 base64 base64url aes128 aes192 aes256 rs256 rs384 rs512 hs256 hs384 hs512 es256 es384 es512 ps256 ed25519 x25519 "
        + "rsa2048 rsa4096 argon2 argon2i argon2d argon2id pbkdf2 bcrypt scrypt oauth1 oauth2 oauth utf8 utf16 ascii7 x509 pkcs1 pkcs7 pkcs8 pkcs11 pkcs12 p12 ipv4 ipv6 http2 http3 h264 mp3 mp4 s3 ec2 k8s i18n l10n "
        + "2fa mfa2 u2f fido2 tls1 ssl3 blake2 blake3 blake2b crc32 sha512t gpt4 gpt4o llama3 claude3 gpt3 gpt5 o200k cl100k r50k p50k ucs2 win32 win64 x86 x64 arm64 net8 net9 net10 es6 es2020 web3 erc20 erc721 sm2 sm3 sm4 chacha20 poly1305");

    /// <summary>Whether a value under the name of a secret is one.</summary>
    internal static bool IsSecret(ReadOnlySpan<char> value, NameStrength strength, ValuePlace place)
    {
        value = value[..Math.Min(value.Length, Judged)].Trim();
        if (strength == NameStrength.Number)
            return value.Length is >= 3 and <= 10 && !value.ContainsAnyExceptInRange('0', '9') && (value.Length > 3 || place <= ValuePlace.Listed);
        if (place == ValuePlace.Part && value is ['{', .., '}'] && !IsIdentifier(value[1..^1]))
            value = value[1..^1];
        if (value.Length < 3 || IsMask(value) || IsReference(value) || IsPath(value))
            return false;
        if (strength == NameStrength.Faint)
            return value.Length is >= 24 and < 128 && IsMixed(value) && IsRandom(value) && !value.ContainsAny(" /:.@,;") && LongestPart(value) >= 8;

        var demands = strength switch
        {
            NameStrength.Weak => true,
            NameStrength.Medium => place > ValuePlace.Given,
            _ => place == ValuePlace.Prose,
        };
        if (demands)
            return IsStrong(value, strength == NameStrength.Weak ? 8 : 6);
        if (IsStrong(value, 3))
            return true;
        if (place == ValuePlace.Part)
            return value is not ("null" or "none" or "true" or "false" or "string" or "password" or "required");
        if (value.Contains(' '))
            return !IsProse(value);
        return !IsWord(value, place == ValuePlace.Listed) && !IsNameOfSecret(value);
    }

    /// <summary>Whether it contains lower-case letters, upper-case letters and digits.</summary>
    internal static bool IsMixed(ReadOnlySpan<char> body)
        => body.ContainsAnyInRange('a', 'z') && body.ContainsAnyInRange('A', 'Z') && body.ContainsAnyInRange('0', '9');

    /// <summary>Whether letters and digits alternate as they do in keys and not in words.</summary>
    internal static bool IsRandom(ReadOnlySpan<char> body)
    {
        if (IsMask(body) || IsWords(body))
            return false;

        var digits = 0;
        var changes = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (char.IsAsciiDigit(body[i]))
                digits++;
            if (i > 0 && Kind(body[i]) != Kind(body[i - 1]))
                changes++;
        }

        return (digits >= 2 || (digits > 0 && body.Length >= 20) || changes >= 6) && changes >= 2 && LongestPart(body) >= 6;
    }

    /// <summary>Whether it consists only of words and numbers, separated by hyphens or underscores.</summary>
    internal static bool IsWords(ReadOnlySpan<char> body)
    {
        var parts = 0;
        foreach (var part in new Parts(body, "-_."))
        {
            if (part.IsEmpty)
                continue;

            parts++;
            if (part.Length > 16 || (!IsPlainWord(part) && (part.ContainsAnyExceptInRange('0', '9') || part.Length > 4)))
                return false;
        }

        return parts > 1;
    }

    /// <summary>Whether it replaces a secret: stars, dots, a repeated letter, <c>&lt;your key&gt;</c>.</summary>
    internal static bool IsMask(ReadOnlySpan<char> value)
    {
        Span<char> distinct = stackalloc char[4];
        var count = 0;
        foreach (var letter in value)
        {
            if (distinct[..count].Contains(letter))
                continue;
            if (count == distinct.Length)
                return IsPlaceholder(value);
            distinct[count++] = letter;
        }

        // Four letters or fewer: "abab" may be a password, "xxxxxxxx" and "****" are not.
        return count <= 2 || value.Length > 8 || IsPlaceholder(value);
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> value)
        => value.StartsWith("your", StringComparison.OrdinalIgnoreCase) || value.StartsWith("<your", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("replace", StringComparison.OrdinalIgnoreCase) || value.StartsWith("insert", StringComparison.OrdinalIgnoreCase)
            || value.Contains("[redacted", StringComparison.OrdinalIgnoreCase) || value.Contains("xxxxxx", StringComparison.OrdinalIgnoreCase)
            || value.Contains("****", StringComparison.Ordinal) || value.Contains("...", StringComparison.Ordinal) || value.Contains('\u2026') || value.Contains('\u2022')
            || value.Contains("your-", StringComparison.OrdinalIgnoreCase) || value.Contains("your_", StringComparison.OrdinalIgnoreCase)
            || value is "redacted" or "REDACTED" or "masked" or "filtered" or "FILTERED";

    /// <summary>Whether the secret is somewhere else: a variable, a template, a call, a member.</summary>
    private static bool IsReference(ReadOnlySpan<char> value)
    {
        value = value.TrimEnd(".,;");
        if (value.IsEmpty)
            return true;

        var last = value[^1];
        switch (value[0])
        {
            case '<' when last == '>':
            case '[' when last == ']':
            case '{' or '(':
            case '%' when last == '%' || value is "%s" or "%v" or "%d" or ['%', '(', ..]:
            case '$' when value.Length > 1 && value[1] is '{' or '(' || value.StartsWith("$env:", StringComparison.OrdinalIgnoreCase):
                return true;
            case '$' or '@' or ':' or '&' or '%' or '!' when IsIdentifier(value[1..]):
                return true;
        }

        if (last is '(' or '[' or '{' || value.StartsWith("ENC[", StringComparison.Ordinal) || value.EndsWith("()", StringComparison.Ordinal) || value.Contains("${", StringComparison.Ordinal) || value.Contains("{{", StringComparison.Ordinal))
            return true;
        var call = value.IndexOf('(');
        if (call > 0 && IsIdentifier(value[..call]))
            return true;
        return value.Contains('.') && IsDotted(value);
    }

    /// <summary><c>process.env.API_KEY</c>, <c>global::System.Type</c>.</summary>
    private static bool IsDotted(ReadOnlySpan<char> value)
    {
        var parts = 0;
        foreach (var part in new Parts(value, ".:"))
        {
            if (!part.IsEmpty && !IsIdentifier(part))
                return false;
            parts++;
        }

        return parts > 1;
    }

    private static bool IsIdentifier(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return false;
        foreach (var letter in value)
        {
            if (!char.IsAsciiLetter(letter) && letter != '_')
                return false;
        }

        return true;
    }

    /// <summary>Addresses and paths: <c>pwd: /home/ada</c>. Secrets in addresses are found separately.</summary>
    private static bool IsPath(ReadOnlySpan<char> value)
        => value.Contains("://", StringComparison.Ordinal) || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("~/", StringComparison.Ordinal)
            || value.StartsWith("../", StringComparison.Ordinal) || value.StartsWith("#/", StringComparison.Ordinal)
            || (value[0] == '/' && !value.ContainsAny('+', '=', ' ')) || (value.Length > 2 && value[1] == ':' && value[2] == '\\');

    /// <summary>Whether it is a word that is not a secret.</summary>
    private static bool IsWord(ReadOnlySpan<char> value, bool byItsEnd)
    {
        var word = value.Trim("?!.:*<>/").ToString().ToLowerInvariant();
        if (word.Length == 0 || Words.Contains(word) || Technical.Contains(word))
            return true;

        var parts = word.Split('-', '_', '/', '.');
        if (parts.Length > 1 && Array.TrueForAll(parts, part => part.Length == 0 || Words.Contains(part)))
            return true;
        return byItsEnd && IsPlainWord(parts[^1]) && parts[^1].Length > 4 && Array.Exists(Ends, end => parts[^1].EndsWith(end, StringComparison.Ordinal));
    }

    /// <summary><c>userPassword</c>, <c>API_KEY</c>, <c>password</c>: the name of a variable or of a field.</summary>
    private static bool IsNameOfSecret(ReadOnlySpan<char> value)
        => value.Length <= 40 && IsIdentifierLike(value) && SecretNames.Of(value) != NameStrength.None;

    private static bool IsIdentifierLike(ReadOnlySpan<char> value)
    {
        var isCompound = false;
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsAsciiLetter(value[i]) && value[i] is not ('_' or '-' or '?'))
                return false;
            isCompound |= value[i] is '_' or '-' || (i > 0 && char.IsAsciiLetterUpper(value[i]) && char.IsAsciiLetterLower(value[i - 1]));
        }

        return isCompound || SecretNames.IsWhole(value);
    }

    /// <summary>Whether several words are a sentence: at least a third of them are common words. A passphrase has fewer.</summary>
    private static bool IsProse(ReadOnlySpan<char> value)
    {
        var words = 0;
        var ordinary = 0;
        foreach (var part in new Parts(value, " "))
        {
            words++;
            if (IsWord(part.TrimEnd(','), byItsEnd: true))
                ordinary++;
        }

        return ordinary * 3 >= words;
    }

    /// <summary>
    /// Whether it looks like a password or a key and not like a word: letters and digits in one part, or symbols between them.
    /// </summary>
    private static bool IsStrong(ReadOnlySpan<char> value, int min)
    {
        if (value.Length < min || value.Contains(' ') || IsDate(value) || IsMail(value))
            return false;
        if (value.Length >= 24 && !IsWords(value) && !value.Contains('/'))
            return true;

        foreach (var part in new Parts(value, "-_/.:,"))
        {
            if (part.Length < 2 || Technical.Contains(part.ToString().ToLowerInvariant()) || IsQuantity(part))
                continue;

            var letters = part.ContainsAnyInRange('a', 'z') || part.ContainsAnyInRange('A', 'Z');
            if (letters && (part.ContainsAnyInRange('0', '9') || part[..^1].ContainsAny(Symbols) || (part.Length > 5 && part[^1] is '!' or '$' or '#' && part.ContainsAnyInRange('A', 'Z'))))
                return true;
            if (part.Length >= 12 && CaseChanges(part) >= 4)
                return true;
        }

        // Words and numbers in one: summer-2024-rain.
        return min < 6 && value.ContainsAnyInRange('0', '9') && value.Length >= 4 && !IsQuantity(value) && !Technical.Contains(value.ToString().ToLowerInvariant());
    }

    /// <summary><c>24h</c>, <c>256bit</c>, <c>3rd</c>, <c>v2</c>, <c>8+</c>.</summary>
    private static bool IsQuantity(ReadOnlySpan<char> part)
    {
        part = part.Trim("+%~<>=?!*");
        var digits = part.IndexOfAnyExceptInRange('0', '9');
        if (digits > 0 && part.Length - digits <= 5 && digits <= 5)
            return IsPlainWord(part[digits..]) && !part[digits..].ContainsAnyInRange('A', 'Z') || part[digits..] is "KB" or "MB" or "GB" or "K" or "M" or "B" or "kB";
        return part.Length is >= 2 and <= 4 && part[0] is 'v' or 'V' && !part[1..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsDate(ReadOnlySpan<char> value)
        => value.Length >= 8 && char.IsAsciiDigit(value[0]) && char.IsAsciiDigit(value[3]) && value[4] is '-' or '/' && char.IsAsciiDigit(value[5]);

    private static bool IsMail(ReadOnlySpan<char> value)
    {
        var at = value.IndexOf('@');
        return at > 0 && value.LastIndexOf('.') > at + 1 && value[^1] != '.' && !value[(at + 1)..].ContainsAny(Symbols);
    }

    private static bool IsPlainWord(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty)
            return false;
        foreach (var letter in part)
        {
            if (!char.IsAsciiLetter(letter))
                return false;
        }

        return CaseChanges(part) <= 2;
    }

    private static int CaseChanges(ReadOnlySpan<char> part)
    {
        var changes = 0;
        for (var i = 1; i < part.Length; i++)
        {
            if (char.IsAsciiLetterUpper(part[i]) != char.IsAsciiLetterUpper(part[i - 1]))
                changes++;
        }

        return changes;
    }

    private static int LongestPart(ReadOnlySpan<char> body)
    {
        var longest = 0;
        foreach (var part in new Parts(body, "-_."))
            longest = Math.Max(longest, part.Length);
        return longest;
    }

    private static int Kind(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterUpper(letter) ? 1 : 2;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
