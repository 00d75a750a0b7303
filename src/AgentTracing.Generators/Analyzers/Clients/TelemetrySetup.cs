using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// The registrations of a compilation: clients for injection, sources with OpenTelemetry, switches of SDKs. Computed lazily, once. Files
/// without any of the relevant names are skipped; in the others only registrations are bound.
/// </summary>
internal sealed class TelemetrySetup
{
    private static readonly CompilationFact<TelemetrySetup> Known = new(static compilation => new TelemetrySetup(compilation));

    private static readonly string[] Listeners = ["ActivityListener", "MeterListener", "AddUsageSink", "AddAgentUsageSink", "IUsageSink"];

    private readonly ConcurrentDictionary<(string Service, string? Key, ClientTracing Tracing), bool> _services = new();
    private readonly Lazy<Facts> _facts;

    private TelemetrySetup(Compilation compilation)
    {
        Models = new SemanticModels(compilation);
        Tokens = new NamedTokens(compilation);
        Flow = new ClientFlow(Models, Tokens);
        _facts = new Lazy<Facts>(() => new Facts(Tokens));
    }

    /// <summary>The semantic models of the compilation.</summary>
    public SemanticModels Models { get; }

    /// <summary>The occurrences of names.</summary>
    public NamedTokens Tokens { get; }

    /// <summary>The set-up of a compilation.</summary>
    public static TelemetrySetup Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>Whether spans of AgentTracing may be registered: a source that is not a literal may be that of AgentTracing.</summary>
    public bool MayRegisterSpans => _facts.Value.RegistersSpans;

    /// <summary>Whether metrics of AgentTracing may be registered.</summary>
    public bool MayRegisterMetrics => _facts.Value.RegistersMetrics;

    /// <summary>Whether code has its own listener for spans, metrics or usage records.</summary>
    public bool MayListen(CancellationToken cancellationToken)
        => Listeners.Any(name => Tokens.Of(name, cancellationToken).Count > 0);

    /// <summary>
    /// Whether there is a registered client of that kind (<c>ChatClient</c>), with that key or none, and all of them trace their calls.
    /// </summary>
    public bool InjectsTraced(string service, string? key, ClientTracing tracing, CancellationToken cancellationToken)
        => _services.GetOrAdd((service, key, tracing), sought =>
        {
            var registrations = _facts.Value.Clients
                .Where(client => IsRegistration(client.Service, client.Call, (sought.Service, sought.Key), cancellationToken))
                .Select(static client => client.Call)
                .ToList();
            return registrations.Count > 0 && registrations.All(call => IsTraced(call, sought.Tracing, cancellationToken));
        });

    /// <summary>The files whose text contains any of the words.</summary>
    public IEnumerable<SyntaxTree> FilesWith(IReadOnlyList<string> words) => Tokens.FilesWith(words);

    /// <summary>The origins of clients.</summary>
    public ClientFlow Flow { get; }

    /// <summary>Whether a source is registered by name or wildcard.</summary>
    public bool Registers(string source) => RegistrationOf(source) is not null;

    /// <summary>The registration of a source; null when there is none.</summary>
    public InvocationExpressionSyntax? RegistrationOf(string source)
        => _facts.Value.Sources.FirstOrDefault(registered => IsMatch(registered.Name, source)).Call;

    /// <summary>Whether the SDK traces a call with a registered source.</summary>
    public bool TracesItself(LlmApi api) => NativeTelemetry.SourceOf(api, this) is not null;

    /// <summary>Whether an AppContext switch is set to true.</summary>
    public bool SwitchesOn(string name) => _facts.Value.Switches.Contains(name);

    /// <summary>Whether a call registers such a client; for a user's method, its inner calls decide.</summary>
    private bool IsRegistration(string? service, InvocationExpressionSyntax call, (string Service, string? Key) sought, CancellationToken cancellationToken)
    {
        if (service is not null && service != sought.Service)
            return false;

        var method = Models.SymbolOf(call, cancellationToken) as IMethodSymbol;
        return (service ?? InferredService(method)) == sought.Service
            && method?.IsDeclaredIn(Models.Compilation) != true
            && ServiceKeys.IsMatch(method is null ? null : ServiceKeys.Of(call, method, Models.Of(call.SyntaxTree), cancellationToken), sought.Key);
    }

    // services.AddSingleton(client): the compiler infers the service.
    private static string? InferredService(IMethodSymbol? method)
        => method is { TypeArguments: [{ } service, ..] } && Pipeline.IsBuilderNamespace(service.ContainingNamespace)
            ? service.TypeKind == TypeKind.Interface ? service.Name.Substring(1) : service.Name
            : null;

