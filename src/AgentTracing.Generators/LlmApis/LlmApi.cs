using AgentTracing.Generators.Sdks;
using AgentTracing.Sdks;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Methods of an SDK that call a language model, or do what is easily taken for it.</summary>
/// <param name="Type">Metadata name of the type that declares them; what implements or overrides them is meant too.</param>
/// <param name="Methods">Names of the methods; every overload.</param>
/// <param name="Operation">Value of <c>gen_ai.operation.name</c>, of OpenTelemetry where there is one.</param>
/// <param name="Provider">Value of <c>gen_ai.provider.name</c>, or null where only the client knows at run time.</param>
/// <param name="Model">Where the model that is asked for is named.</param>
/// <param name="Traits">What is special about the calls.</param>
internal sealed record LlmApi(
    string Type, string[] Methods, string Operation, string? Provider, ModelNaming Model = ModelNaming.Nowhere, LlmApiTraits Traits = LlmApiTraits.None)
{
    /// <summary>The SDK's own source, which reports these calls where it is switched on; null where there is none.</summary>
    public NativeSource? NativeSource { get; init; }

    /// <summary>The version of the SDK's assembly that has the source first; null where every one has it.</summary>
    public Version? NativeSince { get; init; }

    /// <summary>
    /// The method of the whole result that gives what an overload with a type parameter returns: that is the overload without it, and then this
    /// method. Null where overloads are calls of their own.
    /// </summary>
    public string? ValueMethod { get; init; }

    /// <summary>The SDK's type of the answer that overloads with a raw body return; null where there is none to be made of it.</summary>
    public string? RawAnswer { get; init; }

    /// <summary>Types that tell something, where the caller chooses what the elements of the stream are.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>The SDK; null for calls that a project adds.</summary>
    public Sdk? Sdk => Sdk.Of(Type);

    /// <summary>Whether a call of it is one that a model provider charges, and so ought to be under a span.</summary>
    public bool IsModelCall
        => (Traits & (LlmApiTraits.Free | LlmApiTraits.ToolCall | LlmApiTraits.MayCallNoModel | LlmApiTraits.Judges)) == 0
            && Operation != LlmOperations.Retrieval;

    /// <summary>Whether an interceptor shows it: a call of a model, a search, an evaluation, a function that may be a prompt.</summary>
    public bool IsTraced => IsModelCall || IsWrapped || IsPrompt;

    /// <summary>Whether it is an operation of its own kind: neither a call of a model nor a run of an agent.</summary>
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

    /// <summary>Member of the run time's <c>LlmOperation</c> that says the same, or null where there is none.</summary>
    public string? LlmOperation => Operation switch
    {
        LlmOperations.Chat => "Chat",
        LlmOperations.TextCompletion => "TextCompletion",
        LlmOperations.GenerateContent => "GenerateContent",
        LlmOperations.Embeddings => "Embeddings",
        _ => null,
    };
}

/// <summary>Operations: those of the OpenTelemetry GenAI conventions, and names of our own for what they do not name.</summary>
internal static class LlmOperations
{
    public const string Chat = "chat";
    public const string TextCompletion = "text_completion";
    public const string GenerateContent = "generate_content";
    public const string Embeddings = "embeddings";
    public const string InvokeAgent = "invoke_agent";
    public const string ExecuteTool = "execute_tool";
    public const string ImageGeneration = "image_generation";
    public const string VideoGeneration = "video_generation";
    public const string Speech = "speech";
    public const string Transcription = "transcription";
    public const string Realtime = "realtime";
    public const string Moderation = "moderation";
    public const string Batch = "batch";
    public const string Decision = "decision";
    public const string Evaluation = "evaluation";
    public const string Retrieval = "retrieval";
    public const string InvokeWorkflow = "invoke_workflow";
}

/// <summary>Where the model that is asked for is named.</summary>
[Flags]
internal enum ModelNaming
{
    /// <summary>Nowhere in code: at the provider, or in a body of JSON.</summary>
    Nowhere = 0,

    /// <summary>Where the client is made: a constructor, a factory, a setting.</summary>
    Client = 1,

    /// <summary>In the options or the request.</summary>
    Options = 2,

    /// <summary>In an argument of the call.</summary>
    Argument = 4,
}

/// <summary>What is special about calls.</summary>
[Flags]
internal enum LlmApiTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The answer is a stream; its request may leave at the first element only.</summary>
    Streaming = 1 << 0,

    /// <summary>Request and response are raw bodies of JSON. Found by the parameters of an overload.</summary>
    Protocol = 1 << 1,

    /// <summary>Several calls of models stand behind one, and are counted one by one.</summary>
    Aggregate = 1 << 2,

    /// <summary>Costs nothing: moderation, counting tokens, reading a stored response again.</summary>
    Free = 1 << 3,

    /// <summary>The stream ends with usage only where the request asks for it.</summary>
    UsageOnRequest = 1 << 4,

    /// <summary>May run the user's own code and no model at all.</summary>
    MayCallNoModel = 1 << 5,

    /// <summary>Calls a tool, not a model.</summary>
    ToolCall = 1 << 6,

    /// <summary>The answer comes later and by another way: batches, runs, sessions.</summary>
    Deferred = 1 << 7,

    /// <summary>An interceptor cannot wrap the call, or the result, without changing it.</summary>
    NotInterceptable = 1 << 8,

    /// <summary>The user has declared the calls: nothing is known of them but their shape.</summary>
    Declared = 1 << 9,

    /// <summary>An agent runs that tells its name.</summary>
    Agent = 1 << 10,

    /// <summary>Judges an answer: what it returns are scores.</summary>
    Judges = 1 << 11,

    /// <summary>Runs a function, which asks a model once where it is made from a prompt.</summary>
    Prompt = 1 << 12,
}
