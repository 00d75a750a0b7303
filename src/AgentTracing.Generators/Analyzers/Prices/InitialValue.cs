using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The initial value of a local, field or property that is never assigned again.</summary>
internal static class InitialValue
{
    /// <summary>The value of a reference; null when it is unknown, or may be different.</summary>
    public static IOperation? Of(IOperation reference, CancellationToken cancellationToken) => reference switch
    {
        ILocalReferenceOperation { Local: var local } => OfLocal(local, reference),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => OfMember(field, reference.SemanticModel!, cancellationToken),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsAbstract: false, IsOverride: false } property } => OfMember(property, reference.SemanticModel!, cancellationToken),
        _ => null,
    };

    private static IOperation? OfMember(ISymbol member, SemanticModel model, CancellationToken cancellationToken)
    {
        if (member.DeclarationIn(model.Compilation, cancellationToken) is not { } declaration || IsNamedInConstructor(member, model.Compilation, cancellationToken))
            return null;

        ExpressionSyntax? value = declaration switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { ExpressionBody: { } body } => body.Expression,
            _ => null,
        };
        if (value is null)
            return null;

        // The initializer may be in a different file than the reference. It is bound once for each reference, and references to models are
        // few.
        return model.Of(value).GetOperation(value, cancellationToken);
    }

    // A constructor may assign it.
    private static bool IsNamedInConstructor(ISymbol member, Compilation compilation, CancellationToken cancellationToken) => member.ContainingType.Constructors
        .SelectMany(constructor => constructor.DeclarationsIn(compilation, cancellationToken))
        .OfType<ConstructorDeclarationSyntax>()
        .Any(constructor => constructor.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == member.Name));

    private static IOperation? OfLocal(ILocalSymbol local, IOperation reference)
    {
        IOperation? initial = null;
        foreach (var operation in Around(reference).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    initial = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation { Target: var target } when IsLocal(target) || (target is ITupleOperation && target.Descendants().Any(IsLocal)):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var argument } when IsLocal(argument):
                    return null;
            }
        }

        return initial;

        bool IsLocal(IOperation operation) => operation is ILocalReferenceOperation found && SymbolEqualityComparer.Default.Equals(found.Local, local);
    }

    /// <summary>The whole body that contains an operation.</summary>
    public static IOperation Around(IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;

        return operation;
    }
}