    // The call is followed by UseOpenTelemetry() or UseAgentTracing(), has an argument with such a call, or its result is a local with such
    // a call. Aspire's registrations trace.
    private bool IsTraced(InvocationExpressionSyntax call, ClientTracing tracing, CancellationToken cancellationToken)
    {
        var model = Models.Of(call.SyntaxTree);
        var chain = Pipeline.EndOf(call);
        var origins = new ClientOrigins(this, model, cancellationToken, followsInjection: false, tracing);
        return TracingSyntax.IsMentionedIn(chain, tracing)
            || (chain.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } && TracingSyntax.IsMadeToTrace(local, tracing))
            || call.ArgumentList.Arguments.Any(argument => !TracingSyntax.IsNothing(argument.Expression) && origins.Trace(argument.Expression))
            || model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingAssembly?.Name.StartsWith("Aspire.", StringComparison.Ordinal) == true;
    }

    // Matches like OpenTelemetry.
    private static bool IsMatch(string pattern, string source)
        => pattern.IndexOfAny(['*', '?']) < 0
            ? string.Equals(pattern, source, StringComparison.OrdinalIgnoreCase)
            : Regex.IsMatch(source, "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private sealed class Facts
    {
        private const string SourceName = "AgentTracing";

        // The services that clients are registered as.
        private static readonly string[] Services = ["ChatClient", "EmbeddingGenerator", "ImageGenerator", "SpeechToTextClient", "TextToSpeechClient", "AIAgent"];

        // The methods that register our source and meter: AddAgentTracing(), AddAgentTracingConsole(), AddAgentTracingReport(), and the
        // back ends.
        private static readonly string[] RegistrationMethods = ["AddAgentTracing", "AddLangfuse", "AddPhoenix", "AddTraceloop"];

        // The names, or ends of names, of the analyzed calls.
        private static readonly string[] Words = ["AddSource", "AddMeter", .. RegistrationMethods, "SetSwitch", "AddSingleton", "AddScoped", "AddTransient", "AddKeyed", .. Services];

        public Facts(NamedTokens tokens)
        {
            foreach (var call in tokens.FilesWith(Words).SelectMany(static tree => tree.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>())
            {
                if (LlmCallSite.NameOf(call.Expression) is { } name)
                    Read(call, name);
            }
        }

        public List<(string? Service, InvocationExpressionSyntax Call)> Clients { get; } = [];

        public List<(string Name, InvocationExpressionSyntax Call)> Sources { get; } = [];

        public HashSet<string> Switches { get; } = new(StringComparer.Ordinal);

        public bool RegistersSpans { get; private set; }

        public bool RegistersMetrics { get; private set; }

        private void Read(InvocationExpressionSyntax call, SimpleNameSyntax name)
        {
            switch (name.Identifier.ValueText)
            {
                case "AddSource":
                    RegistersSpans |= ReadNames(call, Sources);
                    break;
                case "AddMeter":
                    RegistersMetrics |= ReadNames(call, sources: null);
                    break;
                case var ours when RegistrationMethods.Any(ours.StartsWith):
                    var builder = TelemetryBuilders.KindOf(call);
                    RegistersSpans |= builder != TelemetryKind.Metrics;
                    RegistersMetrics |= builder != TelemetryKind.Traces;
                    break;
                case "SetSwitch" when call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string switched } }, { Expression.RawKind: (int)SyntaxKind.TrueLiteralExpression }]:
                    Switches.Add(switched);
                    break;
                case var other when other.StartsWith("Add", StringComparison.Ordinal) || other.StartsWith("TryAdd", StringComparison.Ordinal):
                    ReadClient(call, name);
                    break;
            }
        }

        /// <summary>Reads names of sources or meters.</summary>
        /// <returns>Whether that of AgentTracing may be among them.</returns>
        private static bool ReadNames(InvocationExpressionSyntax call, List<(string Name, InvocationExpressionSyntax Call)>? sources)
        {
            bool mayBeAgentTracing = false;
            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (argument.Expression is LiteralExpressionSyntax { Token.Value: string name })
                {
                    sources?.Add((name, call));
                    mayBeAgentTracing |= IsMatch(name, SourceName);
                }
                else
                {
                    mayBeAgentTracing = true;
                }
            }

            return mayBeAgentTracing;
        }

        private void ReadClient(InvocationExpressionSyntax call, SimpleNameSyntax name)
        {
            if (name is IdentifierNameSyntax { Identifier.ValueText: "AddSingleton" or "AddScoped" or "AddTransient" or "AddKeyedSingleton" or "AddKeyedScoped" or "AddKeyedTransient" })
            {
                Clients.Add((null, call));
                return;
            }

            var types = (name as GenericNameSyntax)?.TypeArgumentList.ToString() ?? "";
            foreach (string service in Services)
            {
                if (name.Identifier.ValueText.EndsWith(service, StringComparison.Ordinal) || types.Contains("I" + service) || types.Contains("<" + service))
                    Clients.Add((service, call));
            }
        }
    }
}
