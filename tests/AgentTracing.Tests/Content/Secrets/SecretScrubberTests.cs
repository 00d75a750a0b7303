namespace AgentTracing.Tests;

public sealed class SecretScrubberTests
{
    public static TheoryData<string> Keys => [.. SecretCorpus.Keys];

    public static TheoryData<string> Values => [.. SecretCorpus.Values];

    public static TheoryData<string> Innocent => [.. SecretCorpus.Innocent];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_in_a_published_format_is_found_anywhere(string template)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var filled = SecretCorpus.Fill(template, seed);
            foreach (var around in (string[])["{0}", "the key {0} was refused", "\"{0}\"", "x={0}\n", "({0})"])
                AssertFound(around.Replace("{0}", filled, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_is_named_as_a_secret_is_found(string template)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var filled = SecretCorpus.Fill(template, seed);
            AssertFound(filled);
            AssertFound("before\n" + filled + "\nafter");
        }
    }

    [Theory]
    [MemberData(nameof(Innocent))]
    public void An_innocent_text_stays_as_it_is(string template)
    {
        var text = SecretCorpus.Fill(template, 7);
        Assert.Equal(text, SecretScrubber.Scrub(text));
        Assert.Equal($"see: {text}.\nThen go on.", SecretScrubber.Scrub($"see: {text}.\nThen go on."));
    }

    /// <summary>
    /// The number of steps grows linearly with the length of a hostile text, and no character is examined more than a few dozen times.
    /// </summary>
    [Theory]
    [InlineData("token-")]
    [InlineData("a-")]
    [InlineData("a.")]
    [InlineData("M")]
    [InlineData("4")]
    [InlineData("4111 ")]
    [InlineData("1:")]
    [InlineData("eyJ-")]
    [InlineData("eyJa.")]
    [InlineData("sk-")]
    [InlineData("sk-ant-")]
    [InlineData("$2b$")]
    [InlineData("Q~")]
    [InlineData("password ")]
    [InlineData("password: the ")]
    [InlineData("password='a ")]
    [InlineData("\"password\":\"")]
    [InlineData("password: \\\"")]
    [InlineData("'password' ")]
    [InlineData("name: password, value ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN ")]
    [InlineData("://a:")]
    [InlineData("://")]
    [InlineData("cookie:")]
    [InlineData("authorization: ")]
    [InlineData("bearer ")]
    [InlineData("basic ")]
    [InlineData("mysql ")]
    [InlineData("\\")]
    public void No_text_takes_more_than_linear_time(string repeated)
    {
        SecretScrubber.Scrub(string.Concat(Enumerable.Repeat(repeated, 50_000 / repeated.Length)), out var half);
        SecretScrubber.Scrub(string.Concat(Enumerable.Repeat(repeated, 100_000 / repeated.Length)), out var whole);

        Assert.InRange(whole, 1, half * 5 / 2);
        Assert.InRange(whole, 1, 100_000 * 60);
    }

    /// <summary>
    /// Texts of 512 KB take no more steps per character than short ones, only secrets are removed from them, and a secret at the end is
    /// found: no text is too long or too unusual to be scrubbed.
    /// </summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_text_is_scrubbed_to_its_end_and_loses_nothing(string repeated)
    {
        foreach (var length in (int[])[100_000, 512_000])
        {
            var hostile = string.Concat(Enumerable.Repeat(repeated, length / repeated.Length));
            var scrubbed = SecretScrubber.Scrub($"first\n{hostile}\n\nDB_PASSWORD=Zx9!kkq2\nlast", out var steps);

            Assert.InRange(steps, 1, (hostile.Length + 64L) * 60);
            Assert.DoesNotContain("Zx9!kkq2", scrubbed, StringComparison.Ordinal);
            Assert.StartsWith("first\n", scrubbed, StringComparison.Ordinal);
            if (!OpensToTheEnd.Contains(repeated))
                Assert.EndsWith("DB_PASSWORD=[redacted]\nlast", scrubbed, StringComparison.Ordinal);

            // The parts between the marks occur in the original text in this order: nothing is moved, added or dropped without a mark.
            var at = 0;
            var text = $"first\n{hostile}\n\nDB_PASSWORD=Zx9!kkq2\nlast";
            var parts = scrubbed.Split("[redacted]");
            foreach (var part in parts)
            {
                at = text.IndexOf(part, at, StringComparison.Ordinal);
                Assert.True(at >= 0, part.Length > 80 ? part[..80] : part);
                at += part.Length;
            }

            Assert.True(parts.Length > 1);
            if (parts.Length == 2)
                Assert.True(scrubbed.Length >= hostile.Length || OpensToTheEnd.Contains(repeated), $"{scrubbed.Length} of {hostile.Length}");
        }
    }

