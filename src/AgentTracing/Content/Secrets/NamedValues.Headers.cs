namespace AgentTracing;

/// <summary>Headers of HTTP that are credentials: <c>Authorization</c> and cookies.</summary>
internal static partial class NamedValues
{
    private const string Schemes = "bearer basic token apikey api-key digest negotiate ntlm hawk hmac oauth aws4-hmac-sha256 sharedaccesssignature sharedkey key signature dpop ";

    /// <summary>
    /// <c>Authorization: Bearer ...</c>: the scheme is kept. For other schemes, the whole line with the parameters is replaced (RFC 9110,
    /// 11.4).
    /// </summary>
    private static int Authorization(SecretText text, Name name, Found found)
    {
        var end = found.IsQuoted ? found.End : text.EndOf(Letters.Line, found.Start);
        var space = text.EndOf(Letters.Unquoted, found.Start);
        var scheme = text.Part(found.Start, Math.Min(space, found.Start + 32)).ToString().ToLowerInvariant();
        var isPair = space < end && text[space] is ' ' or '\t';
        if (isPair && !Schemes.Contains(scheme + " ", StringComparison.Ordinal) && IsOtherScheme(text, scheme, space))
            scheme = "other";
        else if (!isPair || !Schemes.Contains(scheme + " ", StringComparison.Ordinal))
            return Judge(text, name with { Strength = NameStrength.Medium }, found);

        var token = text.SkipBlanks(space);
        if (scheme is "digest" or "hawk" or "oauth" or "aws4-hmac-sha256" or "sharedaccesssignature" or "signature" or "negotiate" or "ntlm" or "hmac")
        {
            if (!text.Part(token, Math.Min(end, token + SecretValues.Judged)).Contains('=') && !SecretValues.IsSecret(text.Part(token, text.EndOf(Letters.Value, token)), NameStrength.Strong, ValuePlace.Listed))
                return name.End;
            // Parameters in quotes: Digest username="ada", response="..."
            while (!found.IsQuoted && end > found.Start && text[end] == '"' && text[end - 1] == '=')
                end = text.EndOf(Letters.Line, Math.Min(text.Length, text.Next('"', end + 1) + 1));
            text.Add(found.Start, end);
            return end;
        }

        var last = text.EndOf(Letters.Unquoted, token);
        while (last > token && text[last - 1] is ',' or ';' or ')' or '}' or ']' or '.')
            last--;
        if (!SecretValues.IsSecret(text.Part(token, last), NameStrength.Strong, ValuePlace.Listed))
            return name.End;
        text.Add(token, last);
        return last;
    }

    /// <summary><c>Authorization: SSWS ...</c>: an unknown scheme, followed by a word that looks like a key.</summary>
    private static bool IsOtherScheme(SecretText text, string scheme, int space)
    {
        var token = text.SkipBlanks(space);
        return scheme.Length is > 1 and < 32 && !scheme.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-_")
            && SecretValues.IsSecret(text.Part(token, text.EndOf(Letters.Unquoted, token)), NameStrength.Weak, ValuePlace.Prose);
    }

    /// <summary>The cookies of a header, which are pairs.</summary>
    private static int Cookie(SecretText text, Found found)
    {
        var end = found.IsQuoted ? found.End : text.EndOf(Letters.Line, found.Start);
        var pair = text.Next('=', found.Start);
        if (pair >= end || pair > found.Start + 128 || text.Part(found.Start, pair).ContainsAny(' ', '(') || pair + 1 >= end || text[pair + 1] is '=' or '>' or ' ')
            return found.Start;

        if (end - found.Start <= MaxValue && !HasSecretCookie(text.Part(found.Start, end)))
            return found.Start;
        text.Add(found.Start, end);
        return end;
    }

    /// <summary>Whether a cookie is more than a setting: <c>theme=dark</c>.</summary>
    private static bool HasSecretCookie(ReadOnlySpan<char> cookies)
    {
        foreach (var cookie in new Parts(cookies, ";"))
        {
            var separator = cookie.IndexOf('=');
            var value = separator < 0 ? default : cookie[(separator + 1)..].Trim();
            if (separator > 0 && value.Length > 0 && IsSession(cookie[..separator]) || value.Length > 12 || value.ContainsAnyInRange('0', '9') && value.ContainsAnyExceptInRange('0', '9') && !cookie.TrimStart().StartsWith("Max-Age", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsSession(ReadOnlySpan<char> name)
    {
        foreach (var part in (ReadOnlySpan<string>)["sess", "sid", "auth", "token", "jwt", "ticket"])
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
