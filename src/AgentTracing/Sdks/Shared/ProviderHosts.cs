using System.Net;

namespace AgentTracing.Sdks;

/// <summary>Provider and geography of an end point.</summary>
/// <param name="Provider">The provider, a value of <c>gen_ai.provider.name</c>; null when the host does not determine it.</param>
/// <param name="Geography">The region or geography in the host's name; null when there is none.</param>
internal readonly record struct HostedService(string? Provider, string? Geography);

/// <summary>
/// The providers by the hosts of their end points, because the SDK does not determine the provider. A pricing file can add hosts
/// (<c>"hosts"</c>). The run time, the generator and Backends share this file.
/// </summary>
internal static class ProviderHosts
{
    private const int OllamaPort = 11434;

    /// <summary>Domains of private networks.</summary>
    private static readonly string[] LocalDomains = [".local", ".internal", ".lan", ".localhost", ".home.arpa"];

    /// <summary>
    /// A host; with the prefix <c>*.</c> every host of a domain; with <c>{region}</c> the hosts of all regions. Sources: the base addresses
    /// in each
    /// provider's API reference.
    /// </summary>
    private static readonly (string Pattern, string Provider)[] Table =
    [
        ("api.openai.com", ProviderNames.OpenAI),
        ("{region}.api.openai.com", ProviderNames.OpenAI),
        ("*.openai.azure.com", ProviderNames.AzureOpenAI),
        ("*.openai.azure.us", ProviderNames.AzureOpenAI),
        ("*.openai.azure.cn", ProviderNames.AzureOpenAI),
        ("*.cognitiveservices.azure.com", ProviderNames.AzureOpenAI),
        ("*.services.ai.azure.com", ProviderNames.AzureInference),
        ("*.models.ai.azure.com", ProviderNames.AzureInference),
        ("models.inference.ai.azure.com", ProviderNames.AzureInference),
        ("bedrock-runtime.{region}.amazonaws.com", ProviderNames.Bedrock),
        ("bedrock-runtime-fips.{region}.amazonaws.com", ProviderNames.Bedrock),
        ("bedrock-runtime.{region}.amazonaws.com.cn", ProviderNames.Bedrock),
        ("bedrock-runtime.{region}.api.aws", ProviderNames.Bedrock),
        ("bedrock-mantle.{region}.api.aws", ProviderNames.Bedrock),
        ("aiplatform.googleapis.com", ProviderNames.VertexAI),
        ("{region}-aiplatform.googleapis.com", ProviderNames.VertexAI),
        ("aiplatform.{region}.rep.googleapis.com", ProviderNames.VertexAI),
        ("generativelanguage.googleapis.com", ProviderNames.Gemini),
        ("api.anthropic.com", ProviderNames.Anthropic),
        ("api.groq.com", ProviderNames.Groq),
        ("api.x.ai", ProviderNames.XAI),
        ("{region}.api.x.ai", ProviderNames.XAI),
        ("api.mistral.ai", ProviderNames.Mistral),
        ("codestral.mistral.ai", ProviderNames.Mistral),
        ("api.deepseek.com", ProviderNames.DeepSeek),
        ("api.cohere.com", ProviderNames.Cohere),
        ("api.cohere.ai", ProviderNames.Cohere),
        ("openrouter.ai", ProviderNames.OpenRouter),
        ("api.together.xyz", ProviderNames.Together),
        ("api.together.ai", ProviderNames.Together),
        ("api.fireworks.ai", ProviderNames.Fireworks),
        ("api.perplexity.ai", ProviderNames.Perplexity),
        ("api.cerebras.ai", ProviderNames.Cerebras),
        ("api.moonshot.ai", ProviderNames.Moonshot),
        ("api.moonshot.cn", ProviderNames.Moonshot),
        ("ollama.com", ProviderNames.Ollama),
    ];

    /// <summary>The provider and geography of <paramref name="server"/>.</summary>
    public static HostedService Find(Uri server)
    {
        if (!server.IsAbsoluteUri)
            return default;

        // Ollama's port. Any other local server may be a proxy of any provider.
        if (IsLocal(server))
            return server.Port == OllamaPort ? new(ProviderNames.Ollama, null) : default;

        string host = server.IdnHost.ToLowerInvariant();
        foreach (var (pattern, provider) in Table)
        {
            if (IsMatch(pattern, host, out string? region))
                return new(OnAzure(provider, server), region);
        }

        return default;
    }

    /// <summary>
    /// Whether an end point is on this machine or in a private network: loopback, addresses of RFC 1918, 4193, 3927 and 6598, names
    /// without a domain (a service of Docker Compose), and the domains <c>.local</c>, <c>.internal</c>, <c>.lan</c>, <c>.localhost</c> and <c>.home.arpa</c>.
    /// </summary>
    public static bool IsLocal(Uri server)
    {
        if (!server.IsAbsoluteUri || server.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
            return false;
        if (server.IsLoopback)
            return true;

        string host = server.IdnHost;
        return IPAddress.TryParse(host, out var address)
            ? IsPrivate(address)
            : host.IndexOf('.') < 0 || LocalDomains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPrivate(IPAddress address) => address.GetAddressBytes() switch
    {
        [10, ..] or [192, 168, _, _] or [169, 254, _, _] or [0, 0, 0, 0] => true,
        [172, var second, _, _] => second is >= 16 and <= 31,
        [100, var second, _, _] => second is >= 64 and <= 127,
        { Length: 16 } bytes => (bytes[0] & 0xFE) == 0xFC || address.IsIPv6LinkLocal,
        _ => false,
    };

    /// <summary>
    /// Whether a host matches a pattern: the host itself, <c>*.</c> before a domain, or <c>{region}</c> in place of a label or a part of
    /// it.
    /// </summary>
    public static bool IsMatch(string pattern, string host, out string? region)
    {
        region = null;
        if (pattern.StartsWith("*.", StringComparison.Ordinal))
            return host.Length > pattern.Length - 1 && host.EndsWith(pattern.Substring(1), StringComparison.Ordinal);

        int start = pattern.IndexOf("{region}", StringComparison.Ordinal);
        if (start < 0)
            return host == pattern;

        string tail = pattern.Substring(start + "{region}".Length);
        int length = host.Length - start - tail.Length;
        if (length <= 0 || string.CompareOrdinal(host, 0, pattern, 0, start) != 0 || !host.EndsWith(tail, StringComparison.Ordinal))
            return false;

        region = host.Substring(start, length);
        return region.IndexOf('.') < 0;
    }

    /// <summary>Azure's model service has three protocols, which the path distinguishes.</summary>
    private static string OnAzure(string provider, Uri server) =>
        provider != ProviderNames.AzureInference ? provider
        : server.AbsolutePath.StartsWith("/openai", StringComparison.OrdinalIgnoreCase) ? ProviderNames.AzureOpenAI
        : server.AbsolutePath.StartsWith("/anthropic", StringComparison.OrdinalIgnoreCase) ? ProviderNames.Foundry
        : provider;
}
