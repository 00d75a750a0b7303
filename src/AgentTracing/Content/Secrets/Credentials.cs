namespace AgentTracing;

/// <summary>Credentials after an authentication scheme, anywhere in a text, and after unnamed command line options.</summary>
internal static class Credentials
{
    private const int MinToken = 12;

    internal static void Mark(SecretText text)
    {
        MarkSchemes(text, "bearer", static token => token.Length >= MinToken && SecretValues.IsSecret(token, NameStrength.Weak, ValuePlace.Prose));
        MarkSchemes(text, "basic", static token => IsUserAndPassword(token));
        MarkSchemes(text, "ssws", static token => token.Length >= MinToken && SecretValues.IsRandom(token));
        MarkArguments(text, "Credential(");
        MarkArguments(text, "Credentials(");
        MarkArguments(text, "BasicAuth(");
        MarkArguments(text, "auth=(");
        MarkUsers(text, " -u");
        MarkUsers(text, " -a ");
        MarkUsers(text, " -sSu ");
        MarkUsers(text, " -su ");
        MarkUsers(text, " --user ");
        MarkUsers(text, " --proxy-user ");
        MarkOptions(text, "mysql", " -p");
        MarkOptions(text, "mysqldump", " -p");
        MarkOptions(text, "mariadb", " -p");
        MarkOptions(text, "mongo", " -p ");
        MarkOptions(text, "mongosh", " -p ");
        MarkOptions(text, "sshpass", " -p");
        MarkOptions(text, "login", " -p ");
        MarkOptions(text, "redis-cli", " -a ");
        MarkOptions(text, "sqlcmd", " -P");
        MarkOptions(text, "bcp", " -P");
        MarkOptions(text, "zip", " -P ");
        MarkOptions(text, "7z", " -p");
        MarkOptions(text, "ssh-keygen", " -N ");
        MarkOptions(text, "ldapsearch", " -w ");
        MarkOptions(text, "mosquitto_pub", " -P ");
        MarkOptions(text, "mosquitto_sub", " -P ");
        MarkEchoes(text);
        MarkNet(text);
    }

    /// <summary><c>new NetworkCredential("ada", "...")</c>, <c>auth=("ada", "...")</c>: the last text among the arguments.</summary>
    private static void MarkArguments(SecretText text, string call)
    {
        for (var at = text.Find(call, 0); at >= 0; at = text.Find(call, at))
        {
            at += call.Length;
            var (start, end) = (0, 0);
            for (var quote = at; quote < text.Length && quote - at < 512 && text[quote] is not (')' or '(' or '\r' or '\n'); quote++)
            {
                if (text[quote] is not ('"' or '\''))
                    continue;

                var closing = text.Next(text[quote], quote + 1);
                if (closing - quote > 512)
                    break;
                (start, end) = (quote + 1, closing);
                quote = closing;
            }

            if (end > start && !Guid.TryParse(text.Part(start, end), out _) && SecretValues.IsSecret(text.Part(start, end), NameStrength.Strong, ValuePlace.Given))
                text.Add(start, end);
            at = Math.Max(at, end);
        }
    }

    private delegate bool TokenCheck(ReadOnlySpan<char> token);

