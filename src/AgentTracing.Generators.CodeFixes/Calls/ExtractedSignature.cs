using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.CodeFixes.Calls;

/// <summary>
/// Signature of the method that a call is extracted into: a parameter for each argument, so the evaluation of arguments does not move, and
/// one for the client if the method cannot access it.
/// </summary>
/// <param name="ReturnType">The return type, as source text.</param>
/// <param name="Parameters">The parameters, as source text.</param>
/// <param name="Arguments">The arguments that the method forwards.</param>
/// <param name="TakesReceiver">Whether the client is the first parameter.</param>
/// <param name="IsStatic">Whether the call is in a static context.</param>
/// <param name="Receiver">The receiver of the SDK call in the method.</param>
internal sealed record ExtractedSignature(
    string ReturnType, IReadOnlyList<string> Parameters, IReadOnlyList<string> Arguments, bool TakesReceiver, bool IsStatic, string Receiver)
{
    /// <summary>Creates the signature; null when a type cannot be named, or an argument cannot be forwarded.</summary>
    public static ExtractedSignature? Create(LlmCallSite site, InvocationExpressionSyntax call, bool isStatic, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: not (BaseExpressionSyntax or ThisExpressionSyntax) and var receiver }
            || ReturnTypeOf(site, call) is not { } result
            || !CanName(result)
            || model.GetOperation(call, cancellationToken) is not IInvocationOperation operation)
        {
            return null;
        }

        int position = call.SpanStart;
        bool isReachable = IsReachable(receiver, isStatic, model, cancellationToken);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var parameters = new List<string>();
        if (isReachable)
        {
            taken.UnionWith(receiver.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText));
        }
        else if (model.GetTypeInfo(receiver, cancellationToken).Type is { } type && CanName(type))
        {
            taken.Add(NameFor(receiver, type));
            parameters.Add($"{type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, position)} {CSharp.Identifier(NameFor(receiver, type))}");
        }
        else
        {
            return null;
        }

        string target = isReachable ? receiver.WithoutTrivia().ToString() : CSharp.Identifier(taken.First());
        var arguments = new List<string>();
        foreach (var argument in operation.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue && !IsReducedReceiver(argument, site)))
        {
            var parameter = argument.Parameter!;
            if (parameter.RefKind != RefKind.None || !CanName(parameter.Type) || parameter.Type.IsRefLikeType)
                return null;

            string name = CSharp.Identifier(CSharp.FreeName(parameter.Name, candidate => taken.Contains(candidate)));
            taken.Add(name);
            bool isParams = argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection;
            bool isNamed = argument.Syntax is ArgumentSyntax { NameColon: not null };
            if (isNamed && name != CSharp.Identifier(parameter.Name))
                return null;

            parameters.Add($"{(isParams ? "params " : "")}{TypeOf(parameter).ToMinimalDisplayString(model, position)} {name}");
            arguments.Add(isNamed ? $"{name}: {name}" : name);
        }

        return new ExtractedSignature(result.ToMinimalDisplayString(model, position), parameters, arguments, !isReachable, isStatic, target);
    }

    private static bool IsReducedReceiver(IArgumentOperation argument, LlmCallSite site)
        => site.Method.ReducedFrom is not null && argument.Parameter!.Ordinal == 0;

    /// <summary>The type of the call; for the collections of the OpenAI SDK, the stream that a loop enumerates.</summary>
    private static ITypeSymbol? ReturnTypeOf(LlmCallSite site, InvocationExpressionSyntax call)
    {
        var type = site.Method.ReturnType;
        if ((site.Api.Traits & LlmApiTraits.Streaming) == 0 || IsStream(type))
            return type;

        return IsLoopedOver(call) ? type.AllInterfaces.FirstOrDefault(IsStream) : null;
    }

    private static bool IsStream(ITypeSymbol type)
        => type.Is("System.Collections.Generic", "IAsyncEnumerable`1") || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static bool IsLoopedOver(ExpressionSyntax call) => call.Parent switch
    {
        CommonForEachStatementSyntax loop => loop.Expression == call,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithCancellation" or "ConfigureAwait", Parent: InvocationExpressionSyntax next } => IsLoopedOver(next),
        _ => false,
    };

    /// <summary>
    /// Whether the same name refers to the same client in the new method: a member of the type or of another one, or a primary constructor
    /// parameter.
    /// </summary>
    private static bool IsReachable(ExpressionSyntax receiver, bool isStatic, SemanticModel model, CancellationToken cancellationToken)
        => model.GetSymbolInfo(receiver, cancellationToken).Symbol switch
        {
            INamedTypeSymbol => true,
            IFieldSymbol or IPropertySymbol when receiver is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access
                => IsReachable(access.Expression, isStatic, model, cancellationToken),
            IFieldSymbol or IPropertySymbol => !isStatic || model.GetSymbolInfo(receiver, cancellationToken).Symbol!.IsStatic,
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }
                => !isStatic && constructor.DeclarationIn(model.Compilation, cancellationToken) is TypeDeclarationSyntax,
            _ => false,
        };

    private static string NameFor(ExpressionSyntax receiver, ITypeSymbol type)
    {
        if (receiver is IdentifierNameSyntax { Identifier.ValueText: var name } && char.IsLower(name[0]))
            return name;

        string stem = type is { TypeKind: TypeKind.Interface, Name: ['I', _, ..] } ? type.Name.Substring(1) : type.Name;
        return char.ToLowerInvariant(stem[0]) + stem.Substring(1);
    }

    // In assemblies without annotations, a default of null means that null is allowed.
    private static ITypeSymbol TypeOf(IParameterSymbol parameter)
        => parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None } && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null }
            ? parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated)
            : parameter.Type;

    private static bool CanName(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } => false,
        IArrayTypeSymbol array => CanName(array.ElementType),
        INamedTypeSymbol named => named is { IsAnonymousType: false, TypeKind: not TypeKind.Error } && named.TypeArguments.All(CanName),
        _ => type.TypeKind is not (TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer),
    };
}
