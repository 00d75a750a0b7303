namespace AgentTracing.Generators.LlmApis;

/// <summary>The words by which SDKs' options and requests call what is asked for.</summary>
internal static class RequestShape
{
    /// <summary>Canonical names of objects inside a request that hold parameters of it.</summary>
    public static readonly string[] Inside =
    [
        "chatoption", "option", "inferenceconfig", "generationconfig", "reasoning", "reasoningoption", "outputconfig", "conversationoption", "textoption",
    ];

    /// <summary>Members of the run time's LlmRequest and the canonical names of what they are read from.</summary>
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
/// <param name="Value">What it takes.</param>
/// <param name="Sources">Canonical names of the SDKs' members, the preferred one first.</param>
internal sealed record RequestMember(string Name, RequestValue Value, string[] Sources);

/// <summary>How a value of a request is read.</summary>
internal enum RequestValue
{
    /// <summary>A string, or a wrapper of one.</summary>
    String,

    /// <summary>A string, an enum, or an extensible enum; in lower case, as the provider's wire spells it.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Long,

    /// <summary>A number.</summary>
    Double,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A sequence of strings.</summary>
    Strings,

    /// <summary>Whether there is a value.</summary>
    Presence,

    /// <summary>A response format, of which the output type is read.</summary>
    Format,
}
