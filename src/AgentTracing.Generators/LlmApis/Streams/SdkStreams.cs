using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Recognizes the SDKs' stream types.</summary>
internal static class SdkStreams
{
    private const int GenericAccessors = 9;

    private static readonly Dictionary<string, SdkStreamKind> Kinds =
        Sdk.All.SelectMany(static sdk => sdk.Streams).ToDictionary(static stream => stream.Type, static stream => stream.Kind, StringComparer.Ordinal);

    /// <summary>The stream of a type, and its element type; null when the type is not a stream, or generated code cannot name it.</summary>
    public static (SdkStream Stream, ITypeSymbol Element)? Of(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol { TypeArguments: [var element] } named
            || !Kinds.TryGetValue(named.OriginalDefinition.MetadataNameOf(), out var kind)
            || !type.IsNamedFromGlobal(compilation))
        {
            return null;
        }

        var types = new TypePrinter(compilation);
        var core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.Identity.Version.Major;
        return (new SdkStream(types.Print(type.WithNullableAnnotation(NullableAnnotation.None)), types.Print(element), new SdkStreamWrapper(kind, core >= GenericAccessors)), element);
    }
}
