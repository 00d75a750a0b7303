namespace AgentTracing.Generators.LlmApis;

/// <summary>A figure of the usage: an argument of the run time's <c>LlmResponse.ReadUsage</c>, and the members that contain it.</summary>
/// <param name="Argument">Name of the argument.</param>
/// <param name="Names">Canonical names of members on the usage itself.</param>
/// <param name="DetailNames">Canonical names of members on a details object of the usage.</param>
/// <param name="Details">Canonical names of those details objects.</param>
internal sealed record UsageFigure(string Argument, string[] Names, string[] DetailNames, string[] Details)
{
    /// <summary>Canonical name of a nested object in the details, which has the figure instead of the details themselves.</summary>
    public string? Inside { get; init; }

    /// <summary>Canonical name of a nested object in the details with a part of the figure that another figure counts.</summary>
    public string? Without { get; init; }

    /// <summary>Canonical names of lists on the usage, with an item for each kind.</summary>
    public string[] Lists { get; init; } = [];

    /// <summary>The kind of the counted items in <see cref="Lists"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether versions of OpenAI's SDK in use have no property for it in the details: the run time reads it from their JSON.</summary>
    public bool IsNewer { get; init; }

    private static readonly string[] InputDetails =
        ["inputtokendetail", "inputtokensdetail", "prompttokendetail", "prompttokensdetail", "inputdetail", "promptdetail"];

    private static readonly string[] OutputDetails =
        ["outputtokendetail", "outputtokensdetail", "completiontokendetail", "completiontokensdetail", "outputdetail", "completiondetail"];

    private static readonly string[] OutputLists =
        ["candidatestokensdetail", "candidatestokendetail", "candidatetokensdetail", "candidatetokendetail", "responsetokensdetail", "responsetokendetail"];

    private static readonly string[] None = [];

    private const string Audio = "audio";

    /// <summary>Every figure, in the order of the arguments.</summary>
    public static IReadOnlyList<UsageFigure> All { get; } =
    [
        new("input", ["inputtoken", "prompttoken", "prompteval"], None, None),
        new("output", ["outputtoken", "completiontoken", "candidatestoken", "candidatetoken", "responsetoken", "generatedtoken", "eval"], None, None),
        new("total", ["totaltoken"], None, None),
        new(
            "cacheRead",
            ["cachereadinputtoken", "cachedinputtoken", "cachereadtoken", "cachedcontenttoken", "cachedprompttoken", "promptcachehittoken", "inputcachedtoken", "cachedtoken"],
            ["cachereadtoken", "cachereadinputtoken", "cachedinputtoken", "cachedtoken"],
            InputDetails),
        new(
            "cacheWrite",
            ["cachecreationinputtoken", "cachewriteinputtoken", "cachecreationtoken", "cachewritetoken", "cachedwritetoken"],
            ["cachewritetoken", "cachewriteinputtoken", "cachecreationtoken", "cachecreationinputtoken"],
            InputDetails) { IsNewer = true },
        new("cacheWrite5m", ["ephemeral5minputtoken", "cachewrite5mtoken"], ["ephemeral5minputtoken"], ["cachecreation"]) { Lists = ["cachedetail"], Kind = "5m" },
        new("cacheWrite1h", ["ephemeral1hinputtoken", "cachewrite1htoken"], ["ephemeral1hinputtoken"], ["cachecreation"]) { Lists = ["cachedetail"], Kind = "1h" },
        new(
            "reasoning",
            ["reasoningtoken", "reasoningoutputtoken", "outputreasoningtoken", "thinkingtoken", "thoughtstoken", "thoughttoken"],
            ["reasoningtoken", "thinkingtoken", "thoughtstoken"],
            OutputDetails),
        new("inputAudio", ["inputaudiotoken", "audioinputtoken", "promptaudiotoken"], ["audiotoken", "inputaudiotoken"], InputDetails)
            { Lists = InputDetails, Kind = Audio },
        new("outputAudio", ["outputaudiotoken", "audiooutputtoken", "completionaudiotoken"], ["audiotoken", "outputaudiotoken"], OutputDetails)
            { Lists = OutputLists, Kind = Audio },
        new("toolUseInput", ["tooluseprompttoken"], None, None),
        new("webSearches", ["websearchrequest"], ["websearchrequest"], ["servertooluse"]),
        new("cacheReadAudio", None, ["audiotoken"], InputDetails) { Inside = "cachedtokendetail", Lists = ["cachetokensdetail", "cachetokendetail"], Kind = Audio },

        // Gemini counts images in a cached prompt as cached; its list does not contain their number.
        new("inputImage", None, ["imagetoken"], InputDetails) { Without = "cachedtokendetail" },
        new("outputImage", None, ["imagetoken"], OutputDetails) { Lists = OutputLists, Kind = "image" },
    ];
}
