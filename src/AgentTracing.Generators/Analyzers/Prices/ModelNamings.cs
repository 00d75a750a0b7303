using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Finds where the operations of a compilation name models: in the SDKs of the catalogue, in its own calls, and for our own API.</summary>
internal sealed class ModelNamings(Compilation compilation)
{
    private const string Us = "AgentTracing";

    private static readonly ImmutableArray<OperationKind> Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment];

    private readonly ModelSites? _sites = ModelSites.Create(compilation);
    private readonly LlmApiCatalogue? _apis = LlmApiCatalogue.Create(compilation);

    /// <summary>Calls <paramref name="found"/> with every model that is named, and with what takes diagnostics about it.</summary>
    public void Watch(CompilationStartAnalysisContext context, Action<ModelNaming, Action<Diagnostic>> found)
    {
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var naming in In(operation.Operation, operation.CancellationToken))
                    found(naming, operation.ReportDiagnostic);
            },
            Kinds);

        // An annotated method is generated code to the compiler, since its other half is: attributes are looked at from the type.
        context.RegisterSymbolAction(
            type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    if (InAttribute(method, type.CancellationToken) is { } naming)
                        found(naming, type.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>The models that <paramref name="operation"/> itself names; what is nested in it is looked at by itself.</summary>
    public IEnumerable<ModelNaming> In(IOperation operation, CancellationToken cancellationToken)
    {
        var values = operation switch
        {
            IInvocationOperation call => InArguments(call.TargetMethod, call.Arguments, call.Instance ?? FirstArgument(call)),
            IObjectCreationOperation { Constructor: { } constructor } creation => InArguments(constructor, creation.Arguments, client: null),
            IAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => InAssignment(target.Property, assignment),
            _ => [],
        };
        return values.Select(found => new ModelNaming(found.Provider, found.Value.Syntax, [.. ModelConstants.Of(found.Value, cancellationToken)]));
    }

    private IEnumerable<(string? Provider, IOperation Value)> InArguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation? client)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && TryGet(parameter, method, arguments, out string? provider))
                yield return (IsElsewhere(arguments, client) ? null : provider, argument.Value);
        }
    }

    private bool TryGet(IParameterSymbol parameter, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, out string? provider)
    {
        provider = null;
        if (_sites?.TryGet(parameter, out provider) == true)
            return true;

        if (ModelSites.IsModel(parameter.Name, parameter.Type))
        {
            if (_apis is not null && _apis.TryGetCall(method, out var api))
            {
                provider = api.Provider;
                return true;
            }

            if (method.ContainingType.Is(Us, "AgentTrace"))
            {
                provider = arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "provider")?.Value.ConstantValue.Value as string;
                return true;
            }
        }

        // Only a method in source: the attributes of every parameter of every library would be dear to load.
        if (method.DeclaringSyntaxReferences.IsEmpty || parameter.FindAttribute(Us, "ModelAttribute") is null)
            return false;

        provider = method.FindAttribute(Us, "LlmCallAttribute")?.NamedArgument<string>("Provider");
        return true;
    }

    private IEnumerable<(string? Provider, IOperation Value)> InAssignment(IPropertySymbol property, IAssignmentOperation assignment) =>
        _sites?.TryGet(property, out string? provider) == true ? [(provider, assignment.Value)] : [];

    private static ModelNaming? InAttribute(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.FindAttribute(Us, "LlmCallAttribute") is not { } attribute
            || attribute.NamedArgument<string>("Model") is not { } id
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax { ArgumentList: { } arguments })
        {
            return null;
        }

        ExpressionSyntax? value = arguments.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Model")?.Expression;
        return value is null ? null : new ModelNaming(attribute.NamedArgument<string>("Provider"), value, [new ModelConstant(id, value)]);
    }

    /// <summary>Whether the client is pointed at an endpoint of somebody else, whose models are not those of the SDK's maker.</summary>
    private static bool IsElsewhere(ImmutableArray<IArgumentOperation> arguments, IOperation? client) =>
        arguments.Any(static argument => SetsEndpoint(Source(argument.Value))) || (client is not null && Source(client) is IObjectCreationOperation creation
            && creation.Arguments.Any(static argument => SetsEndpoint(Source(argument.Value))));

    private static bool SetsEndpoint(IOperation? options) =>
        options is IObjectCreationOperation { Initializer: { } initializer } && initializer.Initializers.Any(static member =>
            member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Endpoint" } });

    /// <summary>The expression, or the one that the local starts with that it refers to.</summary>
    private static IOperation? Source(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is not ILocalReferenceOperation { Local: var local })
            return value;

        IOperation root = value;
        while (root.Parent is { } parent)
            root = parent;

        return root.Descendants()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?
            .GetVariableInitializer()?.Value;
    }

    private static IOperation? FirstArgument(IInvocationOperation call) => call.TargetMethod.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0].Value : null;
}

/// <summary>A place in code that names a model.</summary>
/// <param name="Provider">Whose model it is, by any of the provider's names; null where that is not known at compile time.</param>
/// <param name="Syntax">The expression that names it.</param>
/// <param name="Constants">The ids it can have; none where only the running program knows.</param>
internal sealed record ModelNaming(string? Provider, SyntaxNode Syntax, ImmutableArray<ModelConstant> Constants);
