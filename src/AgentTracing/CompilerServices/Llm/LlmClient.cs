using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The description of an SDK's client when one of its calls is intercepted. Filled by generated code; null means unknown.
/// </summary>
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

    /// <summary>Name of the agent, if the client is one.</summary>
    public string? Name { get => _said.Name; set => _said.Name = value; }

    /// <summary>The client's default model.</summary>
    public string? Model { get => _said.Model; set => _said.Model = value; }

    /// <summary>Provider: a value of <c>gen_ai.provider.name</c>, or the name that an adapter uses.</summary>
    public string? Provider { get => _said.Provider; set => _said.Provider = value; }

    /// <summary>
    /// Provider that the client's type implies, regardless of its end point, such as a client for one of several clouds; null when the type
    /// implies none.
    /// </summary>
    public string? ServedBy { get => _said.ServedBy; set => _said.ServedBy = value; }

    /// <summary>End point of the service.</summary>
    public Uri? Server { get => _said.Server; set => _said.Server = value; }

    /// <summary>The source that the client's pipeline uses to trace its calls.</summary>
    public ActivitySource? Source { get => _said.Source; set => _said.Source = value; }

    /// <summary>
    /// The source that the client inside an agent uses to trace its calls; an agent without its own source returns it as <see
    /// cref="Source"/>.
    /// </summary>
    public ActivitySource? InnerSource { get => _said.InnerSource; set => _said.InnerSource = value; }

    /// <summary>
    /// The identity that all layers around one client share: the metadata object of the innermost one, or the id of an agent. Null when it
    /// is unknown.
    /// </summary>
    public object? Identity { get => _said.Identity; set => _said.Identity = value; }

    /// <summary>Whether a layer of the client caches responses.</summary>
    public bool HasCache { get => _said.HasCache; set => _said.HasCache = value; }

    /// <summary>Whether a layer of the agent traces its runs.</summary>
    public bool TracesRuns { get => _said.TracesRuns; set => _said.TracesRuns = value; }

    /// <summary>Name of the source that the SDK behind the client uses to trace its calls.</summary>
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

    /// <summary>Takes what the metadata of a client say.</summary>
    /// <param name="model">Model that the client asks for unless the call names another.</param>
    /// <param name="provider">Provider.</param>
    /// <param name="server">End point of the service.</param>
    public void Describe(string? model = null, string? provider = null, Uri? server = null) => (Model, Provider, Server) = (model, provider, server);

    /// <summary>The end point that a text names.</summary>
    /// <param name="address">The text.</param>
    /// <returns>The end point; null when the text is none.</returns>
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

        /// <summary>Compares references first: each call compares, and most calls have the same objects.</summary>
        public readonly bool Equals(Said other)
            => Name == other.Name
            && Model == other.Model
            && Provider == other.Provider
            && ServedBy == other.ServedBy
            && Equals(Server, other.Server)
            && ReferenceEquals(Source, other.Source)
            && ReferenceEquals(InnerSource, other.InnerSource)
            && Equals(Identity, other.Identity)
            && HasCache == other.HasCache
            && TracesRuns == other.TracesRuns
            && NativeSource == other.NativeSource
            && UnstreamedSource == other.UnstreamedSource;

        public override readonly int GetHashCode() => HashCode.Combine(Name, Model, Provider, Server, Identity);
    }
}
