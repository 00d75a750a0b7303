using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Reuse;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The calls of <see cref="Sdk.AllCalls"/>, and those <c>[assembly: LlmApi]</c> adds, that a compilation can make.
/// </summary>
internal sealed class LlmApiCatalogue
{
    private static readonly CompilationFact<LlmApiCatalogue?> Known = new(Create);
    private static readonly ReusedFact<IReadOnlyCollection<string>> Names = new(static compilation => Of(compilation)?.MethodNames ?? []);

    private readonly Dictionary<INamedTypeSymbol, Dictionary<string, LlmApi>> _types = new(SymbolEqualityComparer.Default);
    private readonly OverrideChain<LlmApi> _calls = new();
    private readonly HashSet<string> _methodNames = new(StringComparer.Ordinal);

    private LlmApiCatalogue()
    {
    }

    /// <summary>Names of all methods of the table, for syntactic filters.</summary>
    public static IReadOnlyCollection<string> KnownMethodNames { get; } = new HashSet<string>(Sdk.AllCalls.SelectMany(static api => api.Methods), StringComparer.Ordinal);

    /// <summary>Names of the methods that the compilation can call.</summary>
    public IReadOnlyCollection<string> MethodNames => _methodNames;

    /// <summary>As <see cref="MethodNames"/>, for a compilation; none when it has no catalogue.</summary>
    public static IReadOnlyCollection<string> MethodNamesIn(Compilation compilation) => Names.Of(compilation);

    /// <summary>The catalogue of a compilation; null when it references no LLM SDK and declares no calls.</summary>
    public static LlmApiCatalogue? Of(Compilation compilation) => Known.Of(compilation);

    private static LlmApiCatalogue? Create(Compilation compilation)
    {
        var catalogue = new LlmApiCatalogue();
        var lookup = new NamespaceLookup(compilation);
        foreach (var api in Sdk.AllCalls)
        {
            foreach (var type in lookup.Find(api.Type))
                catalogue.Add(type, api.RawAnswer is { } answer && !RawBodyReaders.CanRead(answer, compilation) ? api with { RawAnswer = null } : api);
        }

        foreach (var (type, api) in DeclaredLlmApis.Of(compilation))
            catalogue.Add(type, api);

        return catalogue._types.Count == 0 ? null : catalogue;
    }

    /// <summary>
    /// Finds a method in the catalogue: itself, an overridden method, or an implemented interface member, regardless of the receiver's
    /// type.
    /// </summary>
    /// <param name="method">The called method, possibly reduced or constructed.</param>
    /// <param name="api">Its entry, with <see cref="LlmApiTraits.Protocol"/> if the overload takes a raw body.</param>
    public bool TryGetCall(IMethodSymbol method, out LlmApi api)
    {
        api = null!;
        if (!_methodNames.Contains(method.Name) && method.ExplicitInterfaceImplementations.IsEmpty)
            return false;

        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (Find(definition) is not { } found)
            return false;

        api = definition.Parameters.Any(IsRawBody) ? found with { Traits = found.Traits | LlmApiTraits.Protocol } : found;
        return true;
    }

    /// <summary>Whether the type is, extends or implements a client of models, whose inner calls are forwarded.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isCall">The calls that define a client; null for model calls.</param>
    public bool IsClient(INamedTypeSymbol type, Func<LlmApi, bool>? isCall = null)
    {
        isCall ??= static api => api.IsModelCall;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (HasCalls(current, isCall))
                return true;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (HasCalls(contract, isCall))
                return true;
        }

        return false;
    }

    private bool HasCalls(INamedTypeSymbol type, Func<LlmApi, bool> isCall)
        => _types.TryGetValue(type.OriginalDefinition, out var methods) && methods.Values.Any(isCall);

    private static bool IsRawBody(IParameterSymbol parameter)
        => parameter.Type.Is("System.ClientModel", "BinaryContent") || parameter.Type.Is("Azure.Core", "RequestContent");

    private void Add(INamedTypeSymbol type, LlmApi api)
    {
        foreach (var name in api.Methods)
        {
            if (DeclaringType(type, name) is not { } declaring)
                continue;

            if (!_types.TryGetValue(declaring, out var methods))
                _types.Add(declaring, methods = new(StringComparer.Ordinal));
            methods[name] = api;
            _methodNames.Add(name);
        }
    }

    // An entry may name a derived type for an inherited method.
    private static INamedTypeSymbol? DeclaringType(INamedTypeSymbol type, string method)
        => type.OriginalDefinition.SelfAndBaseTypes().FirstOrDefault(t => t.GetMembers(method).Any(m => m is IMethodSymbol))?.OriginalDefinition;

    private LlmApi? Find(IMethodSymbol definition) => _calls.Of(definition, method => Declared(method) ?? Implemented(method));

    private LlmApi? Declared(IMethodSymbol definition)
        => definition.ContainingType is { } type && _types.TryGetValue(type.OriginalDefinition, out var methods) && methods.TryGetValue(definition.Name, out var api)
            ? api
            : null;

    private LlmApi? Implemented(IMethodSymbol definition)
    {
        if (definition.IsStatic || definition.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type)
            return null;

        foreach (var member in definition.ExplicitInterfaceImplementations)
        {
            if (Declared(member.OriginalDefinition) is { } api)
                return api;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (!_types.TryGetValue(contract.OriginalDefinition, out var methods) || !methods.TryGetValue(definition.Name, out var api))
                continue;

            foreach (var member in contract.GetMembers(definition.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), definition))
                    return api;
            }
        }

        return null;
    }
}
