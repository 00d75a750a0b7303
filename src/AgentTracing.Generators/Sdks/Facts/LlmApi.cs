using AgentTracing.Sdks;

namespace AgentTracing.Generators.Sdks;

/// <summary>Methods of an SDK that call a language model, or do what is easily taken for it.</summary>
/// <param name="Type">Metadata name of the type that declares them; what implements or overrides them is meant too.</param>
/// <param name="Methods">Names of the methods; every overload.</param>
/// <param name="Operation">Value of <c>gen_ai.operation.name</c>, of OpenTelemetry where there is one.</param>
/// <param name="Provider">Value of <c>gen_ai.provider.name</c>, or null when only the client knows at run time.</param>
/// <param name="Model">Where the requested model is named.</param>
/// <param name="Traits">What is special about the calls.</param>
internal sealed record LlmApi(
    string Type, string[] Methods, string Operation, string? Provider, ModelNaming Model = ModelNaming.Nowhere, LlmApiTraits Traits = LlmApiTraits.None)
{
    /// <summary>The SDK's own source, which reports these calls where it is switched on; null when there is none.</summary>
    public NativeSource? NativeSource { get; init; }

    /// <summary>The version of the SDK's assembly that has the source first; null when every one has it.</summary>
    public Version? NativeSince { get; init; }

    /// <summary>
    /// The method of the whole result that gives what an overload with a type parameter returns: that is the overload without it, and then this
    /// method. Null where overloads are calls of their own.
    /// </summary>
    public string? ValueMethod { get; init; }

    /// <summary>The SDK's type of the answer that overloads with a raw body return; null when there is none to be made of it.</summary>
    public string? RawAnswer { get; init; }

    /// <summary>Types that tell something, where the caller chooses what the elements of the stream are.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>The SDK; null for calls that a project adds.</summary>
    public Sdk? Sdk => Sdk.Of(Type);

    /// <summary>Whether a call of it is one that a model provider charges, and so ought to be under a span.</summary>
    public bool IsModelCall
        => (Traits & (LlmApiTraits.Free | LlmApiTraits.ToolCall | LlmApiTraits.MayCallNoModel | LlmApiTraits.Judges)) == 0
            && Operation != LlmOperations.Retrieval;

    /// <summary>Whether an interceptor shows it: a model call, a search, an evaluation, a function that may be a prompt.</summary>
    public bool IsTraced => IsModelCall || IsWrapped || IsPrompt;

    /// <summary>Whether it is an operation of its own kind: neither a model call nor a run of an agent.</summary>
    public bool IsWrapped => Operation == LlmOperations.Retrieval || (Traits & LlmApiTraits.Judges) != 0;

    /// <summary>Whether it runs a function of a kernel, which asks a model where it is a prompt.</summary>
    public bool IsPrompt => (Traits & LlmApiTraits.Prompt) != 0;

    /// <summary>The method of the run time's <c>OperationDescriptor</c> that describes it.</summary>
    public string Descriptor => this switch
    {
        { IsAgent: true } => "InterceptedAgent",
        { Operation: LlmOperations.Retrieval } => "InterceptedRetrieval",
        _ when (Traits & LlmApiTraits.Judges) != 0 => "InterceptedEvaluator",
        _ => "InterceptedCall",
    };

    /// <summary>Whether it runs an agent that has a span of its own.</summary>
    public bool IsAgent => (Traits & LlmApiTraits.Agent) != 0;

    /// <summary>Whether it takes and returns raw bodies.</summary>
    public bool IsRaw => (Traits & LlmApiTraits.Protocol) != 0;

    /// <summary>Member of the run time's <c>LlmOperation</c> that says the same, or null when there is none.</summary>
    public string? LlmOperation => Operation switch
    {
        LlmOperations.Chat => "Chat",
        LlmOperations.TextCompletion => "TextCompletion",
        LlmOperations.GenerateContent => "GenerateContent",
        LlmOperations.Embeddings => "Embeddings",
        _ => null,
    };
}
