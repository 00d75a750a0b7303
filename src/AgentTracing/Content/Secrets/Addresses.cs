namespace AgentTracing;

/// <summary>Secrets in addresses: passwords and tokens before the host (RFC 3986, 3.2.1), and the paths of webhooks, which are their keys.</summary>
internal static class Addresses
{
    private const string Separator = "://";

    /// <summary>Hosts whose addresses are credentials (webhooks): the path is the key.</summary>
    private static readonly string[] Webhooks =
    [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "webhook.office.com/webhookb2/",
        "hooks.zapier.com/hooks/catch/", "api.telegram.org/bot", "maker.ifttt.com/use/", "hook.eu1.make.com/", "hook.us1.make.com/", "chat.googleapis.com/v1/spaces/",
    ];

    internal static void Mark(SecretText text)
    {
        for (var at = text.Find(Separator, 0); at >= 0; at = text.Find(Separator, at))
        {
            at += Separator.Length;
            MarkUserInfo(text, at);
        }

        foreach (var webhook in Webhooks)
        {
            for (var at = text.Find(webhook, 0); at >= 0; at = text.Find(webhook, at))
            {
                at += webhook.Length;
                var end = Math.Min(text.EndOf(Letters.Value, at), text.Next(webhook.EndsWith('/') ? '?' : '/', at));
                if (end - at >= 20 && !SecretValues.IsMask(text.Part(at, Math.Min(end, at + SecretValues.Judged))))
                    text.Add(at, end);
            }
        }
    }

    private static void MarkUserInfo(SecretText text, int start)
    {
        // An unescaped password may contain any letter: it ends at the last @ before the host.
        var word = Math.Min(text.EndOf(Letters.Unquoted, start), start + 1024);
        var end = Math.Min(word, Math.Min(text.Next('/', start), Math.Min(text.Next('?', start), text.Next('#', start))));
        var at = text.Part(start, end).LastIndexOf('@');
        if (at < 0)
        {
            // p/ss, p#ss: a slash before the @, followed by a host with a port or a path.
            at = text.Part(start, word).LastIndexOf('@');
            var colon = text.Part(start, word).IndexOf(':');
            if (at < 0 || colon < 0 || colon > at || colon > end - start || IsPort(text.Part(start + colon + 1, end)) || at - colon > 64)
                return;
        }

        var user = text.Part(start, start + at);
        var password = user.IndexOf(':') + 1;
        if (password > 0)
        {
            var value = user[password..];
            if (!SecretValues.IsMask(value) && value[0] is not ('{' or '$' or '<' or '%' and not '%') && !(value[^1] is '}' or '>' or ']'))
                text.Add(start + password, start + at);
        }
        else if (at >= 16 && SecretValues.IsRandom(user))
        {
            text.Add(start, start + at);
        }
    }

    private static bool IsPort(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
