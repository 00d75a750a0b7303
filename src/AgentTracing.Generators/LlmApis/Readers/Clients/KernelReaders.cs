using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Creates readers of Semantic Kernel's services, and of kernels that select a service for a prompt.</summary>
internal static class KernelReaders
{
    private const string Namespace = "Microsoft.SemanticKernel.";
    private const string Global = "global::" + Namespace;
    private const string Service = Namespace + "Services.IAIService";
    private const string Chat = Namespace + "ChatCompletion.IChatCompletionService";
    private const string Text = Namespace + "TextGeneration.ITextGenerationService";

    /// <summary>The type names in the readers.</summary>
    private static readonly string[] Names =
        [Service, Chat, Text, Namespace + "IAIServiceSelector", Namespace + "KernelArguments", Namespace + "PromptExecutionSettings", Namespace + "Services.AIServiceExtensions"];

    private const string Client = ReaderEmitter.Client;
    private const string Source = ReaderEmitter.Source;

    /// <summary>Whether the type is a service of a kernel.</summary>
    public static bool IsService(ITypeSymbol type) => ContractOf(type) is not null;

    /// <summary>Whether the type is a kernel.</summary>
    public static bool IsKernel(ITypeSymbol type) => type.HasMetadataName(Namespace + "Kernel");

    /// <summary>The reader of a service.</summary>
    public static ReaderModel? ForService(ITypeSymbol service, Compilation compilation)
    {
        if (ContractOf(service) is not { } contract || !CanName(compilation) || !contract.IsNamedFromGlobal(compilation))
            return null;

        return Reader(compilation, isTraced: !contract.HasMetadataName(Service));
    }

    /// <summary>The reader of the service that a kernel selects for a prompt, and its argument. Null for other calls of a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="self">Its name.</param>
    /// <param name="parameters">The other parameters of the call.</param>
    /// <param name="compilation">The compilation.</param>
    public static (string Value, ReaderModel Reader)? ForPrompt(
        ITypeSymbol kernel, string self, IReadOnlyList<IParameterSymbol> parameters, Compilation compilation)
        => ParameterOf(parameters, "PromptTemplateConfig") is { } config
            ? ForPrompt((self, kernel), (CSharp.Identifier(config.Name), config.Type), parameters, compilation)
            : null;

    /// <summary>Like <see cref="ForPrompt"/>, for a function that is created from a prompt.</summary>
    /// <param name="function">The function, as an expression.</param>
    /// <param name="kernel">The kernel, as an expression.</param>
    /// <param name="parameters">The parameters of the call.</param>
    /// <param name="compilation">The compilation.</param>
    public static (string Value, ReaderModel Reader)? ForFunction(string function, string kernel, IReadOnlyList<IParameterSymbol> parameters, Compilation compilation)
        => compilation.FindNameable(Namespace + "KernelFunction") is { } functionType && compilation.FindNameable(Namespace + "Kernel") is { } kernelType
            ? ForPrompt((kernel, kernelType), (function, functionType), parameters, compilation)
            : null;

    private static (string Value, ReaderModel Reader)? ForPrompt(
        (string Name, ITypeSymbol Type) kernel, (string Name, ITypeSymbol Type) config, IReadOnlyList<IParameterSymbol> parameters, Compilation compilation)
    {
        if (ParameterOf(parameters, "KernelArguments") is not { } arguments || !CanName(compilation))
            return null;

        var text = new ReaderText(Client, Source);
        var chatClient = compilation.FindNameable(ClientReaders.ChatClient) is { } type ? ClientReaders.For(type, compilation) : null;
        var service = Reader(compilation, isTraced: true);
        ReadChoice(text, service, chatClient, compilation);
        ImmutableArray<ITypeSymbol> types = [kernel.Type, arguments.Type, config.Type];
        var prompt = compilation.CreateTupleTypeSymbol(types);
        return (
            $"({kernel.Name}, {CSharp.Identifier(arguments.Name)}, {config.Name})",
            ReaderSignature.Create(ReaderKind.Client, prompt, text.ToString()) with
            {
                MethodName = "ReadKernel",

                // Only kernels use such a tuple.
                IsShared = true,
                Helpers = service.Shared.Concat(chatClient?.Shared ?? []).ToEquatableArray(),
            });
    }

