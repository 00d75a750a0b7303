using System.Collections.Frozen;

namespace AgentTracing;

/// <summary>How strongly a name indicates a secret value.</summary>
internal enum NameStrength
{
    /// <summary>No secret.</summary>
    None,

    /// <summary>A key of something: <c>fastly-key</c>. Its value must clearly look like a key.</summary>
    Faint,

    /// <summary>A name of secrets and other things: <c>token</c>, <c>auth</c>. Its value must look like a secret.</summary>
    Weak,

    /// <summary>A secret if a value is assigned to it: <c>secret</c>, <c>credentials</c>.</summary>
    Medium,

    /// <summary>A secret: <c>password</c>, <c>api_key</c>.</summary>
    Strong,

    /// <summary>A secret number: <c>pin</c>, <c>otp</c>, <c>cvv</c>.</summary>
    Number,

    /// <summary>The header with credentials: <c>Authorization</c>.</summary>
    Authorization,

    /// <summary>The header with cookies.</summary>
    Cookie,
}

/// <summary>Classifies a name by its last words: <c>DB_PASSWORD</c>, <c>githubToken</c>, <c>x-api-key</c>, <c>API key</c>.</summary>
internal static class SecretNames
{
    /// <summary>Number of characters at the end of a name that are examined.</summary>
    internal const int MaxLength = 64;

    private static readonly FrozenSet<string> Passwords = Set("password passwords passwd passphrase passcode passwort kennwort senha pwd userpassword dbpassword pgpassword wachtwoord contrasena rootpassword adminpassword mysqlpassword sshpass pgpass");
    private static readonly FrozenSet<string> Numbers = Set("pin otp totp cvv cvc cvv2 cvc2 csc");

    /// <summary>Keys of these are secrets.</summary>
    private static readonly FrozenSet<string> KeysOf = Set(
        "api access secret private account shared encryption signing master auth subscription storage service admin ssh app functions function host license licence webhook deploy integration ingest client server rest write read project "
        + "openai anthropic azure aws gcp google gemini stripe twilio sendgrid mailgun datadog dd cohere mistral groq pinecone algolia sentry grafana newrelic github gitlab slack shopify linear notion nuget npm pypi docker cloudflare "
        + "heroku vercel netlify supabase firebase maps jwt session cookie hmac aes rsa pgp gpg wallet consumer langfuse phoenix traceloop honeycomb nvidia replicate together fireworks perplexity xai deepseek elevenlabs tavily serpapi");

    /// <summary>Keys of these are identifiers, not secrets.</summary>
    private static readonly FrozenSet<string> NoKeysOf = Set(
        "public primary foreign partition sort row cache object blob group grouping routing message idempotency translation resource unique natural surrogate composite candidate hash index map dictionary json property attribute column item record "
        + "entity redis s3 bucket file document event trace correlation request dedup deduplication lookup range shard tenant order customer product the a an any each this that your our my hot short answer arrow escape enter return delete "
        + "tab shift control home end function esc ssh_public site publishable instrumentation ikey pk fk kid signing_public verification storage_object i18n resx config");

    /// <summary>Tokens of these are secrets.</summary>
    private static readonly FrozenSet<string> TokensOf = Set(
        "access auth refresh bearer session api bot personal security jwt oauth csrf xsrf github gitlab slack npm vault hf huggingface hub telegram discord azure aws gcp google notion linear shopify twilio sendgrid docker databricks "
        + "grafana sentry user app application service account admin login deploy registry private secret client device verification reset invite magic pat work ci gh gl runner root webhook push registration pypi nuget do digitalocean "
        + "id db database influx influxdb consul nomad circle circleci travis codecov sonar snyk figma airtable asana jira hubspot zendesk intercom square paypal plaid facebook fb twitter instagram dropbox box okta auth0 cloudflare heroku vercel netlify");

    /// <summary>Tokens of these are not secrets.</summary>
    private static readonly FrozenSet<string> NoTokensOf = Set(
        "cancellation page next previous continuation sync stop eos bos pad unk sep cls mask end start special first last per max min num number total count syntax lexer parser identifier keyword concurrency change resume cursor "
        + "metadata input output prompt completion cached reasoning the a an each one every this any current word sub erc utility crypto nft design color comment string char tokenizer new single");

    private static readonly FrozenSet<string> SecretsOf = Set(
        "client app application api shared signing webhook consumer jwt oauth session cookie auth hmac encryption user bot stripe slack github discord twitter azure aws google facebook nextauth totp otp mfa shopify twilio access");

    /// <summary>Words that may follow the deciding word.</summary>
    private static readonly FrozenSet<string> After = Set("prod production dev development test testing staging stage live sandbox old new primary secondary value val base b64 base64 pem raw plain plaintext string current previous default main env confirm confirmation again repeat data");

    private static readonly string[] Compounds = ["apikey", "accesskey", "secretkey", "privatekey", "accountkey", "masterkey", "encryptionkey", "signingkey", "authkey", "subscriptionkey", "clientsecret", "appsecret", "authtoken", "accesstoken", "refreshtoken", "bearertoken", "sessiontoken", "idtoken", "apitoken", "bottoken", "apisecret", "sharedaccesskey", "sharedkey"];

