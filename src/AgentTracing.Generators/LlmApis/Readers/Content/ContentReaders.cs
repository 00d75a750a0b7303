using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Creates readers of the model's input, and finds its output in results.</summary>
internal static class ContentReaders
{
    /// <summary>
    /// The reader of a parameter with messages, options or a whole request; null when the catalogue does not contain its type.
    /// </summary>
    public static ReaderModel? ForRequest(ITypeSymbol parameterType, Compilation compilation)
    {
        var type = parameterType is ITypeParameterSymbol { ConstraintTypes: [{ } constraint, ..] } ? constraint : parameterType;
        return type.IsNamedFromGlobal(compilation) ? ReaderHelpers.Make(compilation, helpers => ForRequest(type, compilation, helpers)) : null;
    }

    private static ReaderModel? ForRequest(ITypeSymbol type, Compilation compilation, ReaderHelpers helpers)
    {
        var text = new ReaderText(ReaderEmitter.Content, ReaderEmitter.Source);
        var writer = new ContentReaderWriter(text, helpers, ReaderEmitter.Content, isInput: true, compilation);
        var source = MemberAccess.Variable(ReaderEmitter.Source, type);
        string? name = null;
        if (ShapeOf(type, ContentShape.Requests) is { } shape)
        {
            writer.Read(source, shape);
        }
        else if (type.ElementType() is { } element && ShapeOf(element, ContentShape.Requests) is { } item)
        {
            writer.ReadEach(source, element, item);
            name = $"Read{element.Name}s";
        }

        if (text.IsEmpty)
            return null;

        var reader = ReaderSignature.Create(ReaderKind.Content, type, text.ToString());
        return reader with { MethodName = (name ?? reader.MethodName) + "Content" };
    }

    /// <summary>Whether a result, or an element of a stream, contains the model's output.</summary>
    public static bool TellsAnswer(ITypeSymbol type) => ShapeOf(type, ContentShape.Answers) is not null;

    /// <summary>Adds statements that read the output to a reader of the response; none when the type contains no output.</summary>
    /// <param name="text">Receives the code.</param>
    /// <param name="helpers">Readers that it may call.</param>
    /// <param name="access">The result, or an element of a stream.</param>
    /// <param name="compilation">The compilation.</param>
    /// <returns>Whether the output is read.</returns>
    public static bool ReadAnswer(ReaderText text, ReaderHelpers helpers, MemberAccess access, Compilation compilation)
    {
        if (ShapeOf(access.Type, ContentShape.Answers) is not { } shape)
            return false;

        var content = text.Name(ReaderEmitter.Content);
        return text.Block(
            $"if ({ReaderEmitter.Response}.Content is {{ }} {content})",
            () => new ContentReaderWriter(text, helpers, content, isInput: false, compilation).Read(access, shape));
    }

    /// <summary>The shape of the type or a base type.</summary>
    public static ContentShape? ShapeOf(ITypeSymbol type, IReadOnlyDictionary<string, ContentShape> shapes)
    {
        foreach (var candidate in type.WithBaseTypes().OfType<INamedTypeSymbol>())
        {
            if (shapes.TryGetValue(candidate.OriginalDefinition.MetadataNameOf(), out var shape))
                return shape;
        }

        return null;
    }
}
