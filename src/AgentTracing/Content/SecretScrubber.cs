using System.Text.RegularExpressions;

namespace AgentTracing;

/// <summary>
/// Takes secrets out of texts: keys of well-known forms, tokens, values that are named as secrets, and numbers of payment cards. It knows forms,
/// not meanings: what a secret of the application's own looks like, <see cref="AgentTracingOptions.Redact"/> can be told.
/// </summary>
internal static partial class SecretScrubber
{
    /// <summary>What stands for a secret.</summary>
    internal const string Redacted = "[redacted]";

    private const int TimeoutMilliseconds = 250;

    internal static string Scrub(string text)
    {
        text = PrivateKey().Replace(text, Redacted);
        text = NamedAndQuoted().Replace(text, "${name}${quote}" + Redacted + "${quote}");
        text = Authorization().Replace(text, "${scheme} " + Redacted);
        text = Header().Replace(text, "${name}${scheme}" + Redacted);
        text = UrlPassword().Replace(text, "${before}" + Redacted);
        text = Named().Replace(text, "${name}" + Redacted);
        text = Key().Replace(text, Redacted);
        return Digits().Replace(text, static match => IsCardNumber(match.ValueSpan) ? Redacted : match.Value);
    }

    /// <summary>Whether what is called so is a secret, whatever its form.</summary>
    internal static bool IsSecretName(string name) => SecretNameOnly().IsMatch(name);

    /// <summary>Luhn's check, which one in ten other numbers passes by chance (ISO/IEC 7812-1).</summary>
    private static bool IsCardNumber(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var doubles = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;

            var digit = text[i] - '0';
            if (doubles)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
            doubles = !doubles;
        }

        return sum % 10 == 0;
    }

    // What stands before the word is not looked at: to look for its beginning at every letter would take most of the time.
    private const string SecretWord =
        @"(?:password|passwd|pwd|passphrase|secret|credentials?|(?:api|private|access|account)[ _-]?key|authorization|cookie"
        + @"|(?<![a-z0-9])token|(?<=access|auth|refresh|bearer|session|id)token|(?-i:(?<=[a-z0-9])Token)|(?<=[?&])sig)";

    private const string SecretName = "(?<name>" + SecretWord + @"\\*[""']?\s*[:=]\s*)";

    [GeneratedRegex(SecretWord + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex SecretNameOnly();

    /// <summary>A private key in PEM, up to its end or to where it was cut (RFC 7468).</summary>
    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex PrivateKey();

    /// <summary><c>"password": "..."</c>, <c>apiKey="..."</c>, also where JSON is in a text of JSON; the quotes stay, so that JSON stays JSON.</summary>
    [GeneratedRegex(SecretName + @"(?<quote>\\*[""'])(?:(?!\k<quote>)(?:[^\\]|\\.))*\k<quote>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex NamedAndQuoted();

    /// <summary><c>Bearer ...</c>, wherever it stands.</summary>
    [GeneratedRegex(@"\b(?<scheme>bearer|basic)\s+[\w.~+/=-]{8,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Authorization();

    /// <summary><c>Authorization: Bearer ...</c>, <c>Cookie: ...</c>: values of headers may have spaces, and several parts.</summary>
    [GeneratedRegex(
        @"\b(?<name>authorization\s*[:=]\s*|cookie\s*:\s*)(?:(?<scheme>(?:bearer|basic|token|apikey)[ \t]+)[^\s""',;]+|[^\r\n""']+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Header();

    /// <summary><c>https://user:...@host</c>.</summary>
    [GeneratedRegex(@"(?<before>://[^\s/?#:@""']*:)[^\s/?#""']+(?=@)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex UrlPassword();

    /// <summary><c>password=...</c>, up to the next space or separator.</summary>
    [GeneratedRegex(SecretName + @"(?!(?:bearer|basic|token|apikey)\s)[^\s""',;&}\]\[\\]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Named();

    /// <summary>
    /// OpenAI, Anthropic and Langfuse; Groq, Hugging Face, xAI, Perplexity; AWS; GitHub, GitLab, npm; Slack; Google; Stripe; SendGrid; JSON web tokens.
    /// </summary>
    [GeneratedRegex(
        @"\b(?:(?:sk|pk|rk)-[\w-]{16,}|(?:gsk|hf)_\w{20,}|(?:xai|pplx)-[\w-]{20,}|(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\w{36,}|github_pat_\w{22,}|glpat-[\w-]{20,}"
        + @"|npm_\w{36,}|(?:xox[abeprs]|xapp)-[\w-]{10,}|AIza[\w-]{35}|ya29\.[\w-]{10,}|(?:sk|pk|rk)_(?:live|test)_\w{10,}|whsec_\w{16,}|SG\.[\w-]{16,}\.[\w-]{16,}"
        + @"|(?<!-)eyJ[\w-]+\.[\w-]+\.[\w-]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Key();

    /// <summary>13 to 19 digits, alone or in groups.</summary>
    [GeneratedRegex(@"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Digits();
}