    /// <summary><c>Bearer ...</c> (RFC 6750), <c>Basic ...</c> (RFC 7617).</summary>
    private static void MarkSchemes(SecretText text, string scheme, TokenCheck isToken)
    {
        var index = 0;
        while ((index = text.Text.IndexOf(scheme, index, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var end = index + scheme.Length;
            var start = text.SkipBlanks(end);
            if (start == end && text.Has(end, "%20"))
                start += 3;
            if (text.IsBoundary(index) && start > end)
            {
                var last = text.EndOf(Letters.Value, start);
                while (last > start && text[last - 1] is '.' or ':')
                    last--;
                if (isToken(text.Part(start, Math.Min(last, start + SecretValues.Judged))))
                    text.Add(start, last);
            }

            index = end;
        }
    }

    private static bool IsUserAndPassword(ReadOnlySpan<char> token)
    {
        Span<byte> bytes = stackalloc byte[SecretValues.Judged];
        Span<char> padded = stackalloc char[SecretValues.Judged + 4];
        if (token.Length is < 8 or >= SecretValues.Judged)
            return false;

        token.CopyTo(padded);
        var length = token.Length;
        while (length % 4 != 0)
            padded[length++] = '=';
        if (!Convert.TryFromBase64Chars(padded[..length], bytes, out var written))
            return false;
        return bytes[..written].Contains((byte)':') || SecretValues.IsRandom(token);
    }

    /// <summary><c>curl -u user:password</c>.</summary>
    private static void MarkUsers(SecretText text, string option)
    {
        for (var at = text.Find(option, 0); at >= 0; at = text.Find(option, at))
        {
            at = text.SkipBlanks(at + option.Length);
            var start = text[at] is '"' or '\'' ? at + 1 : at;
            var end = start > at ? Math.Min(text.Next(text[at], start), text.EndOf(Letters.Line, start)) : text.EndOf(Letters.Unquoted, start);
            var colon = text.Part(start, Math.Min(end, start + SecretValues.Judged)).IndexOf(':');
            if (colon > 0 && end - start - colon > 3 && SecretValues.IsSecret(text.Part(start + colon + 1, end), NameStrength.Strong, ValuePlace.Given))
                text.Add(start + colon + 1, end);
        }
    }

    /// <summary>Whether a space may separate the command's option from its value; <c>mysql -p shop</c> names a database.</summary>
    private static bool IsSpaced(string command) => command is not ("mysql" or "mysqldump" or "mariadb" or "7z");

    /// <summary><c>echo secret | docker login --password-stdin</c>.</summary>
    private static void MarkEchoes(SecretText text)
    {
        const string Echo = "echo ";
        for (var at = text.Find(Echo, 0); at >= 0; at = text.Find(Echo, at))
        {
            var start = text.SkipBlanks(at + Echo.Length);
            at += Echo.Length;
            if (text.Has(start, "-n "))
                start = text.SkipBlanks(start + 3);
            var isQuoted = text[start] is '"' or '\'';
            var end = isQuoted ? text.Next(text[start], start + 1) : text.EndOf(Letters.Unquoted, start);
            if (isQuoted)
                start++;
            var pipe = text.SkipBlanks(isQuoted ? end + 1 : end);
            if (text[pipe] != '|' || end - start > SecretValues.Judged)
                continue;

            var rest = text.Part(pipe, Math.Min(text.Length, pipe + 200));
            var newline = rest.IndexOfAny('\r', '\n');
            rest = newline < 0 ? rest : rest[..newline];
            if ((rest.Contains("-stdin", StringComparison.Ordinal) || rest.Contains("--with-token", StringComparison.Ordinal) || rest.Contains("sudo -S", StringComparison.Ordinal) || rest.Contains("chpasswd", StringComparison.Ordinal))
                && SecretValues.IsSecret(text.Part(start, end), NameStrength.Strong, ValuePlace.Given))
                text.Add(start, end);
        }
    }

    /// <summary><c>net use Z: \\server\share /user:ada secret</c>, <c>net user ada secret /add</c>.</summary>
    private static void MarkNet(SecretText text)
    {
        const string Net = "net use";
        for (var at = text.Find(Net, 0); at >= 0; at = text.Find(Net, at))
        {
            var isBoundary = text.IsBoundary(at);
            at += Net.Length;
            if (!isBoundary)
                continue;

            var line = text.Part(at, Math.Min(text.Length, at + 256));
            var newline = line.IndexOfAny('\r', '\n');
            line = newline < 0 ? line : line[..newline];
            var user = line.IndexOf("/user:", StringComparison.OrdinalIgnoreCase);
            var before = user >= 0 ? user : text[at] == 'r' ? 1 : -1;
            if (before < 0)
                continue;

            var value = text.SkipBlanks(text.EndOf(Letters.Unquoted, text.SkipBlanks(at + before)));
            var end = text.EndOf(Letters.Unquoted, value);
            if (end > value && end <= at + line.Length && text[value] != '/' && SecretValues.IsSecret(text.Part(value, end), NameStrength.Strong, ValuePlace.Given))
                text.Add(value, end);
        }
    }

    /// <summary><c>mysql -psecret</c>: options that are secrets after one command only.</summary>
    private static void MarkOptions(SecretText text, string command, string option)
    {
        for (var at = text.Find(command, 0); at >= 0; at = text.Find(command, at))
        {
            var start = at;
            at += command.Length;
            if (!text.IsBoundary(start) || text[at] != ' ')
                continue;

            var line = Math.Min(at + 512, text.Length);
            var part = text.Part(at, line);
            var newline = part.IndexOfAny('\r', '\n');
            var index = (newline < 0 ? part : part[..newline]).IndexOf(option, StringComparison.Ordinal);
            if (index < 0)
                continue;

            var value = text.SkipBlanks(at + index + option.Length, IsSpaced(command) ? 8 : 0);
            if (text[value] is '"' or '\'')
                value++;
            var end = text.EndOf(Letters.Unquoted, value);
            if (end > value && text[value] != '-' && SecretValues.IsSecret(text.Part(value, end), NameStrength.Strong, ValuePlace.Given))
                text.Add(value, end);
            at = Math.Max(at, end);
        }
    }
}
