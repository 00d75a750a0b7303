namespace AgentTracing.Generators.LlmApis;

/// <summary>A figure of the usage: an argument of the run time's <c>LlmResponse.ReadUsage</c>, and the members that hold it.</summary>
/// <param name="Argument">Name of the argument.</param>
/// <param name="Names">Canonical names of members on the usage itself.</param>
/// <param name="DetailNames">Canonical names of members on a details object of the usage.</param>
/// <param name="Details">Canonical names of those details objects.</param>
/// <param name="CountKeys">Keys of the figure in <c>UsageDetails.AdditionalCounts</c> of Microsoft.Extensions.AI, which has no property for
/// it, or had none.</param>
internal sealed record UsageFigure(string Argument, string[] Names, string[] DetailNames, string[] Details, string[] CountKeys)
{
    private static readonly string[] InputDetails =
        ["inputtokendetail", "inputtokensdetail", "prompttokendetail", "prompttokensdetail", "inputdetail", "promptdetail"];

    private static readonly string[] OutputDetails =
        ["outputtokendetail", "outputtokensdetail", "completiontokendetail", "completiontokensdetail", "outputdetail", "completiondetail"];

    private static readonly string[] None = [];

    /// <summary>Every figure, in the order of the arguments.</summary>
    public static IReadOnlyList<UsageFigure> All { get; } =
    [
        new("input", ["inputtoken", "prompttoken", "prompteval"], None, None, None),
        new("output", ["outputtoken", "completiontoken", "candidatestoken", "candidatetoken", "responsetoken", "generatedtoken", "eval"], None, None, None),
        new("total", ["totaltoken"], None, None, None),
        new(
            "cacheRead",
            ["cachereadinputtoken", "cachedinputtoken", "cachereadtoken", "cachedcontenttoken", "cachedprompttoken", "promptcachehittoken", "inputcachedtoken", "cachedtoken"],
            ["cachereadtoken", "cachereadinputtoken", "cachedinputtoken", "cachedtoken"],
            InputDetails,
            ["CacheReadInputTokens"]),
        new(
            "cacheWrite",
            ["cachecreationinputtoken", "cachewriteinputtoken", "cachecreationtoken", "cachewritetoken", "cachedwritetoken"],
            ["cachewritetoken", "cachewriteinputtoken", "cachecreationtoken", "cachecreationinputtoken"],
            InputDetails,
            ["CacheCreationInputTokens", "CacheWriteInputTokens"]),
        new("cacheWrite5m", ["ephemeral5minputtoken", "cachewrite5mtoken"], ["ephemeral5minputtoken"], ["cachecreation"], None),
        new("cacheWrite1h", ["ephemeral1hinputtoken", "cachewrite1htoken"], ["ephemeral1hinputtoken"], ["cachecreation"], None),
        new(
            "reasoning",
            ["reasoningtoken", "reasoningoutputtoken", "outputreasoningtoken", "thinkingtoken", "thoughtstoken", "thoughttoken"],
            ["reasoningtoken", "thinkingtoken", "thoughtstoken"],
            OutputDetails,
            None),
        new(
            "inputAudio",
            ["inputaudiotoken", "audioinputtoken", "promptaudiotoken"],
            ["audiotoken", "inputaudiotoken"],
            InputDetails,
            ["InputTokenDetails.AudioTokenCount"]),
        new(
            "outputAudio",
            ["outputaudiotoken", "audiooutputtoken", "completionaudiotoken"],
            ["audiotoken", "outputaudiotoken"],
            OutputDetails,
            ["OutputTokenDetails.AudioTokenCount"]),
        new("toolUseInput", ["tooluseprompttoken"], None, None, None),
        new("webSearches", ["websearchrequest"], ["websearchrequest"], ["servertooluse"], ["WebSearchRequests"]),
    ];
}