    /// <summary>Texts that repeatedly seem to begin a secret, and never end one.</summary>
    public static TheoryData<string> Hostile =>
    [
        "a", "A", "0", "=", "\"", "'", "\\", "-", ".", "_", "/", "+", " ", "\t", "\n", "{", "[", "(", "<", "é", "\uD800", "aA0", "a1B2", "0123456789abcdef",
        "key=", "key=a&", "key='", "key=\"", "key=\\\"", "password=", "password=\"", "password='", "password=\\\"", "\"password\":", "\"password\":\"a\",", "password:\n", "password: |\n", "password>", "<password>", "Password=;", "pwd={", "?password=", "&sig=",
        "api key ", "api_key ", "token is ", "password for ", "--password ", "-p ", " -u a:", " -u", " -a ", "curl -u ", "mysql -p", "docker login -p ", "sqlcmd -P", "echo a | ", "echo ", "net use /user:", "net use ", "WithPassword(\"", "setPassword(",
        "ghp_", "ghp_a", "github_pat_", "glpat-", "AKIA", "AKIAA", "xoxb-", "sk-a", "sk_live_", "SG.", "SG.a.", "hvs.", "dapi0", "eyJ", "eyJa.eyJ", "eyJ.", "AC0", "SK0", "1/2", "1/2:", "123456789:A", "MTa.", "pat.", "EAA", "sdk-", "re_", "AAAA+ASb", "AAAAAzSe", "Q~a", "aaa8Q~",
        "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----\n", "-----END PRIVATE KEY-----", "Private-Lines: ", "Private-MAC", "$2a$", "$argon2", "://", "://a:b", "://a:@", "a://b:c@d ", "hooks.slack.com/services/", "api.telegram.org/bot",
        "Authorization: ", "Authorization: a ", "Authorization: Digest a=\"", "Cookie: a=", "Cookie: a=b; ", "Bearer ", "Basic ", "Basic YTpi", "4111 1111 1111 1111 ", "4111111111111111", "4111-", "name: password, value: ", "\"name\":\"password\",\"value\":\"",
    ];

    /// <summary>Private keys without an end mark: they were truncated, so the rest of the text is the secret.</summary>
    private static readonly string[] OpensToTheEnd = ["-----BEGIN PRIVATE KEY-----\n", "-----BEGIN RSA PRIVATE KEY-----", "Private-Lines: "];

    /// <summary>
    /// Lists that were written independently of the rules. The second and the third revealed faults that are now fixed; the fourth was not
    /// used for that.
    /// </summary>
    [Theory]
    [InlineData("second", 230)]
    [InlineData("third", 180)]
    [InlineData("fourth", 85)]
    public void Of_lists_that_the_rules_were_not_written_for_95_of_100_are_found_and_2_of_100_are_damaged(string list, int least)
    {
        List<string> kept = [];
        var secrets = 0;
        foreach (var template in SecretCorpus.List(list + ".secrets"))
        {
            for (var seed = 0; seed < 5; seed++)
            {
                var (text, hidden) = SecretCorpus.Split(SecretCorpus.Fill(template, seed));
                var scrubbed = SecretScrubber.Scrub(text);
                var parts = hidden.SelectMany(secret => secret.Split('\n')).ToArray();
                secrets += parts.Length;
                kept.AddRange(parts.Where(secret => Holds(scrubbed, secret)).Select(_ => $"kept: {scrubbed}"));
            }
        }

        var innocent = SecretCorpus.List(list + ".innocent");
        var damaged = innocent.Where(text => SecretScrubber.Scrub(text) != text).ToArray();

        var figures = $"{kept.Count} of {secrets} kept, {damaged.Length} of {innocent.Length} damaged";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(secrets >= least * 5 && innocent.Length >= least, figures);
        Assert.True(kept.Count * 100 <= secrets * 5, $"{figures}\n{string.Join('\n', kept)}");
        Assert.True(damaged.Length * 100 <= innocent.Length * 2, $"{figures}\n{string.Join('\n', damaged)}");
    }

    /// <summary>Whether half of a secret remains, which is enough to be usable.</summary>
    private static bool Holds(string text, string secret)
    {
        var half = Math.Min(secret.Length, Math.Max(6, (secret.Length + 1) / 2));
        for (var start = 0; start + half <= secret.Length; start++)
        {
            if (text.Contains(secret.Substring(start, half), StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The goal of docs/security.md for lists of realistic texts: at least 95 % of secrets found, at most 2 % of other texts damaged.
    /// </summary>
    [Fact]
    public void Of_texts_as_agents_meet_them_nearly_all_secrets_are_found_and_hardly_anything_else()
    {
        List<string> kept = [];
        List<string> damaged = [];
        var secrets = 0;
        foreach (var template in SecretCorpus.MeasuredSecrets)
        {
            var (text, hidden) = SecretCorpus.Split(SecretCorpus.Fill(template, 11));
            var scrubbed = SecretScrubber.Scrub(text);
            secrets += hidden.Length;
            kept.AddRange(hidden.Where(secret => scrubbed.Contains(secret, StringComparison.Ordinal)).Select(_ => $"kept: {scrubbed}"));
        }

        foreach (var template in SecretCorpus.MeasuredInnocent)
        {
            var text = SecretCorpus.Fill(template, 11);
            var scrubbed = SecretScrubber.Scrub(text);
            if (scrubbed != text)
                damaged.Add($"damaged: {scrubbed}");
        }

        var figures = $"{kept.Count} of {secrets} kept, {damaged.Count} of {SecretCorpus.MeasuredInnocent.Length} damaged";
        TestContext.Current.TestOutputHelper?.WriteLine($"{figures}\n{string.Join('\n', [.. kept, .. damaged])}");
        Assert.True(secrets >= 150 && SecretCorpus.MeasuredInnocent.Length >= 150, figures);
        Assert.True(kept.Count * 100 <= secrets * 5, $"{figures}\n{string.Join('\n', kept)}");
        Assert.True(damaged.Count * 100 <= SecretCorpus.MeasuredInnocent.Length * 2, $"{figures}\n{string.Join('\n', damaged)}");
    }

    private static void AssertFound(string filled)
    {
        var (text, secrets) = SecretCorpus.Split(filled);
        var scrubbed = SecretScrubber.Scrub(text);

        var kept = filled;
        foreach (var secret in secrets)
            kept = kept.Replace($"«{secret}»", "[redacted]", StringComparison.Ordinal);
        Assert.Equal(kept, scrubbed);
    }
}
