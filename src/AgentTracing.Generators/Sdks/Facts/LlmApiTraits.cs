namespace AgentTracing.Generators.Sdks;

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

    /// <summary>Several model calls stand behind one, and are counted one by one.</summary>
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
