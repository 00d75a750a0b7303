using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Creates readers of results and of elements of streams: usage, id, model, finish reasons, tier. Types of the catalogue are read by <see
/// cref="ResponseShape"/>, other types with usage by their members' names.
/// </summary>
internal static class ResponseReaders
{
    private static readonly KnownReaders Calls = new(static (type, compilation) => Make(type, compilation, readsSums: false));
    private static readonly KnownReaders Runs = new(static (type, compilation) => Make(type, compilation, readsSums: true));
    private static readonly Dictionary<string, ResponseShape> Shapes = Sdk.All.SelectMany(static sdk => sdk.Responses).ToDictionary(static shape => shape.Type, StringComparer.Ordinal);

    /// <summary>
    /// The reader of <paramref name="type"/>: the result of a call or task, or the element of a stream. Null when there is nothing to read.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="readsSums">Whether the usage is a sum of calls.</param>
    public static ReaderModel? For(ITypeSymbol type, Compilation compilation, bool readsSums = false) => (readsSums ? Runs : Calls).Of(type, compilation);

    private static ReaderModel? Make(ITypeSymbol type, Compilation compilation, bool readsSums)
    {
        if (type is not (ITypeParameterSymbol or INamedTypeSymbol { IsRefLikeType: false, TypeKind: not TypeKind.Error }))
            return null;

        return (KnownType(type) ?? type).IsNamedFromGlobal(compilation)
            ? ReaderHelpers.Make(compilation, helpers => For(type, compilation, helpers, readsSums))
            : null;
    }

    private static ReaderModel? For(ITypeSymbol type, Compilation compilation, ReaderHelpers helpers, bool readsSums)
    {
        var known = KnownType(type);
        var readType = known ?? type;
        var writer = new ResponseReaderWriter(compilation, helpers, readsSums);
        var result = MemberAccess.Variable(ReaderEmitter.Result, readType);
        if (type.IsNullable())
        {
            result = MemberAccess.Variable(writer.Text.Name("value"), type);
            writer.Text.Line($"var {result.Expression} = {ReaderEmitter.Result}.GetValueOrDefault();");
        }

        if (KnownElement(type) is { } element)
            writer.ReadEach(result, element);
        else
            writer.Read(result);

        if ((known is null && !writer.ReadsUsage) || writer.Reader(readType) is not { } reader)
            return null;

        return KnownElement(type) is { } item ? reader with { MethodName = $"Read{item.Name}s" } : reader;
    }

    /// <summary>The reader of a type parameter that may be one of <paramref name="types"/>. Null when none of them is referenced.</summary>
    /// <param name="type">The type parameter.</param>
    /// <param name="types">Metadata names of types with data to read.</param>
    /// <param name="compilation">The compilation.</param>
    public static ReaderModel? ForAny(ITypeParameterSymbol type, IReadOnlyList<string> types, Compilation compilation) => ReaderHelpers.Make(compilation, helpers =>
    {
        var writer = new ResponseReaderWriter(compilation, helpers, readsSums: false);
        writer.ReadAny(MemberAccess.Variable(ReaderEmitter.Result, type), types);
        return writer.Reader(type) is { } reader ? reader with { MethodName = "ReadElement" } : null;
    });

    /// <summary>The shape of the type or a base type.</summary>
    public static ResponseShape? ShapeOf(ITypeSymbol type) => KnownType(type) is { } known ? Shapes[known.OriginalDefinition.MetadataNameOf()] : null;

    private static INamedTypeSymbol? KnownType(ITypeSymbol type)
        => type.WithBaseTypes().OfType<INamedTypeSymbol>().FirstOrDefault(t => Shapes.ContainsKey(t.OriginalDefinition.MetadataNameOf()));

    private static ITypeSymbol? KnownElement(ITypeSymbol type)
        => type.ElementType() is { } element && ShapeOf(element) is { InLists: true } ? element : null;
}
