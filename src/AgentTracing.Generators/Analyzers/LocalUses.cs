using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// The uses of the locals of a body. A body is walked once, however many of its locals are asked for: a long method has many.
/// </summary>
internal sealed class LocalUses
{
    private static readonly ConditionalWeakTable<IOperation, LocalUses> Known = new();

    private readonly Dictionary<ILocalSymbol, IOperation?> _initial = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _changed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ILocalSymbol> _read = new(SymbolEqualityComparer.Default);

    private readonly Dictionary<ILocalSymbol, List<ISimpleAssignmentOperation>> _properties = new(SymbolEqualityComparer.Default);

    private LocalUses(IOperation body)
    {
        foreach (var operation in body.Descendants())
            Add(operation);
    }

    /// <summary>The uses in the whole body that contains an operation.</summary>
    public static LocalUses Around(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;

        return Known.GetValue(operation, static body => new LocalUses(body));
    }

    /// <summary>The initial value of a local that never gets another one; null when it has none, or may get another.</summary>
    public IOperation? InitialOf(ILocalSymbol local) => !_changed.Contains(local) && _initial.TryGetValue(local, out var value) ? value : null;

    /// <summary>Whether code reads the local.</summary>
    public bool Read(ILocalSymbol local) => _read.Contains(local);

    /// <summary>The assignments of properties of the local, in order: <c>options.Endpoint = ...</c>.</summary>
    public IReadOnlyList<ISimpleAssignmentOperation> PropertiesOf(ILocalSymbol local) => _properties.TryGetValue(local, out var assignments) ? assignments : [];

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator:
                _initial[declarator.Symbol] = declarator.GetVariableInitializer()?.Value;
                break;
            case IAssignmentOperation { Target: ITupleOperation targets }:
                _changed.UnionWith(targets.Descendants().OfType<ILocalReferenceOperation>().Select(static reference => reference.Local));
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation target }:
                _changed.Add(target.Local);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation argument }:
                _changed.Add(argument.Local);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } } } assignment:
                if (!_properties.TryGetValue(local, out var assignments))
                    _properties.Add(local, assignments = []);
                assignments.Add(assignment);
                break;
            case ILocalReferenceOperation reference when !(reference.Parent is ISimpleAssignmentOperation parent && parent.Target == reference):
                _read.Add(reference.Local);
                break;
        }
    }
}