    private static IParameterSymbol? ParameterOf(IReadOnlyList<IParameterSymbol> parameters, string type)
        => parameters.FirstOrDefault(parameter => parameter.Type.HasMetadataName(Namespace + type));

    /// <summary>Whether the names of the kernel's types are unambiguous.</summary>
    private static bool CanName(Compilation compilation) => Names.All(name => compilation.FindNameable(name) is not null);

    private static INamedTypeSymbol? ContractOf(ITypeSymbol type)
        => new[] { Chat, Text, Service }
            .Select(name => type.WithBaseTypes().OfType<INamedTypeSymbol>().Concat(type.AllInterfaces).FirstOrDefault(contract => contract.HasMetadataName(name)))
            .FirstOrDefault(static contract => contract is not null);

    /// <summary>
    /// Calls the kernel's selector as the kernel does. It uses the function only without settings, and here there are some.
    /// </summary>
    private static void ReadChoice(ReaderText text, ReaderModel serviceReader, ReaderModel? chatClientReader, Compilation compilation)
    {
        text.Line($"var (kernel, given, config) = {Source};");
        text.Line("// A custom selector is not called, because it may have side effects.");
        text.Line($"if (kernel.Services.GetService(typeof({Global}IAIServiceSelector)) is not null)");
        text.Line("    return;");
        text.Line("var selector = kernel.ServiceSelector;");
        text.Line("var settings = given?.ExecutionSettings ?? config?.ExecutionSettings");
        text.Line($"    ?? new global::System.Collections.Generic.Dictionary<string, {Global}PromptExecutionSettings>();");
        text.Line($"var arguments = new {Global}KernelArguments {{ ExecutionSettings = settings }};");
        text.Line($"if (selector.{Try("AIService", Chat, "chat", "_")})");
        text.Line($"    {ReaderEmitter.Shared}{serviceReader.MethodName}({Client}, chat);");
        text.Line($"else if (selector.{Try("AIService", Text, "text", "_")})");
        text.Line($"    {ReaderEmitter.Shared}{serviceReader.MethodName}({Client}, text);");
        if (compilation.FindNameable(Namespace + "IChatClientSelector") is null)
            return;

        text.Block(
            $"else if (selector is {Global}IChatClientSelector clients && clients.{Try("ChatClient", ClientReaders.ChatClient, "chatClient", "var chosen")})",
            () =>
            {
                if (chatClientReader is not null)
                    text.Line($"{ReaderEmitter.Shared}{chatClientReader.MethodName}({Client}, chatClient);");
                text.Line($"{Client}.Model = chosen?.ModelId is {{ Length: > 0 }} model ? model : {Client}.Model;");
            });

        static string Try(string what, string type, string service, string settings)
            => $"TrySelect{what}<global::{type}>(kernel, null!, arguments, out var {service}, out {settings})";
    }

    /// <summary>The reader of a service, as its general contract. Connectors trace chat and text, but no other services.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="isTraced">Whether the service is for chat or text.</param>
    private static ReaderModel Reader(Compilation compilation, bool isTraced)
    {
        const string Extensions = Global + "Services.AIServiceExtensions";
        var type = compilation.FindNameable(Service)!;
        var text = new ReaderText(Client, Source);
        text.Line($"{Client}.Model = {Extensions}.GetModelId({Source});");
        text.Switch($"{Client}.Provider =", MemberAccess.Variable(Source, type), SdkProviders.OfKernelServices(compilation), compilation);
        text.Line($"{Client}.Server = {ReaderEmitter.CompilerServices}LlmClient.ServerAt({Extensions}.GetEndpoint({Source}));");
        var reader = ReaderSignature.Create(ReaderKind.Client, type, text.ToString());
        if (!isTraced)
            return reader;

        text.Line($"{Client}.NativeSource = {ReaderEmitter.CompilerServices}KernelServices.SourceOf({Source});");
        if (compilation.FindNameable(Sdks.OpenAI.Sdk.TracedClient!.Type) is not null)
            text.Line($"{Client}.UnstreamedSource = {Client}.Provider is \"{ProviderNames.OpenAI}\" or \"{ProviderNames.AzureOpenAI}\" ? \"{NativeSources.OpenAIChat.Name}\" : null;");
        return reader with { MethodName = "ReadConnector", Body = text.ToString() };
    }
}
