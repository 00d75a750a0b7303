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

    private Values _values;

    private LlmClient()
    {
    }

    /// <summary>Name of the agent, if the client is one.</summary>
    public string? Name { get => _values.Name; set => _values.Name = value; }

    /// <summary>The client's default model.</summary>
    public string? Model { get => _values.Model; set => _values.Model = value; }

    /// <summary>Provider: a value of <c>gen_ai.provider.name</c>, or the name that an adapter uses.</summary>
    public string? Provider { get => _values.Provider; set => _values.Provider = value; }

    /// <summary>
    /// Provider that the client's type implies, regardless of its end point, such as a client for one of several clouds; null when the type
    /// implies none.
    /// </summary>
    public string? ServedBy { get => _values.ServedBy; set => _values.ServedBy = value; }

    /// <summary>End point of the service.</summary>
    public Uri? Server { get => _values.Server; set => _values.Server = value; }

    /// <summary>The source that the client's pipeline uses to trace its calls.</summary>
    public ActivitySource? Source { get => _values.Source; set => _values.Source = value; }

    /// <summary>
    /// The source that the client inside an agent uses to trace its calls; an agent without its own source returns it as <see
    /// cref="Source"/>.
    /// </summary>
    public ActivitySource? InnerSource { get => _values.InnerSource; set => _values.InnerSource = value; }

    /// <summary>
    /// The identity that all layers around one client share: the metadata object of the innermost one, or the id of an agent. Null when it
    /// is unknown.
    /// </summary>
    public object? Identity { get => _values.Identity; set => _values.Identity = value; }

    /// <summary>Whether a layer of the client caches responses.</summary>
    public bool HasCache { get => _values.HasCache; set => _values.HasCache = value; }

    /// <summary>Whether a layer of the agent traces its runs.</summary>
    public bool TracesRuns { get => _values.TracesRuns; set => _values.TracesRuns = value; }

    /// <summary>Name of the source that the SDK behind the client uses to trace its calls.</summary>
    public string? NativeSource { get => _values.NativeSource; set => _values.NativeSource = value; }

    /// <summary>Name of the source with which the SDK behind the client traces those of its calls that are not streamed.</summary>
    public string? UnstreamedSource { get => _values.UnstreamedSource; set => _values.UnstreamedSource = value; }

    /// <summary>
    /// Reads <paramref name="source"/> with <paramref name="reader"/>. Exceptions of the reader are counted and do not reach the caller. Equal descriptions
    /// share one object, and a client whose metadata object has not changed is not read again.
    /// </summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="source">The SDK's client, or null.</param>
    /// <param name="reader">Generated code that reads the client.</param>
    /// <returns>The description, with the properties that could be read.</returns>
    public static LlmClient Read<T>(T? source, ClientReader<T> reader)
    {
        try
        {
            if (source is not null && SdkFacts<T>.OfClients is var facts)
                return facts.MetadataOf(source) is { } metadata ? DescribedClients.Of(source, reader, metadata, facts) : Read(source, reader, facts);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the client", exception);
        }

        return new LlmClient();
    }

    /// <summary>Reads a client. An equal description from <see cref="RecentClients"/> is returned instead of a new one.</summary>
    internal static LlmClient Read<T>(T source, ClientReader<T> reader, SdkFacts<T> facts)
    {
        // The reader runs application code, which may call a model itself: that inner call must not use the same blank object.
        var client = _blank ?? new LlmClient();
        _blank = null;
        try
        {
            reader(client, source);
            facts.ReadClient(client, source);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the client", exception);
        }

        if (RecentClients.Known(client) is not { } known)
            return client;

        client._values = default;
        _blank = client;
        return known;
    }

    /// <summary>Sets the values that a client's metadata contains.</summary>
    /// <param name="model">The default model, which a call may override.</param>
    /// <param name="provider">Provider.</param>
    /// <param name="server">End point of the service.</param>
    public void Describe(string? model = null, string? provider = null, Uri? server = null) => (Model, Provider, Server) = (model, provider, server);

    /// <summary>Parses an end point.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The end point; null when the text is not an absolute address.</returns>
    public static Uri? ServerAt(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var server) ? server : null;

    /// <summary>Returns the end point of a service. Reading it is slow, so it is read once for each service.</summary>
    /// <typeparam name="T">Type of the service.</typeparam>
    /// <param name="service">The SDK's service.</param>
    /// <param name="address">Reads the address of the service.</param>
    /// <returns>The end point; null if the service has none.</returns>
    public static Uri? ServerOf<T>(T service, Func<T, string?> address)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!Servers.TryGetValue(service, out var known))
            Servers.AddOrUpdate(service, known = new(ServerAt(address(service))));
        return known.Value;
    }

    /// <summary>Whether an agent traces its runs, and not only the calls of its client.</summary>
    internal bool TracesItself => TracesRuns || (Source is not null && !ReferenceEquals(Source, InnerSource));

    /// <summary>Whether both are layers of the same client.</summary>
    internal bool IsSameAs(LlmClient? other) => Identity is not null && Equals(Identity, other?.Identity);

    /// <summary>The provider in OpenTelemetry's spelling: some adapters of Microsoft.Extensions.AI use the name of their class.</summary>
    /// <param name="known">The provider that the call's type implies.</param>
    internal string? ProviderOr(string? known) => (string.IsNullOrEmpty(Provider) ? known : Provider) switch
    {
        "OpenAIService" => ProviderNames.OpenAI,
        "AnthropicClient" => ProviderNames.Anthropic,
        "MistralClient" => ProviderNames.Mistral,
        var provider => provider,
    };

    /// <summary>Whether all values are equal.</summary>
    internal bool HasSameValuesAs(LlmClient other) => _values.Equals(other._values);

    private record struct Values
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

        /// <summary><c>Equals</c> of strings and addresses compares references first, and most calls have the same objects.</summary>
        public readonly bool Equals(Values other)
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
