using System.Collections.Immutable;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The strings that an expression can have, as far as they are known at compile time.</summary>
internal sealed class ModelConstants
{
    // An initialiser may name another one; a cycle of them compiles.
    private const int MaxDepth = 8;

    private readonly ImmutableArray<ModelConstant>.Builder _found = ImmutableArray.CreateBuilder<ModelConstant>();
    private readonly CancellationToken _cancellationToken;

    private ModelConstants(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>The constants, each with the expression that says it where a model is named.</summary>
    public ImmutableArray<ModelConstant> Found => _found.ToImmutable();

    /// <summary>Whether the expression can be nothing else.</summary>
    public bool AreAll { get; private set; } = true;

    /// <summary>The constants in <paramref name="value"/>.</summary>
    public static ModelConstants Of(IOperation value, CancellationToken cancellationToken)
    {
        var constants = new ModelConstants(cancellationToken);
        constants.Read(value, value, MaxDepth);
        return constants;
    }

    // Where: the expression to report. It stays the reference where a constant comes from the initialiser of what is referred to.
    private void Read(IOperation? value, IOperation where, int depth)
    {
        if (value is null || depth == 0)
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

        // The part itself, unless the whole stands elsewhere.
        IOperation Narrowed(IOperation part) => where == value ? part : where;
    }
}

/// <summary>A constant that names a model.</summary>
/// <param name="Id">The id, as written.</param>
/// <param name="Syntax">The expression that says it.</param>
internal readonly record struct ModelConstant(string Id, SyntaxNode Syntax);
