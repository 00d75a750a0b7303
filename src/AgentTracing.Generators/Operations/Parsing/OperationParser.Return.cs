using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <content>The result, and its readers.</content>
internal sealed partial class OperationParser
{
    private const string Collections = "System.Collections.Generic";
    private const string Tasks = "System.Threading.Tasks";

    /// <summary>The kind of the return type, and the type of its results or elements.</summary>
    private ReturnModel Return(IMethodSymbol implementation)
    {
        var type = _method.ReturnType;
        if (_method.ReturnsVoid)
            return new(ReturnShape.Void);

        if (_method.RefKind != RefKind.None)
            return new(ReturnShape.Reference);

        if (type.TypeKind == TypeKind.Dynamic)
            return new(ReturnShape.Dynamic);

        if (!type.CanBeTypeArgument())
            return new(ReturnShape.Unread);

        if (ElementOf(type, Tasks, "Task`1", "ValueTask`1") is { } result)
        {
            return ElementOf(result, Collections, "IAsyncEnumerable`1") is { } streamed
                ? new(ReturnShape.TrackedStream, streamed)
                : SdkStream(result) ?? new(ReturnShape.Tracked, result);
        }

        if (type.Is(Tasks, "Task") || type.Is(Tasks, "ValueTask"))
            return new(ReturnShape.Tracked);

        if (ElementOf(type, Collections, "IEnumerator`1", "IAsyncEnumerator`1") is { } enumerated)
            return new(ReturnShape.Tracked, enumerated);

        if (ElementOf(type, Collections, "IEnumerable`1", "IAsyncEnumerable`1") is { } element)
            return new(EnumerableShape(implementation), element);

        return SdkStream(type) ?? new(ReturnShape.Value, type);
    }

    private ReturnModel? SdkStream(ITypeSymbol type)
        => SdkStreams.Of(type, _compilation) is var (stream, element) ? new(ReturnShape.TrackedStream, element, stream) : null;

    private static ITypeSymbol? ElementOf(ITypeSymbol type, string @namespace, params string[] metadataNames)
        => type is INamedTypeSymbol { TypeArguments: [var element] }
            && metadataNames.Any(name => type.Is(@namespace, name))
            && element.CanBeTypeArgument()
                ? element
                : null;

    private ReturnShape EnumerableShape(IMethodSymbol implementation)
    {
        if (!IsIterator(implementation))
            return ReturnShape.Tracked;

        return _method.ReturnType.MetadataName == "IAsyncEnumerable`1" && _method.Parameters.Any(static parameter =>
            parameter.FindAttribute("System.Runtime.CompilerServices", "EnumeratorCancellationAttribute") is not null)
                ? ReturnShape.CancellableIterator
                : ReturnShape.Iterator;
    }

    private bool IsIterator(IMethodSymbol implementation)
    {
        var source = implementation.OriginalDefinition;
        return (source.PartialImplementationPart ?? source).DeclarationsIn(_compilation, _cancellationToken)
            .SelectMany(static declaration => declaration.DescendantNodes(
                static node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)))
            .Any(static node => node is YieldStatementSyntax);
    }

    /// <summary>
    /// The reader of a model's response or of an evaluation. Other operations have none, because agents' results repeat those of their
    /// calls.
    /// </summary>
    private ReaderModel? ResponseReader(OperationKind kind, ITypeSymbol? result)
    {
        if (result is null)
            return null;

        var reader = kind switch
        {
            OperationKind.LlmCall => ResponseReaders.For(result, _compilation),
            OperationKind.Evaluator or OperationKind.Guardrail => VerdictReaders.For(kind, result, _compilation),
            _ => null,
        };
        return reader is null ? null : Placed(reader);
    }

    /// <summary>A reader of a type that is only accessible in its containing type is placed there, with a free name.</summary>
    private ReaderModel Placed(ReaderModel reader)
        => reader.IsPrivateType
            ? reader with { MethodName = CSharp.FreeName(reader.MethodName, name => Declares(_method.ContainingType, name)) }
            : reader;

    private sealed record ReturnModel(ReturnShape Shape, ITypeSymbol? Result = null, SdkStream? Stream = null);
}