    /// <summary>Classifies a name.</summary>
    internal static NameStrength Of(ReadOnlySpan<char> name) => Of(name, default);

    /// <summary>Classifies a name with the word before it: <c>API key</c>.</summary>
    internal static NameStrength Of(ReadOnlySpan<char> name, ReadOnlySpan<char> before)
    {
        // Most names end with none of these, and can be rejected without allocating a substring.
        if (!CanBe(name))
            return NameStrength.None;

        if (name.EndsWith("SecureString", StringComparison.OrdinalIgnoreCase))
            return NameStrength.Strong;

        var words = Words(name[Math.Max(0, name.Length - MaxLength)..]);
        while (words.Count > 1 && (After.Contains(words[^1]) || int.TryParse(words[^1], out _)))
            words.RemoveAt(words.Count - 1);
        if (words.Count == 0)
            return NameStrength.None;

        var last = words[^1].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var qualifier = words.Count > 1 ? words[^2] : before is "string" or "String" or "str" ? string.Empty : before.ToString().ToLowerInvariant();
        if (Passwords.Contains(last))
            return NameStrength.Strong;
        if (Numbers.Contains(words[^1]))
            return words.Count == 1 || qualifier is "card" or "user" or "login" or "atm" or "sim" or "sms" or "account" ? NameStrength.Number : NameStrength.None;

        return last switch
        {
            "authorization" => NameStrength.Authorization,
            "cookie" => NameStrength.Cookie,
            "secret" or "secrets" => qualifier is "kubernetes" or "k8s" or "trade" or "open" or "top" or "no" ? NameStrength.Weak : SecretsOf.Contains(qualifier) ? NameStrength.Strong : NameStrength.Medium,
            "credential" or "credentials" or "creds" => NameStrength.Medium,
            "pass" or "pw" or "passw" => words.Count > 1 ? NameStrength.Medium : NameStrength.Weak,
            "auth" => NameStrength.Weak,
            "mnemonic" => NameStrength.Medium,
            "pat" => words.Count > 1 ? NameStrength.Medium : NameStrength.Weak,
            "token" => TokensOf.Contains(qualifier) ? NameStrength.Strong : NoTokensOf.Contains(qualifier) ? NameStrength.None : words.Count > 1 ? NameStrength.Medium : NameStrength.Weak,
            "key" or "keys" => KeyOf(words, qualifier),
            "code" => qualifier is "verification" or "security" or "passcode" or "2fa" or "mfa" ? NameStrength.Number : NameStrength.None,
            "phrase" => qualifier is "seed" or "recovery" or "pass" ? NameStrength.Strong : NameStrength.None,
            _ => Array.Exists(Compounds, compound => last.EndsWith(compound, StringComparison.Ordinal) || last.EndsWith(compound + "s", StringComparison.Ordinal))
                || last.EndsWith("password", StringComparison.Ordinal) || last.EndsWith("passwd", StringComparison.Ordinal) ? NameStrength.Strong : NameStrength.None,
        };
    }

    /// <summary>Whether it is exactly such a word: <c>password</c>, <c>apikey</c>.</summary>
    internal static bool IsWhole(ReadOnlySpan<char> name)
    {
        var word = name.ToString().ToLowerInvariant();
        return Passwords.Contains(word) || Array.Exists(Compounds, compound => string.Equals(compound, word, StringComparison.Ordinal));
    }

    private static NameStrength KeyOf(List<string> words, string qualifier)
    {
        if (words.Count > 2 && qualifier is "access" or "api" or "account")
            return NameStrength.Strong;
        if (qualifier is "host" or "client" or "server" or "read" or "write" or "session" or "cookie" or "project" or "user" or "google" or "aws" or "shared" or "service" or "storage" or "app" or "function" or "account")
            return NameStrength.Medium;
        if (KeysOf.Contains(qualifier))
            return NameStrength.Strong;
        return words.Count == 2 && !NoKeysOf.Contains(qualifier) ? NameStrength.Faint : NameStrength.None;
    }

    /// <summary>A quick check for letters that every such name contains.</summary>
    private static bool CanBe(ReadOnlySpan<char> name)
    {
        if (name.Length < 2)
            return false;

        var end = name[Math.Max(0, name.Length - MaxLength)..];
        foreach (var core in Cores)
        {
            if (end.Contains(core, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static readonly string[] Cores = ["pass", "pat", "pw", "secret", "token", "key", "cred", "auth", "cookie", "wort", "senha", "pin", "otp", "cv", "csc", "code", "phrase", "mnemonic", "securestring"];

    /// <summary>The words of a name in snake, kebab or camel case, in lower case.</summary>
    private static List<string> Words(ReadOnlySpan<char> name)
    {
        var words = new List<string>(4);
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]);
            var isHump = !isEnd && i > start && char.IsAsciiLetterUpper(name[i])
                && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]) && char.IsAsciiLetterUpper(name[i - 1])));
            if (!isEnd && !isHump)
                continue;

            if (i > start)
                words.Add(name[start..i].ToString().ToLowerInvariant());
            start = isEnd ? i + 1 : i;
        }

        return words;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
