using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Pricing;
using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Finds the places where a compilation names models: for the SDKs of the catalogue, in its own calls, and for our API.</summary>
internal sealed class ModelNamings
{
    private const string Us = "AgentTracing";

    private static readonly ImmutableArray<OperationKind> Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment];

    private static readonly CompilationFact<ModelNamings> Known = new(static compilation => new ModelNamings(compilation));
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Mentions = new();

    private readonly Compilation _compilation;
    private readonly ModelSites? _sites;
    private readonly LlmApiCatalogue? _apis;
    private readonly ModelClients _clients;
    private readonly bool _isOfUse;

    private ModelNamings(Compilation compilation)
    {
        _compilation = compilation;
        _sites = ModelSites.Create(compilation);
        _apis = LlmApiCatalogue.Of(compilation);
        _clients = ModelClients.Of(compilation);
        _isOfUse = _sites is not null || _apis is not null || compilation.SyntaxTrees.Any(MentionsUs);
    }

    /// <summary>The namings of a compilation; null when it references no LLM SDK, and does not use our API that names models.</summary>
    public static ModelNamings? Of(Compilation compilation) =>
        Known.Of(compilation) is { _isOfUse: true } namings ? namings : null;

    /// <summary>Calls <paramref name="found"/> with every named model, its containing symbol, and a callback for diagnostics.</summary>
    public void Watch(CompilationStartAnalysisContext context, Action<ModelMention, ISymbol, Action<Diagnostic>> found)
    {
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var naming in In(operation.Operation, operation.CancellationToken))
                    found(naming, operation.ContainingSymbol, operation.ReportDiagnostic);
            },
            Kinds);

        // The compiler treats an annotated method as generated code, because its other part is. Its attributes are therefore analyzed from
        // the type.
        context.RegisterSymbolAction(
            type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    if (InAttribute(method, type.CancellationToken) is { } naming)
                        found(naming, method, type.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
    }

    /// <summary>The models that <paramref name="operation"/> itself names; nested operations are analyzed separately.</summary>
    public IEnumerable<ModelMention> In(IOperation operation, CancellationToken cancellationToken)
    {
        var values = operation switch
        {
            IInvocationOperation call => InArguments(call.TargetMethod, call.Arguments, OperationValues.Receiver(call), cancellationToken),
            IObjectCreationOperation { Constructor: { } constructor } creation => InArguments(constructor, creation.Arguments, client: null, cancellationToken),
            IAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => InAssignment(target.Property, assignment, cancellationToken),
            _ => [],
        };
        return values.Select(found => ModelMention.Of(found.Provider, found.Value, cancellationToken) with { Endpoint = found.Endpoint });
    }

    private IEnumerable<(string? Provider, IOperation Value, ModelEndpoint? Endpoint)> InArguments(
        IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation? client, CancellationToken cancellationToken)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && TryGet(parameter, method, arguments, out string? provider))
                yield return (_clients.ProviderOf(provider, client, cancellationToken), argument.Value, ModelEndpoint.Of(arguments, client, cancellationToken));
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

        // Only a method in source: loading parameter attributes from metadata is slow.
        if (!method.IsDeclaredIn(_compilation) || parameter.FindAttribute(Us, "ModelAttribute") is null)
            return false;

        provider = method.FindAttribute(Us, "LlmCallAttribute")?.Text("Provider");
        return true;
    }

    private IEnumerable<(string? Provider, IOperation Value, ModelEndpoint? Endpoint)> InAssignment(
        IPropertySymbol property, IAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        if (_sites?.TryGet(property, out string? provider) != true)
            yield break;

        var client = ModelClients.ClientOf(assignment);
        var endpoint = ModelEndpoint.SetIn(assignment.Parent, cancellationToken) ?? ModelClients.EndpointOf(client, cancellationToken);
        yield return (_clients.ProviderOf(provider, client, cancellationToken), assignment.Value, endpoint);
    }

    /// <summary>The model that the <c>[LlmCall]</c> of a method names; null when it names none.</summary>
    public ModelMention? InAttribute(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.FindAttribute(Us, "LlmCallAttribute") is not { } attribute
            || attribute.Text("Model") is not { } id
            || attribute.SyntaxIn(_compilation, cancellationToken) is not AttributeSyntax { ArgumentList: { } arguments })
        {
            return null;
        }

        ExpressionSyntax? value = arguments.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Model")?.Expression;
        return value is null ? null : new ModelMention(attribute.Text("Provider"), value, [new ModelConstant(id, value)], AreAll: true);
    }

    // [LlmCall(Model = ...)], AgentTrace.StartLlmCall, AgentTrace.RecordUsage, [Model]: searching for these words is cheaper than binding
    // all code.
    private static bool MentionsUs(SyntaxTree tree) => Mentions.GetValue(tree, static tree =>
    {
        string text = tree.GetText().ToString();
        return new(text.Contains("LlmCall") || text.Contains("RecordUsage") || text.Contains("[Model"));
    }).Value;
}

/// <summary>An occurrence of a model in code.</summary>
/// <param name="Provider">Its provider, by any of the provider's names; null when it is unknown at compile time.</param>
/// <param name="Syntax">The expression that names it.</param>
/// <param name="Constants">The known ids; none when they are only known at run time.</param>
/// <param name="AreAll">Whether there are no other ids.</param>
internal sealed record ModelMention(string? Provider, SyntaxNode Syntax, ImmutableArray<ModelConstant> Constants, bool AreAll)
{
    /// <summary>The endpoint of the client; null when code names none.</summary>
    public ModelEndpoint? Endpoint { get; init; }

    /// <summary>Whether the endpoint is on this machine or in a private network.</summary>
    public bool IsLocal => Endpoint?.Address is { } address && ProviderHosts.IsLocal(address);

    /// <summary>
    /// The provider of the model: if an endpoint is named, the provider at that endpoint, by the same table as at run time.
    /// </summary>
    public string? ProviderIn(PriceResolver book) => Endpoint is null ? Provider : Endpoint.Address is { } address ? book.ServiceAt(address).Provider : null;

    /// <summary>The model mention of a value.</summary>
    public static ModelMention Of(string? provider, IOperation value, CancellationToken cancellationToken)
    {
        var constants = ModelConstants.Of(value, cancellationToken);
        return new ModelMention(provider, value.Syntax, constants.Found, constants.AreAll);
    }
}
