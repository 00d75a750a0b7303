using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Recognizes the SDKs' own types of streams.</summary>
internal static class SdkStreams
{
    private const int GenericAccessors = 9;

    private static readonly (string Namespace, string Name, SdkStreamKind Kind)[] Types =
    [
        ("System.ClientModel", "AsyncCollectionResult`1", SdkStreamKind.AsyncCollection),
        ("System.ClientModel", "CollectionResult`1", SdkStreamKind.Collection),
        ("System.ClientModel", "AsyncStreamingResult`1", SdkStreamKind.AsyncStreaming),
        ("Azure.AI.Inference", "StreamingResponse`1", SdkStreamKind.AzureStreaming),
    ];

    /// <summary>The stream that a type is, and the type of its elements; null where it is none, or one that generated code cannot name.</summary>
    public static (SdkStream Stream, ITypeSymbol Element)? Of(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol { TypeArguments: [var element] } || !type.IsNamedFromGlobal(compilation))
            return null;

        foreach (var (space, name, kind) in Types)
        {
            if (!type.Is(space, name))
                continue;

            var types = new TypePrinter(compilation);
            var core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly.Identity.Version.Major;
            return (new SdkStream(types.Print(type.WithNullableAnnotation(NullableAnnotation.None)), types.Print(element), new SdkStreamWrapper(kind, core >= GenericAccessors)), element);
        }

        return null;
    }
}
