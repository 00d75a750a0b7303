using System.Globalization;
using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Reuse;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Interception;

/// <summary>Parses a call into a model. Calls that cannot be intercepted are skipped.</summary>
internal sealed partial class InterceptionParser
{
    private const string Tasks = "System.Threading.Tasks";
    private static readonly TreeMemo<ModelCall> Known = new(In);

    private readonly Compilation _compilation;
    private readonly LlmApi _api;
    private readonly IMethodSymbol _method;
    private readonly IMethodSymbol _called;
    private readonly TypePrinter _types;
    private readonly string _self;
    private readonly string? _servedBy;

    private InterceptionParser(Compilation compilation, LlmApi api, IMethodSymbol called, string? servedBy)
    {
        var method = (called.ReducedFrom ?? called).OriginalDefinition;
        _called = called;
        _compilation = compilation;
        _api = api;
        _method = method;
        _servedBy = servedBy;
        _types = new TypePrinter(compilation);
        _self = method.IsExtensionMethod
            ? method.Parameters[0].Name
            : CSharp.FreeName("self", name => method.Parameters.Any(parameter => parameter.Name == name));
    }

    /// <summary>The model calls in all files.</summary>
    public static IncrementalValueProvider<EquatableArray<ModelCall>> InFiles(SyntaxValueProvider syntax) => Known.Read(syntax);

    private static EquatableArray<ModelCall> In(SemanticModel model, ISet<SyntaxTree> bodies, CancellationToken cancellationToken)
    {
        if (!InterceptionOptions.AreAllowed(model.SyntaxTree.Options) || LlmApiCatalogue.MethodNamesIn(model.Compilation) is not { Count: > 0 } names)
            return [];

        List<ModelCall> calls = [];
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().Where(node => LlmCallSite.MayBeAt(node, names)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.GetEnclosingSymbol(node.SpanStart, cancellationToken)?.ContainingType is { } type && types.Add(type))
                bodies.UnionWith(type.OtherFilesOf(node));
            if (Parse(node, model, cancellationToken) is { } call)
                calls.Add(call);
        }

