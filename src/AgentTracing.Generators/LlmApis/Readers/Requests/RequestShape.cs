namespace AgentTracing.Generators.LlmApis;

/// <summary>The SDKs' names of request parameters.</summary>
internal static class RequestShape
{
    /// <summary>Canonical names of nested objects with parameters.</summary>
    public static readonly string[] Inside =
    [
        "chatoption", "option", "inferenceconfig", "generationconfig", "reasoning", "reasoningoption", "outputconfig", "conversationoption", "textoption",
    ];

    /// <summary>Members of the run time's LlmRequest, and the canonical names of their sources.</summary>
    public static readonly IReadOnlyList<RequestMember> Members =
    [
        new("Model", RequestValue.String, ["modelid", "model", "modeloverride"]),
        new("MaxTokens", RequestValue.Long, ["maxoutputtoken", "maxcompletiontoken", "maxtoken", "numpredict"]),
        new("Temperature", RequestValue.Double, ["temperature"]),
        new("TopP", RequestValue.Double, ["topp", "nucleussamplingfactor"]),
        new("TopK", RequestValue.Long, ["topk"]),
        new("StopSequences", RequestValue.Strings, ["stopsequence", "stopcalculated", "stop"]),
        new("Seed", RequestValue.Long, ["seed", "randomseed"]),
        new("FrequencyPenalty", RequestValue.Double, ["frequencypenalty"]),
        new("PresencePenalty", RequestValue.Double, ["presencepenalty"]),
        new("ChoiceCount", RequestValue.Long, ["n", "candidate", "choice"]),
        new("Stream", RequestValue.Boolean, ["stream", "streamingenabled"]),
        new("OutputType", RequestValue.Format, ["responseformat", "format", "textformat"]),
        new("ReasoningLevel", RequestValue.Name, ["reasoningeffortlevel", "reasoningeffort", "effort"]),
        new("ServiceTier", RequestValue.Name, ["servicetier"]),
        new("ConversationId", RequestValue.String, ["conversationid"]),
        new("PreviousResponseId", RequestValue.String, ["previousresponseid"]),
        new("IsPoll", RequestValue.Presence, ["continuationtoken"]),
        new("Dimensions", RequestValue.Long, ["dimension", "outputdimensionality"]),
    ];
}

/// <summary>A member of the run time's LlmRequest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The kind of value.</param>
/// <param name="Sources">Canonical names of the SDKs' members, the preferred one first.</param>
internal sealed record RequestMember(string Name, RequestValue Value, string[] Sources);

/// <summary>The kind of a request's value.</summary>
internal enum RequestValue
{
    /// <summary>A string, or a wrapper of one.</summary>
    String,

    /// <summary>A string, an enum, or an extensible enum; in lower case, as in the provider's wire format.</summary>
    Name,

    /// <summary>An integer.</summary>
    Long,

    /// <summary>A number.</summary>
    Double,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A sequence of strings.</summary>
    Strings,

    /// <summary>Whether there is a value.</summary>
    Presence,

    /// <summary>A response format, which contains the output type.</summary>
    Format,
}
