using System.Collections.Concurrent;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The initial value of a local, field or property that is never assigned again.</summary>
internal static class InitialValue
{
    private static readonly CompilationFact<ConcurrentDictionary<INamedTypeSymbol, HashSet<string>>> NamesInConstructors = new(static _ => new(SymbolEqualityComparer.Default));

    /// <summary>The value of a reference; null when it is unknown, or may be different.</summary>
    public static IOperation? Of(IOperation reference, CancellationToken cancellationToken) => reference switch
    {
        ILocalReferenceOperation { Local: var local } => LocalUses.Around(reference).InitialOf(local),
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
    private static bool IsNamedInConstructor(ISymbol member, Compilation compilation, CancellationToken cancellationToken) => NamesInConstructors.Of(compilation)
        .GetOrAdd(member.ContainingType.OriginalDefinition, type => new(
            type.Constructors
                .SelectMany(constructor => constructor.DeclarationsIn(compilation, cancellationToken))
                .OfType<ConstructorDeclarationSyntax>()
                .SelectMany(static constructor => constructor.DescendantNodes())
                .OfType<IdentifierNameSyntax>()
                .Select(static name => name.Identifier.ValueText),
            StringComparer.Ordinal))
        .Contains(member.Name);
}
