using System.Collections.Concurrent;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <summary>Finds operations and their implementations. Shared by all analyzers and generators of a compilation.</summary>
internal sealed class OperationSymbols
{
    private static readonly CompilationFact<OperationSymbols> Known = new(static compilation => new OperationSymbols(compilation));

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<IMethodSymbol, IMethodSymbol>> _types = new(SymbolEqualityComparer.Default);

    private readonly OverrideChain<IMethodSymbol> _implemented = new();

    private OperationSymbols(Compilation compilation) => _compilation = compilation;

    /// <summary>The symbols of <paramref name="compilation"/>.</summary>
    public static OperationSymbols Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>The kind of operation of the method, or null.</summary>
    public OperationKind? KindOf(IMethodSymbol method)
    {
        if (!CanDeclareOperations(method.ContainingAssembly))
            return null;

        foreach (var (kind, _) in OperationAttributes.Of(method.OriginalDefinition))
            return kind;

        return null;
    }

    /// <summary>The operation of <paramref name="type"/> that the method implements, or null.</summary>
    public IMethodSymbol? ImplementedBy(IMethodSymbol method, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!CanDeclareOperations(type.ContainingAssembly))
            return null;

        var implementations = _types.GetOrAdd(type.OriginalDefinition, definition => Implementations(definition, cancellationToken));
        return implementations.TryGetValue(method.OriginalDefinition, out var operation) ? operation : null;
    }

    /// <summary>The operation that the method implements in its own type, or else the nearest method that it overrides in its own; null when none does.</summary>
    public IMethodSymbol? ImplementedThrough(IMethodSymbol method, CancellationToken cancellationToken)
        => _implemented.Of(method, candidate => ImplementedBy(candidate, candidate.ContainingType, cancellationToken));

    /// <summary>Whether the assembly references our attributes, because loading attributes of assemblies is slow.</summary>
    private bool CanDeclareOperations(IAssemblySymbol? assembly)
        => assembly is not null && _assemblies.GetOrAdd(assembly, candidate =>
            SymbolEqualityComparer.Default.Equals(candidate, _compilation.Assembly)
            || candidate.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == OperationAttributes.Assembly)));

    private Dictionary<IMethodSymbol, IMethodSymbol> Implementations(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var implementations = new Dictionary<IMethodSymbol, IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (OperationAttributes.Of(method).Any()
                && OperationParser.ImplementationOf(method, _compilation, cancellationToken)?.OriginalDefinition is { } implementation
                && !implementations.ContainsKey(implementation))
            {
                implementations.Add(implementation, method);
            }
        }

        return implementations;
    }
}
