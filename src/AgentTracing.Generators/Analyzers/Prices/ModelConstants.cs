using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The possible string values of an expression that are known at compile time.</summary>
internal sealed class ModelConstants
{
    // An initializer may refer to another one, and cycles of them compile.
    private const int MaxDepth = 8;

    private readonly ImmutableArray<ModelConstant>.Builder _found = ImmutableArray.CreateBuilder<ModelConstant>();
    private readonly CancellationToken _cancellationToken;
    private int _values;

    private ModelConstants(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>The constants, each with its expression at the naming.</summary>
    public ImmutableArray<ModelConstant> Found => _found.ToImmutable();

    /// <summary>Whether the expression has no other values.</summary>
    public bool AreAll { get; private set; } = true;

    /// <summary>The constants in <paramref name="value"/>.</summary>
    public static ModelConstants Of(IOperation value, CancellationToken cancellationToken)
    {
        var constants = new ModelConstants(cancellationToken);
        constants.Read(value, value, MaxDepth);
        return constants;
    }

    // where is the expression to report. It remains the reference if the constant comes from the initializer of the referenced member.
    private void Read(IOperation? value, IOperation where, int depth)
    {
        if (value is null || depth == 0 || ++_values > WalkBounds.Values)
        {
            AreAll = false;
            return;
        }

        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            if (constant is string text)
                Add(text);
            return;
        }

        switch (value)
        {
            case IConversionOperation conversion:
                Read(conversion.Operand, Narrowed(conversion.Operand), depth);
                break;
            case IConditionalOperation conditional:
                ReadArms([conditional.WhenTrue, conditional.WhenFalse]);
                break;
            case ISwitchExpressionOperation choice:
                ReadArms(choice.Arms.Select(static arm => arm.Value));
                break;
            case ICoalesceOperation coalesce:
                ReadArms([coalesce.Value, coalesce.WhenNull]);
                break;
            case ISimpleAssignmentOperation assignment:
                Read(assignment.Value, Narrowed(assignment.Value), depth);
                break;
            case IThrowOperation:
                break;
            case IFieldReferenceOperation { Field: { IsConst: true } member } when ModelSites.IdOf(member) is { } id:
                Add(id);
                break;
            case IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation:
                Read(InitialValue.Of(value, _cancellationToken), where, depth - 1);
                break;
            case IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: string standard } }:
                Add(standard);
                AreAll = false;
                break;
            default:
                AreAll = false;
                break;
        }

        void Add(string id) => _found.Add(new ModelConstant(id, where.Syntax));

        void ReadArms(IEnumerable<IOperation?> arms)
        {
            foreach (var arm in arms)
                Read(arm, arm is null ? where : Narrowed(arm), depth - 1);
        }

        // The part itself, unless the whole is elsewhere.
        IOperation Narrowed(IOperation part) => where == value ? part : where;
    }
}

/// <summary>A constant that names a model.</summary>
/// <param name="Id">The id, as written.</param>
/// <param name="Syntax">The expression of the constant.</param>
internal readonly record struct ModelConstant(string Id, SyntaxNode Syntax);