        return calls.ToEquatableArray();
    }

    /// <summary>Parses a candidate; null when it is not a model call.</summary>
    private static ModelCall? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (InterceptionSymbols.Of(model.Compilation).Catalogue is not { } catalogue
            || LlmCallSite.At(node, model, catalogue, cancellationToken) is not { Api.IsTraced: true } site)
        {
            return null;
        }

        string file = node.SyntaxTree.FilePath;
        var place = new CallPlace(node.SpanStart, Display(site.Name));
        string? sdk = site.Api.Sdk?.Property;
        var (shape, reason) = Read(site, model, cancellationToken);
        return shape is not null && model.GetInterceptableLocation((InvocationExpressionSyntax)node, cancellationToken) is { } location
            ? new InterceptedCall(file, place, sdk, new CallLocation(location.Version, location.Data), shape)
            : new SkippedCall(file, place, sdk, reason ?? SkipReason.Signature);
    }

    /// <summary>The reason why a call is not intercepted; null when it is.</summary>
    public static SkipReason? Skip(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken) => Read(site, model, cancellationToken).Reason;

    private static (CallShape? Shape, SkipReason? Reason) Read(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        var symbols = InterceptionSymbols.Of(model.Compilation);
        var rules = new InterceptionRules(model, symbols, cancellationToken);
        return (rules.Skip(site) ?? InterceptionRules.Skip(site.Api)) is { } reason
            ? (null, reason)
            : symbols.ShapeOf(site.Api, site.Method, ServedBy(site, model, cancellationToken));
    }

    /// <summary>The shared shape of a method's calls; null with a reason when they cannot be intercepted.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="api">The called API.</param>
    /// <param name="called">The method, with the type arguments of the call.</param>
    /// <param name="servedBy">The provider that the type of a client in the call implies.</param>
    public static (CallShape? Shape, SkipReason? Reason) Shape(Compilation compilation, LlmApi api, IMethodSymbol called, string? servedBy)
        => new InterceptionParser(compilation, api, called, servedBy).Shape();

    /// <summary>
    /// The provider that the type of a client in the expression implies: <c>bedrock.Messages.Create(...)</c>, regardless of its end point.
    /// Null when there is none.
    /// </summary>
    private static string? ServedBy(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        if (site.Api.Sdk is not { Clients.Count: > 0 })
            return null;

        for (var receiver = site.Receiver; receiver is not null; receiver = (receiver as MemberAccessExpressionSyntax)?.Expression)
        {
            if (model.GetTypeInfo(receiver, cancellationToken).Type is { } type && SdkProviders.OfClient(type) is { } provider)
                return provider;
        }

        return null;
    }

    /// <summary>The position of a name as text: <c>Program.cs(3,5)</c>.</summary>
    public static string Display(SyntaxNode name)
    {
        var start = name.GetLocation().GetLineSpan().StartLinePosition;
        return string.Format(
            CultureInfo.InvariantCulture, "{0}({1},{2})", Path.GetFileName(name.SyntaxTree.FilePath), start.Line + 1, start.Character + 1);
    }

    private (CallShape? Shape, SkipReason? Reason) Shape()
    {
        if (!IsAccessible())
            return (null, SkipReason.Inaccessible);

        if (GeneratedCode.HiddenName(_compilation) is not null)
            return (null, SkipReason.Ambiguous);

        if (!CanBeDeclared() || Return() is not var (returns, result, stream))
            return (null, SkipReason.Signature);

        ITypeParameterSymbol[] typeParameters =
            [.. _method.ContainingType.ContainingTypesAndSelf().SelectMany(static type => type.TypeParameters), .. _method.TypeParameters];
        if (typeParameters.Select(static parameter => parameter.Name).Distinct().Count() < typeParameters.Length)
            return (null, SkipReason.Signature);

        var target = new TypePrinter(_compilation);
        var targetType = _method.IsStatic ? target.Print(_method.ContainingType) : null;
        var forward = target.HasAmbiguousNames ? ExtensionBodies.Of(_method, _compilation) : null;
        if (target.HasAmbiguousNames && forward is null)
            return (null, SkipReason.Ambiguous);

        var shape = Shape(typeParameters, returns, result, stream, (targetType, target.ExternAliases.FirstOrDefault(), forward));
        if (_types.HasAmbiguousNames)
            return (null, SkipReason.Ambiguous);

        return _types.ExternAliases.Any() || shape.Readers.Any(static reader => reader.IsPrivateType) ? (null, SkipReason.Inaccessible) : (shape, null);
    }

    private CallShape Shape(
        ITypeParameterSymbol[] typeParameters, ReturnShape returns, ITypeSymbol? result, SdkStream? stream, (string? Type, string? ExternAlias, string? Forward) target)
    {
        ITypeSymbol? receiver = _method.IsExtensionMethod ? _method.Parameters[0].Type : _method.IsStatic ? null : _method.ContainingType;
        IParameterSymbol[] parameters = [.. _method.Parameters.Skip(_method.IsExtensionMethod ? 1 : 0)];
        var whole = Whole();
        var embeddings = EmbeddingCalls.Of(_method, _self, _types, _compilation);
        return new CallShape
        {
            Name = _method.Name,
            ReturnType = _types.Print(_method.ReturnType),
            Returns = returns,
            Stream = stream,
            TypeParameters = Brackets(typeParameters),
            Attributes = GeneratedCode.MethodAttributes(_compilation).Select(static attribute => attribute.ToString()).Concat(Requirements()).ToEquatableArray(),
            Constraints = typeParameters.Select(_types.ConstraintClause).OfType<string>().ToEquatableArray(),
            Parameters = string.Join(", ", [.. Receiver(receiver), .. parameters.Select(parameter => $"{_types.Print(parameter.Type)} {Name(parameter)}")]),
            Invocation = Invocation(_method, parameters, target.Forward is null ? target.Type : ExtensionBodies.Type),
            Value = embeddings?.Value ?? (whole is null ? null : new CallValue(Invocation(whole, parameters, target.Type), $"result.{_api.ValueMethod}{Brackets(_method.TypeParameters)}()")),
            ReadsInside = embeddings is { Value: null },
            Forward = target.Forward,
            ExternAlias = target.ExternAlias,
            NamesInScope = parameters.Select(static parameter => parameter.Name).Append(_self)
                .Concat(typeParameters.Select(static parameter => parameter.Name))
                .ToEquatableArray(),
            Descriptor = _api.Descriptor,
            LlmOperation = _api.LlmOperation,
            Guard = PromptFunctions.Of(_api, _method, CSharp.Identifier(_self))?.Guard,
            Tags = RetrievalCalls.Tags(_api, parameters),
            Provider = _api.Provider,
            ServedBy = _servedBy,
            NativeSource = HasNativeSource(receiver) ? _api.NativeSource?.Name : null,
            CancellationToken = Only(parameters.Where(static parameter => parameter.Type.Is("System.Threading", "CancellationToken"))),
            Model = (_api.Model & ModelNaming.Argument) == 0 ? null : Only(parameters.Where(IsModel)),
            Client = Client(receiver, parameters),
            Request = Request(parameters),
            History = History(parameters),
            Content = Content(parameters),
            Response = Response(embeddings is not null ? embeddings.Whole : whole is null ? result : ResultOf(whole)),
        };
    }

    /// <summary>Whether generated code can name the method and the types of its signature.</summary>
    private bool IsAccessible()
        => _method.ContainingType.ContainingTypesAndSelf().All(static outer => !outer.IsFileLocal)
            && _compilation.IsSymbolAccessibleWithin(_method, _compilation.Assembly)
            && _compilation.IsSymbolAccessibleWithin(_method.ReturnType, _compilation.Assembly)
            && _method.Parameters.All(parameter => _compilation.IsSymbolAccessibleWithin(parameter.Type, _compilation.Assembly));

    /// <summary>Whether an interceptor with this signature can forward a call.</summary>
    private bool CanBeDeclared()
        => (_method.IsStatic || !_method.ContainingType.IsValueType)
            && _method.RefKind == RefKind.None
            && IsPlain(_method.ReturnType)
            && _called.TypeArguments.Append(_called.ReturnType).Concat(_called.Parameters.Select(static parameter => parameter.Type)).All(IsKnown)
            && _method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && IsPlain(parameter.Type));

    private static bool IsPlain(ITypeSymbol type)
        => type is not { IsRefLikeType: true } and not { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer };

    // The compiler already reports a missing type in the user's code.
    private static bool IsKnown(ITypeSymbol type) => type.NamedTypesIn().All(static named => named.TypeKind != TypeKind.Error);

    /// <summary>
    /// The kind of the return type, and the type of the response or its elements. Null for streams that cannot be wrapped.
    /// </summary>
    private (ReturnShape Returns, ITypeSymbol? Result, SdkStream? Stream)? Return()
    {
        var type = _method.ReturnType;
        if (StreamOf(type) is var (element, stream))
            return (stream is { IsLazy: false } ? ReturnShape.TrackedStream : ReturnShape.Iterator, element, stream);

        var result = type is INamedTypeSymbol { TypeArguments: [var only] } && (type.Is(Tasks, "Task`1") || type.Is(Tasks, "ValueTask`1")) ? only : null;
        if (result is not null && StreamOf(result) is var (part, awaited))
            return (ReturnShape.TrackedStream, part, awaited);

        if ((_api.Traits & LlmApiTraits.Streaming) != 0 || type.Is("System.Collections.Generic", "IEnumerable`1"))
            return null;

        if (_method.ReturnsVoid)
            return (ReturnShape.Void, null, null);

        return result is not null || type.Is(Tasks, "Task") || type.Is(Tasks, "ValueTask") ? (ReturnShape.Tracked, result, null) : (ReturnShape.Value, type, null);
    }

    private (ITypeSymbol Element, SdkStream? Stream)? StreamOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeArguments: [var element] } && type.Is("System.Collections.Generic", "IAsyncEnumerable`1"))
            return (element, null);

        return SdkStreams.Of(type, _compilation) is var (stream, part) ? (part, stream) : null;
    }

    /// <summary>The overload that returns the whole result, if this one returns only a value of it; null when there is none.</summary>
    private IMethodSymbol? Whole()
        => _api.ValueMethod is not { } value || _method.Arity != 1
            ? null
            : _method.ContainingType.GetMembers(_method.Name)
                .OfType<IMethodSymbol>()
                .Where(other => other.Arity == 0 && TakesTheSame(other) && ResultOf(other)?.GetMembers(value).IsEmpty == false)
                .OrderBy(static other => other.Parameters.Length)
                .FirstOrDefault();

    /// <summary>Whether another method accepts the arguments of this one.</summary>
    private bool TakesTheSame(IMethodSymbol other)
        => other.Parameters.Length >= _method.Parameters.Length
            && _method.Parameters.Zip(other.Parameters, static (own, its) => SymbolEqualityComparer.Default.Equals(own.Type, its.Type)).All(static equal => equal)
            && other.Parameters.Skip(_method.Parameters.Length).All(static rest => rest.IsOptional);

    private static ITypeSymbol? ResultOf(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { TypeArguments: [var result] } type && type.Is(Tasks, "Task`1") ? result : null;

    private ReaderModel? Response(ITypeSymbol? result) => result switch
    {
        null => null,
        _ when _api.Descriptor == "InterceptedEvaluator" => VerdictReaders.For(Attributes.OperationKind.Evaluator, result, _compilation),
        _ when _api.IsWrapped => null,
        _ when _api is { IsRaw: true, RawAnswer: { } answer } => RawBodyReaders.ForResponse(result, answer, _compilation),
        ITypeParameterSymbol element when _api.Elements.Count > 0 => ResponseReaders.ForAny(element, _api.Elements, _compilation),
        _ => ResponseReaders.For(result, _compilation, readsSums: _api.IsAgent),
    };

    private ReadBy? Client(ITypeSymbol? receiver, IParameterSymbol[] parameters)
    {
        if (PromptFunctions.Of(_api, _method, CSharp.Identifier(_self)) is { } prompt)
            return KernelReaders.ForFunction(prompt.Function, prompt.Kernel, parameters, _compilation) is var (chosen, choice) ? new ReadBy(chosen, choice) : null;

        if (receiver is not null && ClientReaders.ForName(receiver, _compilation) is { } named)
            return ReadBy.Of(CSharp.Identifier(_self), receiver, named);

        if (receiver is null || _api.IsWrapped)
            return null;

        if (KernelReaders.IsKernel(receiver))
            return KernelReaders.ForPrompt(receiver, CSharp.Identifier(_self), parameters, _compilation) is var (value, reader) ? new ReadBy(value, reader) : null;

        return ClientReaders.For(receiver, _compilation) is { } client ? ReadBy.Of(CSharp.Identifier(_self), receiver, client) : null;
    }

    /// <summary>
    /// The call of a method; a static one through <paramref name="type"/>. Extension methods are never called with member syntax, because
    /// that would bind to the interceptor itself.
    /// </summary>
    private string Invocation(IMethodSymbol method, IEnumerable<IParameterSymbol> parameters, string? type)
    {
        // Among overloads with priorities, argument names select the called one.
        bool isNamed = SymbolEqualityComparer.Default.Equals(method, _method) && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(static other => other.OverloadPriority() != 0);
        IEnumerable<string> arguments = parameters.Select(parameter => isNamed ? $"{Name(parameter)}: {Name(parameter)}" : Name(parameter));
        if (_method.IsExtensionMethod)
            arguments = arguments.Prepend(isNamed ? $"{CSharp.Identifier(_self)}: {CSharp.Identifier(_self)}" : CSharp.Identifier(_self));

        return $"{type ?? CSharp.Identifier(_self)}.{CSharp.Identifier(method.Name)}{Brackets(method.TypeParameters)}({string.Join(", ", arguments)})";
    }

    /// <summary>The method's attributes for trimming and AOT. The interceptor repeats them, so that warnings appear at the call, as before.</summary>
    private IEnumerable<string> Requirements()
    {
        foreach (var attribute in _method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "RequiresUnreferencedCodeAttribute" or "RequiresDynamicCodeAttribute" } type
                && type.ContainingNamespace.Is("System.Diagnostics.CodeAnalysis")
                && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly))
            {
                yield return $"{_types.Print(type)}({CSharp.Literal(attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "")})";
            }
        }
    }

    private ReadBy? Request(IEnumerable<IParameterSymbol> parameters)
    {
        foreach (var parameter in parameters)
        {
            if ((_api.IsRaw ? RawBodyReaders.ForRequest(parameter.Type, _compilation) : RequestReaders.For(parameter.Type, _compilation) ?? ByShape(parameter.Type)) is { } reader)
                return ReadBy.Of(Name(parameter), parameter.Type, reader);
        }

        return null;
    }

    /// <summary>The elements of a stream contain each round.</summary>
    private ReadBy? History(IEnumerable<IParameterSymbol> parameters)
    {
        if ((_api.Traits & LlmApiTraits.Streaming) != 0 || _api.Sdk?.History is not { } name)
            return null;

        foreach (var parameter in parameters)
        {
            if (parameter.Type.HasMetadataName(name) && parameter.Type.ElementType() is { } message && ResponseReaders.For(message, _compilation) is { } reader)
                return new ReadBy(Name(parameter), reader);
        }

        return null;
    }

    /// <summary>
    /// Whether the catalogue determines the source, because no client exposes it, and this version of the SDK has it. Raw bodies are not
    /// traced.
    /// </summary>
    private bool HasNativeSource(ITypeSymbol? receiver)
        => _api is { IsRaw: false, IsPrompt: false }
            && (receiver is null || !ClientReaders.ExposesSource(receiver))
            && (_api.NativeSince is not { } since || _method.ContainingAssembly.Identity.Version >= since);

    private ReaderModel? ByShape(ITypeSymbol type) => (_api.Traits & LlmApiTraits.Declared) == 0 ? null : RequestReaders.ByShape(type, _compilation);

    private IEnumerable<string> Receiver(ITypeSymbol? type) => type is null ? [] : [$"this {_types.Print(type)} {CSharp.Identifier(_self)}"];

    private static bool IsModel(IParameterSymbol parameter)
        => parameter.Type.SpecialType == SpecialType.System_String && MemberNames.Canonical(parameter.Name) is "model" or "modelid" or "deploymentormodelname";

    private static string? Only(IEnumerable<IParameterSymbol> parameters)
    {
        IParameterSymbol[] found = [.. parameters];
        return found.Length == 1 ? Name(found[0]) : null;
    }

    private static string Name(IParameterSymbol parameter) => CSharp.Identifier(parameter.Name);

    private static string Brackets(IReadOnlyCollection<ITypeParameterSymbol> parameters)
        => parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(static parameter => CSharp.Identifier(parameter.Name)))}>";
}
