using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <content>The captured content of the method.</content>
internal sealed partial class OperationParser
{
    private const string NotCaptured = "NotCapturedAttribute";

    private ContentModel Content(OperationModel operation, ITypeSymbol? result)
    {
        var values = new ContentValues(
            _compilation,
            _types,
            operation.Type.OperationsClassFor(operation.Method),
            CSharp.FreeName(ContentValues.Method, name => Declares(_method.ContainingType, name)));
        var isOmitted = HasAttribute(_method.GetReturnTypeAttributes(), NotCaptured);
        var requests = operation.Descriptor.Kind == OperationKind.LlmCall ? Requests() : [];
        return new ContentModel
        {
            Requests = requests,
            Arguments = requests.IsEmpty ? Arguments(values) : [],
            Result = isOmitted ? null : Result(operation, result, values),
            OmitsResult = isOmitted && operation.ResponseReader is { ReadsContent: true },
            Writers = values.Writers.ToEquatableArray(),
        };
    }

    private EquatableArray<ReadBy> Requests()
        => _method.Parameters
            .Where(IsCaptured)
            .Select(parameter => (Parameter: parameter, Reader: ContentReaders.ForRequest(parameter.Type, _compilation)))
            .Where(static request => request.Reader is not null)
            .Select(request => ReadBy.Of(NameOf(request.Parameter), request.Parameter.Type, Placed(request.Reader!)))
            .ToEquatableArray();

    private EquatableArray<ContentArgument> Arguments(ContentValues values)
        => _method.Parameters
            .Where(parameter => IsCaptured(parameter) && !parameter.GetAttributes().Any(IsTelemetry))
            .Select(parameter => Argument(parameter, values))
            .OfType<ContentArgument>()
            .ToEquatableArray();

    private static ContentArgument? Argument(IParameterSymbol parameter, ContentValues values)
    {
        if (IsText(parameter.Type))
            return new ContentArgument(parameter.Name, $"{NameOf(parameter)}.ToString()", Writer: null);

        if (!values.CanWrite(parameter.Type))
            return null;

        var value = parameter.Type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter ? $"(object?){NameOf(parameter)}" : NameOf(parameter);
        return new ContentArgument(parameter.Name, value, values.WriterOf(parameter.Type));
    }

    /// <summary>The writer of the result, unless the response reader already reads the content; vectors are not content.</summary>
    private static string? Result(OperationModel operation, ITypeSymbol? result, ContentValues values)
    {
        if (result is null)
            return operation.Method.Returns == ReturnShape.Dynamic ? ContentValues.Plain : null;

        return operation.ResponseReader is { ReadsContent: true } || operation.Descriptor.LlmOperation == "Embeddings" || !values.CanWrite(result)
            ? null
            : values.WriterOf(result) ?? ContentValues.Plain;
    }

    private static bool IsCaptured(IParameterSymbol parameter)
        => parameter.RefKind != RefKind.Out && parameter.FindAttribute(OperationAttributes.Namespace, NotCaptured) is null;

    /// <summary>Whether the attribute marks its parameter as telemetry, such as the user or the model.</summary>
    private static bool IsTelemetry(AttributeData attribute)
        => InputMembers.Any(member => attribute.AttributeClass.Is(OperationAttributes.Namespace, member + "Attribute"));

    private static bool IsText(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] }
            && (type.Is("System", "ReadOnlySpan`1") || type.Is("System", "Span`1"));

    private static bool HasAttribute(IEnumerable<AttributeData> attributes, string name)
        => attributes.Any(attribute => attribute.AttributeClass.Is(OperationAttributes.Namespace, name));
}
