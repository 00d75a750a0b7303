using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <content>What the method is given and returns, where content is captured.</content>
internal sealed partial class OperationParser
{
    private const string NotCaptured = "NotCapturedAttribute";

    private ContentModel Content(OperationModel operation, MethodDeclarationSyntax declaration, ITypeSymbol? result)
    {
        var syntax = declaration.ParameterList.Parameters;
        var values = new ContentValues(
            _compilation,
            _types,
            operation.Type.OperationsClassFor(operation.Method),
            CSharp.FreeName(ContentValues.Method, name => Declares(_method.ContainingType, name)));
        var isOmitted = HasAttribute(_method.GetReturnTypeAttributes(), NotCaptured);
        var requests = operation.Descriptor.Kind == OperationKind.LlmCall ? Requests(syntax) : [];
        return new ContentModel
        {
            Requests = requests,
            Arguments = requests.IsEmpty ? Arguments(syntax, values) : [],
            Result = isOmitted ? null : Result(operation, result, values),
            OmitsResult = isOmitted && operation.ResponseReader is { ReadsContent: true },
            Writers = values.Writers.ToEquatableArray(),
        };
    }

    private EquatableArray<ReadArgument> Requests(SeparatedSyntaxList<ParameterSyntax> syntax)
        => _method.Parameters
            .Where(IsCaptured)
            .Select(parameter => (Parameter: parameter, Reader: ContentReaders.ForRequest(parameter.Type, _compilation)))
            .Where(static request => request.Reader is not null)
            .Select(request => new ReadArgument(syntax[request.Parameter.Ordinal].Identifier.Text, Placed(request.Reader!)))
            .ToEquatableArray();

    private EquatableArray<ContentArgument> Arguments(SeparatedSyntaxList<ParameterSyntax> syntax, ContentValues values)
        => _method.Parameters
            .Where(parameter => IsCaptured(parameter) && !parameter.GetAttributes().Any(IsTelemetry))
            .Select(parameter => Argument(parameter, syntax[parameter.Ordinal], values))
            .OfType<ContentArgument>()
            .ToEquatableArray();

    private static ContentArgument? Argument(IParameterSymbol parameter, ParameterSyntax syntax, ContentValues values)
    {
        if (IsText(parameter.Type))
            return new ContentArgument(parameter.Name, $"{syntax.Identifier.Text}.ToString()", Writer: null);

        if (!values.CanWrite(parameter.Type))
            return null;

        var value = parameter.Type.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter ? $"(object?){syntax.Identifier.Text}" : syntax.Identifier.Text;
        return new ContentArgument(parameter.Name, value, values.WriterOf(parameter.Type));
    }

    /// <summary>What writes the result, unless the reader of a model's answer reads it already; vectors are no content.</summary>
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

    /// <summary>Whether the attribute says of its parameter that it is more than an argument: who asks, which model.</summary>
    private static bool IsTelemetry(AttributeData attribute)
        => InputMembers.Any(member => attribute.AttributeClass.Is(OperationAttributes.Namespace, member + "Attribute"));

    private static bool IsText(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] }
            && (type.Is("System", "ReadOnlySpan`1") || type.Is("System", "Span`1"));

    private static bool HasAttribute(IEnumerable<AttributeData> attributes, string name)
        => attributes.Any(attribute => attribute.AttributeClass.Is(OperationAttributes.Namespace, name));
}
