using AgentTracing.Sdks;

namespace AgentTracing.Generators.Sdks;

/// <summary>Methods of an SDK that call a language model, or are easily confused with such methods.</summary>
/// <param name="Type">Metadata name of the declaring type; implementations and overrides are included.</param>
/// <param name="Methods">Names of the methods; every overload.</param>
/// <param name="Operation">Value of <c>gen_ai.operation.name</c>, from OpenTelemetry if there is one.</param>
/// <param name="Provider">Value of <c>gen_ai.provider.name</c>, or null when it is only known at run time.</param>
/// <param name="Model">The place of the requested model.</param>
/// <param name="Traits">Special traits of the calls.</param>
internal sealed record LlmApi(
    string Type, string[] Methods, string Operation, string? Provider, ModelNaming Model = ModelNaming.Nowhere, LlmApiTraits Traits = LlmApiTraits.None)
{
    /// <summary>The SDK's own source, which traces these calls if it is on; null when there is none.</summary>
    public NativeSource? NativeSource { get; init; }

    /// <summary>The first version of the SDK's assembly with the source; null when every version has it.</summary>
    public Version? NativeSince { get; init; }

    /// <summary>
    /// The method that converts the whole result to that of a generic overload, which is equivalent to the non-generic overload followed by
    /// this method. Null when generic overloads are separate calls.
    /// </summary>
    public string? ValueMethod { get; init; }

    /// <summary>The SDK's response type for overloads with a raw body; null when the SDK cannot parse it.</summary>
    public string? RawAnswer { get; init; }

    /// <summary>Types with data to read, if the caller chooses the element type of the stream.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>The SDK; null for calls that a project adds.</summary>
    public Sdk? Sdk => Sdk.Of(Type);

    /// <summary>Whether a model provider charges its calls, so they should be traced.</summary>
    public bool IsModelCall
        => (Traits & (LlmApiTraits.Free | LlmApiTraits.ToolCall | LlmApiTraits.MayCallNoModel | LlmApiTraits.Judges)) == 0
            && Operation != LlmOperations.Retrieval;

    /// <summary>Whether an interceptor traces it: a model call, a search, an evaluation, a function that may be a prompt.</summary>
    public bool IsTraced => IsModelCall || IsWrapped || IsPrompt;

    /// <summary>Whether it is another kind of operation: neither a model call nor an agent's run.</summary>
    public bool IsWrapped => Operation == LlmOperations.Retrieval || (Traits & LlmApiTraits.Judges) != 0;

    /// <summary>Whether it runs a kernel function, which calls a model if it is a prompt.</summary>
    public bool IsPrompt => (Traits & LlmApiTraits.Prompt) != 0;

    /// <summary>The method of the run time's <c>OperationDescriptor</c> that describes it.</summary>
    public string Descriptor => this switch
    {
        { IsAgent: true } => "InterceptedAgent",
        { Operation: LlmOperations.Retrieval } => "InterceptedRetrieval",
        _ when (Traits & LlmApiTraits.Judges) != 0 => "InterceptedEvaluator",
        _ => "InterceptedCall",
    };

    /// <summary>Whether it runs an agent, which has its own span.</summary>
    public bool IsAgent => (Traits & LlmApiTraits.Agent) != 0;

    /// <summary>Whether it takes and returns raw bodies.</summary>
    public bool IsRaw => (Traits & LlmApiTraits.Protocol) != 0;

    /// <summary>The equivalent member of the run time's <c>LlmOperation</c>; null when there is none.</summary>
    public string? LlmOperation => Operation switch
    {
        LlmOperations.Chat => "Chat",
        LlmOperations.TextCompletion => "TextCompletion",
        LlmOperations.GenerateContent => "GenerateContent",
        LlmOperations.Embeddings => "Embeddings",
        _ => null,
    };
}
