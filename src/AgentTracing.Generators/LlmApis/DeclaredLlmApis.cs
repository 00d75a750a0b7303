using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The calls that <c>[assembly: LlmApi(typeof(MyClient), nameof(MyClient.AskAsync))]</c> adds, in the compilation and its references.
/// </summary>
internal static class DeclaredLlmApis
{
    private const string RunTime = "AgentTracing";

    // In the order of the run time's LlmOperation.
    private static readonly string[] Operations = [LlmOperations.Chat, LlmOperations.TextCompletion, LlmOperations.GenerateContent, LlmOperations.Embeddings];

    /// <summary>The calls, and the type that declares each.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, LlmApi Api)> Of(Compilation compilation)
        => compilation.SourceModule.ReferencedAssemblySymbols.Where(MayDeclare).Prepend(compilation.Assembly)
            .SelectMany(assembly => assembly.GetAttributes())
            .Select(Read)
            .OfType<(INamedTypeSymbol, LlmApi)>();

    // Only an assembly that references ours can have our attribute.
    private static bool MayDeclare(IAssemblySymbol assembly) => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(name => name.Name == RunTime));

    private static (INamedTypeSymbol Type, LlmApi Api)? Read(AttributeData attribute)
    {
        if (!attribute.AttributeClass.Is(RunTime, "LlmApiAttribute")
            || attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol type }, { Value: string method }])
        {
            return null;
        }

        var operation = attribute.EnumValue("Operation") ?? 0;
        return (type, new LlmApi(
            type.OriginalDefinition.MetadataNameOf(),
            [method],
            operation < Operations.Length ? Operations[operation] : LlmOperations.Chat,
            attribute.Text("Provider"),
            ModelNaming.Client | ModelNaming.Options | ModelNaming.Argument,
            LlmApiTraits.Declared));
    }
}
