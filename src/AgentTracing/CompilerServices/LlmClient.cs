using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing.CompilerServices;

/// <summary>What is known of an SDK's client when one of its calls is intercepted. Filled by generated code; null means "not known".</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmClient
{
    private static readonly ConditionalWeakTable<object, StrongBox<Uri?>> Servers = [];

    [ThreadStatic]
    private static LlmClient? _blank;

    private Said _said;

    private LlmClient()
    {
    }

    /// <summary>Name of the agent, where the client is one.</summary>
    public string? Name { get => _said.Name; set => _said.Name = value; }

    /// <summary>Model that the client asks for unless the call names another.</summary>
    public string? Model { get => _said.Model; set => _said.Model = value; }

    /// <summary>Provider: a value of <c>gen_ai.provider.name</c>, or the name by which an adapter calls it.</summary>
    public string? Provider { get => _said.Provider; set => _said.Provider = value; }

    /// <summary>Provider that the client's type implies, whatever its end point: a client of an SDK for one of several clouds; null if the type implies none.</summary>
    public string? ServedBy { get => _said.ServedBy; set => _said.ServedBy = value; }

    /// <summary>End point of the service.</summary>
    public Uri? Server { get => _said.Server; set => _said.Server = value; }

    /// <summary>The source with which the client's own pipeline traces its calls.</summary>
    public ActivitySource? Source { get => _said.Source; set => _said.Source = value; }

    /// <summary>The source with which the client inside an agent traces its calls; an agent that has none of its own answers with it as <see cref="Source"/>.</summary>
    public ActivitySource? InnerSource { get => _said.InnerSource; set => _said.InnerSource = value; }

    /// <summary>
    /// What is the same for all layers around one client: the object that the innermost one describes itself with, or the id of an agent. Null
    /// where it is not known.
    /// </summary>
    public object? Identity { get => _said.Identity; set => _said.Identity = value; }

    /// <summary>Whether a layer of the client keeps answers, and gives them again without asking a model.</summary>
    public bool HasCache { get => _said.HasCache; set => _said.HasCache = value; }

    /// <summary>Whether a layer of the agent traces its runs.</summary>
    public bool TracesRuns { get => _said.TracesRuns; set => _said.TracesRuns = value; }

    /// <summary>Name of the source with which the SDK behind the client traces its calls.</summary>
    public string? NativeSource { get => _said.NativeSource; set => _said.NativeSource = value; }

    /// <summary>Name of the source with which the SDK behind the client traces those of its calls that are not streamed.</summary>
    public string? UnstreamedSource { get => _said.UnstreamedSource; set => _said.UnstreamedSource = value; }

    /// <summary>
    /// Reads <paramref name="source"/> with <paramref name="reader"/>; a fault of the reader is counted, and never reaches the caller. A client can say another
    /// thing for each call, and hardly one does: what was said before is the same object again.
    /// </summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="source">The SDK's client, or null.</param>
    /// <param name="reader">Generated code that reads the client.</param>
    /// <returns>The client, as far as it could be read.</returns>
    public static LlmClient Read<T>(T? source, ClientReader<T> reader)
    {
        // The reader runs code of the application, which may call a model itself: that call finds none here.
        var client = _blank ?? new LlmClient();
        _blank = null;
        if (source is not null)
        {
            try
            {
                reader(client, source);
                SdkFacts<T>.ReadClient(client, source);
            }
            catch (Exception exception)
            {
                TelemetryFault.Report("read the client", exception);
            }
        }

        if (RecentClients.Known(client) is not { } known)
            return client;

        client._said = default;
        _blank = client;
        return known;
    }

    /// <summary>The end point that a text names.</summary>
    /// <param name="address">The text.</param>
    /// <returns>The end point; null where the text is none.</returns>
    public static Uri? ServerAt(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var server) ? server : null;

    /// <summary>The end point of a service that is expensive to ask: asked once for each service.</summary>
    /// <typeparam name="T">Type of the service.</typeparam>
    /// <param name="service">The SDK's service.</param>
    /// <param name="address">Asks it.</param>
    /// <returns>The end point; null if the service has none.</returns>
    public static Uri? ServerOf<T>(T service, Func<T, string?> address)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!Servers.TryGetValue(service, out var known))
            Servers.AddOrUpdate(service, known = new(ServerAt(address(service))));
        return known.Value;
    }

    /// <summary>Whether an agent traces its runs, and not the calls of its client only.</summary>
    internal bool TracesItself => TracesRuns || (Source is not null && !ReferenceEquals(Source, InnerSource));

    /// <summary>Whether the two are layers of one client.</summary>
    internal bool IsSameAs(LlmClient? other) => Identity is not null && Equals(Identity, other?.Identity);

    /// <summary>The provider in OpenTelemetry's spelling: some adapters of Microsoft.Extensions.AI say their own name.</summary>
    /// <param name="known">The provider that the call's type implies.</param>
    internal string? ProviderOr(string? known) => (string.IsNullOrEmpty(Provider) ? known : Provider) switch
    {
        "OpenAIService" => ProviderNames.OpenAI,
        "AnthropicClient" => ProviderNames.Anthropic,
        "MistralClient" => ProviderNames.Mistral,
        var provider => provider,
    };

    /// <summary>Whether the two say the same.</summary>
    internal bool SaysTheSameAs(LlmClient other) => _said.Equals(other._said);

    private record struct Said
    {
        internal string? Name;
        internal string? Model;
        internal string? Provider;
        internal string? ServedBy;
        internal Uri? Server;
        internal ActivitySource? Source;
        internal ActivitySource? InnerSource;
        internal object? Identity;
        internal bool HasCache;
        internal bool TracesRuns;
        internal string? NativeSource;
        internal string? UnstreamedSource;
    }
}
