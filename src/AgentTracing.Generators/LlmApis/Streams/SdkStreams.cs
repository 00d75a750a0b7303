using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Recognizes the SDKs' own types of streams.</summary>
internal static class SdkStreams
{
    private const int GenericAccessors = 9;

    private static readonly Dictionary<string, SdkStreamKind> Kinds =
        Sdk.All.SelectMany(static sdk => sdk.Streams).ToDictionary(static stream => stream.Type, static stream => stream.Kind, StringComparer.Ordinal);

    /// <summary>The stream that a type is, and the type of its elements; null when it is none, or one that generated code cannot name.</summary>
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
