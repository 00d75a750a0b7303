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
        text = NamedAndQuoted().Replace(text, "${name}${quote}" + Redacted + "${quote}");
        text = Authorization().Replace(text, "${scheme} " + Redacted);
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

    private const string SecretWord =
        @"\b[\w-]*(?:password|passwd|pwd|passphrase|secret|credentials?|api[_-]?key|private[_-]?key|access[_-]?key|authorization|cookie|(?:\b|[_-]|access|auth|refresh|bearer|session|id)token)";

    private const string SecretName = "(?<name>" + SecretWord + """["']?\s*[:=]\s*)""";

    [GeneratedRegex("^" + SecretWord + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex SecretNameOnly();

    /// <summary><c>"password": "..."</c>, <c>apiKey="..."</c>; the quotes stay, so that JSON stays JSON.</summary>
    [GeneratedRegex(SecretName + @"(?<quote>[""'])(?:(?!\k<quote>)[^\\]|\\.)*\k<quote>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex NamedAndQuoted();

    /// <summary><c>Authorization: Bearer ...</c>.</summary>
    [GeneratedRegex(@"\b(?<scheme>bearer|basic)\s+[\w.~+/=-]{8,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Authorization();

    /// <summary><c>password=...</c>, up to the next space or separator.</summary>
    [GeneratedRegex(SecretName + @"(?!bearer\b|basic\b)[^\s""',;&}\]\[]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Named();

    /// <summary>OpenAI, Anthropic and Langfuse; AWS; GitHub; Slack; Google; JSON web tokens.</summary>
    [GeneratedRegex(
        @"\b(?:(?:sk|pk|rk)-[\w-]{16,}|(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\w{36,}|github_pat_\w{22,}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{35}|eyJ[\w-]+\.[\w-]+\.[\w-]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMilliseconds)]
    private static partial Regex Key();

    /// <summary>13 to 19 digits, alone or in groups.</summary>
    [GeneratedRegex(@"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Digits();
}
