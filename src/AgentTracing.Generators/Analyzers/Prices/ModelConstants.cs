using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The strings that an expression can have, as far as they are known at compile time.</summary>
internal static class ModelConstants
{
    // An initialiser may name another one; a cycle of them compiles.
    private const int MaxDepth = 8;

    /// <summary>The constants in <paramref name="value"/>, each with the expression that says it where a model is named.</summary>
    public static IEnumerable<ModelConstant> Of(IOperation value, CancellationToken cancellationToken) => Of(value, value, MaxDepth, cancellationToken);

    // Where: the expression to report. It stays the reference where a constant comes from the initialiser of what is referred to.
    private static IEnumerable<ModelConstant> Of(IOperation value, IOperation? where, int depth, CancellationToken cancellationToken)
    {
        if (depth == 0)
            return [];
        if (value.ConstantValue is { HasValue: true, Value: string text })
            return [new ModelConstant(text, (where ?? value).Syntax)];

        return value switch
        {
            IConversionOperation conversion => Of(conversion.Operand, Narrowed(value, where, conversion.Operand), depth, cancellationToken),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional => Arms([conditional.WhenTrue, whenFalse]),
            ISwitchExpressionOperation choice => Arms(choice.Arms.Select(static arm => arm.Value)),
            ICoalesceOperation coalesce => Arms([coalesce.Value, coalesce.WhenNull]),
            IFieldReferenceOperation { Field: { IsConst: true } member } when ModelSites.IdOf(member) is { } id => [new ModelConstant(id, (where ?? value).Syntax)],
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => Initializer(field),
            IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property } => Initializer(property),
            _ => [],
        };

        IEnumerable<ModelConstant> Arms(IEnumerable<IOperation> arms) =>
            arms.SelectMany(arm => Of(arm, Narrowed(value, where, arm), depth - 1, cancellationToken));

        IEnumerable<ModelConstant> Initializer(ISymbol member) => InitialValue(member, value.SemanticModel!, cancellationToken) is { } initial
            ? Of(initial, where ?? value, depth - 1, cancellationToken)
            : [];
    }

    /// <summary>The part of an expression to report: the part itself, unless the whole stands elsewhere.</summary>
    private static IOperation? Narrowed(IOperation whole, IOperation? where, IOperation part) => where == whole ? part : where;

    /// <summary>What a static that is never assigned again starts with. A static constructor may assign it: then nothing is known.</summary>
    private static IOperation? InitialValue(ISymbol member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (member.DeclaringSyntaxReferences is not [var reference] || member.ContainingType.StaticConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared))
            return null;

        ExpressionSyntax? value = reference.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            _ => null,
        };
        if (value is null)
            return null;

        // The initialiser may be in another file than the reference. It is bound once a reference, and references of models are few.
        SemanticModel own = value.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(value.SyntaxTree);
        return own.GetOperation(value, cancellationToken);
    }
}

/// <summary>A constant that names a model.</summary>
/// <param name="Id">The id, as written.</param>
/// <param name="Syntax">The expression that says it.</param>
internal readonly record struct ModelConstant(string Id, SyntaxNode Syntax);
