namespace AgentTracing.Generators.Sdks;

/// <summary>Special traits of calls.</summary>
[Flags]
internal enum LlmApiTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The response is a stream; its request may be sent only at the first element.</summary>
    Streaming = 1 << 0,

    /// <summary>Request and response are raw bodies of JSON. Found by the parameters of an overload.</summary>
    Protocol = 1 << 1,

    /// <summary>One call makes several model calls, which are counted separately.</summary>
    Aggregate = 1 << 2,

    /// <summary>Costs nothing: moderation, counting tokens, reading a stored response again.</summary>
    Free = 1 << 3,

    /// <summary>The stream ends with usage only if the request contains an option for it.</summary>
    UsageOnRequest = 1 << 4,

    /// <summary>May only run the user's code, without a model.</summary>
    MayCallNoModel = 1 << 5,

    /// <summary>Calls a tool, not a model.</summary>
    ToolCall = 1 << 6,

    /// <summary>The response comes later and separately: batches, runs, sessions.</summary>
    Deferred = 1 << 7,

    /// <summary>An interceptor cannot wrap the call, or the result, without changing it.</summary>
    NotInterceptable = 1 << 8,

    /// <summary>The user has declared the calls: only their shape is known.</summary>
    Declared = 1 << 9,

    /// <summary>Runs an agent, which exposes its name.</summary>
    Agent = 1 << 10,

    /// <summary>Evaluates a response: its results are scores.</summary>
    Judges = 1 << 11,

    /// <summary>Runs a function, which calls a model once if it is created from a prompt.</summary>
    Prompt = 1 << 12,
}
