namespace AgentTracing;

/// <summary>Keys without a prefix, by their shape: private keys, web tokens, and keys of some vendors.</summary>
internal static class KeyShapes
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const int MaxLabel = 64;

    internal static void Mark(SecretText text)
    {
        MarkPrivateKeys(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsStart(text, i))
                continue;

            var end = EndOf(text, i);
            if (end < 0)
                continue;

            text.Add(i, end);
            i = end - 1;
        }
    }

    private static bool IsStart(SecretText text, int i)
        => (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '$' || (text[i] is '+' or '/' && (i == 0 || text[i - 1] is not ('+' or '/')))) && text.IsBoundary(i);

    private static int EndOf(SecretText text, int start)
    {
        if (text.Has(start, "eyJ"))
            return JsonWebToken(text, start);
        if (text[start] == '$')
            return PasswordHash(text, start);
        if (char.IsAsciiDigit(text[start]) && Telegram(text, start) is var telegram and > 0)
            return telegram;
        if (Discord(text, start) is var discord and > 0)
            return discord;
        return Blob(text, start);
    }

    /// <summary>
    /// A private key in PEM (RFC 7468) or PGP's armor, up to its end or to the end of the text, also if JSON escapes its line breaks.
    /// </summary>
    private static void MarkPrivateKeys(SecretText text)
    {
        for (var start = text.Find(Begin, 0); start >= 0; start = text.Find(Begin, start))
        {
            var label = text.Part(start, Math.Min(text.Length, start + MaxLabel));
            if (!label.Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                start += Begin.Length;
                continue;
            }

            var dash = text.Find("-----", start + Begin.Length);
            if (dash < 0 || dash - start > MaxLabel || !IsBody(text, dash + 5))
            {
                start += Begin.Length;
                continue;
            }

            var last = text.Find(End, start);
            var end = last < 0 ? text.Length : Math.Min(text.Length, text.Find("-----", last + End.Length) is var dashes and >= 0 ? dashes + 5 : text.Length);
            text.Add(start, end);
            start = end;
        }

        // PuTTY's format: a number of lines, followed by these lines.
        for (var start = text.Find(PuttyLines, 0); start >= 0; start = text.Find(PuttyLines, start))
        {
            start = text.EndOf(Letters.Line, start + PuttyLines.Length);
            var last = text.Find("Private-MAC", start);
            if (last < 0)
                last = text.Length;
            text.Add(start, last);
            start = last;
        }
    }

    /// <summary>Whether a key can begin here: the end of a line, or base64.</summary>
    private static bool IsBody(SecretText text, int start)
    {
        var blank = text.SkipBlanks(start);
        return text[blank] is '\0' or '\r' or '\n' or '\\' or '%' || text.EndOf(Letters.Base64, blank) - blank >= 10;
    }

    private const string PuttyLines = "Private-Lines: ";

    /// <summary><c>eyJ</c> is <c>{"</c> in base64: a JWS or JWE in compact form (RFC 7515, RFC 7516), or a key that is JSON.</summary>
    private static int JsonWebToken(SecretText text, int start)
    {
        var end = text.EndOf(Letters.Dotted, start);
        while (end > start && text[end - 1] == '-')
            end--;
        var part = text.Part(start, Math.Min(end, start + MaxJudged));
        var dot = part.IndexOf('.');
        if (dot > 8 && (end - start - dot > 12))
            return end > start && text[end - 1] == '.' && text.Part(start, end - 1).Count('.') != 1 ? end - 1 : end;
        var whole = text.EndOf(Letters.Base64, start);
        return dot < 0 && whole - start >= 60 ? whole : -1;
    }

    private const int MaxJudged = 2048;

    /// <summary>The number of a bot, a colon, and 35 letters (Telegram Bot API, "Authorizing your bot").</summary>
    private static int Telegram(SecretText text, int start)
    {
        var colon = text.EndOf(Letters.Digits, start);
        if (colon - start is < 8 or > 10 || text[colon] != ':')
            return -1;

        var end = text.EndOf(Letters.Url, colon + 1);
        return end - colon - 1 is >= 34 and <= 36 && text[colon + 1] == 'A' ? end : -1;
    }

    /// <summary>A token of a bot of Discord: its id in base64, a time, a signature.</summary>
    private static int Discord(SecretText text, int start)
    {
        if (text[start] is not ('M' or 'N' or 'O'))
            return -1;

        var end = text.EndOf(Letters.Dotted, start);
        if (end - start is < 56 or > 84)
            return -1;

        var token = text.Part(start, end);
        var first = token.IndexOf('.');
        if (first is < 23 or > 28 || token.Length <= first + 8 || token[first + 7] != '.')
            return -1;
        if (!IsNumberInBase64(token[..first]) && !(SecretValues.IsMixed(token[..first]) && SecretValues.IsMixed(token[(first + 8)..]) && !token[..first].ContainsAny('_', '-')))
            return -1;
        while (text[end - 1] is '.' or '-')
            end--;
        return end;
    }

    private static bool IsNumberInBase64(ReadOnlySpan<char> text)
    {
        Span<char> padded = stackalloc char[32];
        text.CopyTo(padded);
        var length = text.Length;
        while (length % 4 != 0)
            padded[length++] = '=';
        Span<byte> bytes = stackalloc byte[24];
        return Convert.TryFromBase64Chars(padded[..length], bytes, out var written) && !bytes[..written].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary><c>$2b$12$...</c>, <c>$argon2id$...</c>, <c>$6$...</c>: hashes of passwords, as Unix writes them.</summary>
    private static int PasswordHash(SecretText text, int start)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["$2a$", "$2b$", "$2y$", "$argon2", "$6$", "$5$", "$y$", "$scrypt$", "$pbkdf2"])
        {
            if (!text.Has(start, prefix))
                continue;

            var end = Math.Min(text.EndOf(Letters.Unquoted, start), text.Next(':', start));
            while (end > start && text[end - 1] is ',' or ';' or ')' or '.')
                end--;
            return end - start >= 40 && end - start < 512 ? end : -1;
        }

        return -1;
    }

    /// <summary>Formats with a known length and a marker inside.</summary>
    private static int Blob(SecretText text, int start)
    {
        var end = text.EndOf(Letters.Alphanumeric, start);
        var length = end - start;
        var run = length <= 200 ? text.Part(start, end) : default;
        switch (length)
        {
            case 84 when run.Slice(52).StartsWith("JQQJ99") || run.Slice(76).StartsWith("AZDO"):
                return end; // Azure AI services, Azure DevOps
            case 40 when run.EndsWith("NRAL") || run.EndsWith("FFFFNRAL"):
                return end; // New Relic's ingest keys
            case 34 when run.StartsWith("AC") && text.EndOf(Letters.Hex, start + 2) == end:
                MarkAuthToken(text, end); // Twilio's accounts, which are not secret
                return -1;
            case 34 when run.StartsWith("SK") && text.EndOf(Letters.Hex, start + 2) == end:
                return end; // Twilio's API keys
            case 32 when text.EndOf(Letters.Hex, start) == end && text.Has(end, "-us") && char.IsAsciiDigit(text[end + 3]):
                return text.EndOf(Letters.Alphanumeric, end + 1); // Mailchimp
            case 14 when text.Has(end, ".atlasv1."):
                return text.EndOf(Letters.Dotted, start); // HCP Terraform
            case 17 when run.StartsWith("pat") && text[end] == '.' && text.EndOf(Letters.Hex, end + 1) - end == 65:
                return end + 65; // Airtable
        }

        if (Entra(text, start) is var entra and > 0)
            return entra;
        if (Identifiable(text, start) is var azure and > 0)
            return azure;
        if (length == 1 && text[start + 1] == '/' && Asana(text, start) is var asana and > 0)
            return asana;

        // 512 bits in base64: keys of Azure's storage, Cosmos DB and Event Grid. Package hashes have a prefix with their algorithm.
        var base64 = text.EndOf(Letters.Base64, start);
        return base64 - start == 88 && text.Has(base64 - 2, "==") && SecretValues.IsRandom(text.Part(start, base64)) && !(start > 6 && text[start - 1] == '-' && text.Has(start - 7, "sha512")) ? base64 : -1;
    }

    /// <summary>
    /// Keys of Azure with a service signature in the middle (Microsoft Purview, "sensitive information types": identifiable keys).
    /// </summary>
    private static int Identifiable(SecretText text, int start)
    {
        foreach (var (at, sign, length) in Signs)
        {
            if (!text.Has(start + at, sign))
                continue;

            var end = Math.Max(text.EndOf(Letters.Base64, start), text.EndOf(Letters.Url, start));
            if (end - start - length is >= -2 and <= 2 && SecretValues.IsRandom(text.Part(start, end)))
                return end;
        }

        return -1;
    }

    /// <summary>The position of the signature, and the length of the key including its padding.</summary>
    private static readonly (int At, string Sign, int Length)[] Signs =
    [
        (33, "+ASb", 44), (33, "+AEh", 44), (33, "+ARm", 44), (33, "AIoT", 44), (33, "AzEG", 44), (33, "AzCa", 44), (42, "AzSe", 52), (42, "+ACR", 52), (44, "AzFu", 56),
    ];

    /// <summary><c>1/1234567890123456:...</c>: a personal token of Asana, with the number of its user.</summary>
    private static int Asana(SecretText text, int start)
    {
        if (text[start] is not ('1' or '2'))
            return -1;

        var colon = text.EndOf(Letters.Digits, start + 2);
        if (colon - start is < 12 or > 24 || text[colon] != ':')
            return -1;
        var end = text.EndOf(Letters.Hex, colon + 1);
        return end - colon == 33 ? end : -1;
    }

    /// <summary>The token of a Twilio account next to its number: <c>AC...:token</c>, <c>("AC...", "token")</c>.</summary>
    private static void MarkAuthToken(SecretText text, int account)
    {
        var start = account;
        while (start - account < 6 && text[start] is ':' or '"' or '\'' or ',' or ' ')
            start++;
        if (start > account && text.EndOf(Letters.Hex, start) - start == 32 && text.EndOf(Letters.Alphanumeric, start) - start == 32)
            text.Add(start, start + 32);
    }

    /// <summary>A secret of an application of Entra ID: <c>7Q~</c> or <c>8Q~</c> after three letters.</summary>
    private static int Entra(SecretText text, int start)
    {
        if (text[start + 4] != 'Q' || text[start + 5] != '~' || text[start + 3] is not ('7' or '8'))
            return -1;

        var end = text.EndOf(Letters.Unreserved, start);
        while (end > start && text[end - 1] is '.' or '-')
            end--;
        return end - start is >= 36 and <= 44 ? end : -1;
    }
}
