using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The parameters of a model call. Filled by generated code from the SDK's option types; null means "not set", and is not recorded.
/// Names and meaning: OpenTelemetry GenAI conventions, <c>gen_ai.request.*</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmRequest
{
    // Most calls have no options.
    private static readonly LlmRequest Empty = new();

    /// <summary>
    /// Reads <paramref name="source"/> with <paramref name="reader"/>; an exception of the reader is counted and does not reach the caller.
    /// </summary>
    /// <typeparam name="T">Type of the options.</typeparam>
    /// <param name="source">The SDK's options, or null.</param>
    /// <param name="reader">Generated code that copies the options.</param>
    /// <returns>The request, as far as it could be read.</returns>
    public static LlmRequest Read<T>(T? source, RequestReader<T> reader)
    {
        if (source is null)
            return Empty;

        var request = new LlmRequest();
        try
        {
            reader(request, source);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the request", exception);
        }

        return request;
    }

    /// <summary>Reads the only entry of a dictionary. With several entries nothing is read, because it is unknown which one the call uses.</summary>
    /// <typeparam name="T">Type of the entries.</typeparam>
    /// <param name="entries">The dictionary; null is ignored.</param>
    /// <param name="reader">Reads the entry.</param>
    public void ReadOnly<T>(IReadOnlyDictionary<string, T>? entries, RequestReader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (entries is not { Count: 1 })
            return;

        foreach (var (_, entry) in entries)
            reader(this, entry);
    }

    /// <summary>
    /// The id of the conversation, if the service stores one. Adapters also set the id of OpenAI's last response, which is not a
    /// conversation.
    /// </summary>
    internal string? Conversation => IsResponse(ConversationId) ? null : ConversationId;

    /// <summary>The response that the request continues.</summary>
    internal string? PreviousResponse => PreviousResponseId ?? (IsResponse(ConversationId) ? ConversationId : null);

    /// <summary>Whether an id is that of an OpenAI response (reference: OpenAI's API reference, "Responses").</summary>
    internal static bool IsResponse(string? id) => id?.StartsWith("resp_", StringComparison.Ordinal) == true;

    /// <summary>Whether the call has no options.</summary>
    internal bool IsEmpty => ReferenceEquals(this, Empty);

    /// <summary>The requested model.</summary>
    public string? Model { get; set; }

    /// <summary>Maximum number of tokens to generate.</summary>
    public long? MaxTokens { get; set; }

    /// <summary>Sampling temperature.</summary>
    public double? Temperature { get; set; }

    /// <summary>Nucleus sampling.</summary>
    public double? TopP { get; set; }

    /// <summary>Sampling among the k most likely tokens.</summary>
    public long? TopK { get; set; }

    /// <summary>Sequences at which the model stops.</summary>
    public IEnumerable<string>? StopSequences { get; set; }

    /// <summary>Seed of the sampling.</summary>
    public long? Seed { get; set; }

    /// <summary>Frequency penalty.</summary>
    public double? FrequencyPenalty { get; set; }

    /// <summary>Presence penalty.</summary>
    public double? PresencePenalty { get; set; }

    /// <summary>Number of requested candidates.</summary>
    public long? ChoiceCount { get; set; }

    /// <summary>Whether the response is streamed.</summary>
    public bool? Stream { get; set; }

    /// <summary><c>text</c>, <c>json</c>, <c>image</c> or <c>speech</c>.</summary>
    public string? OutputType { get; set; }

    /// <summary>Effort of reasoning, as sent.</summary>
    public string? ReasoningLevel { get; set; }

    /// <summary>The requested service tier; the tier of the response is <see cref="LlmResponse.ServiceTier"/>.</summary>
    public string? ServiceTier { get; set; }

    /// <summary>The requested speed (Anthropic's <c>speed</c>); the speed of the response is <see cref="LlmResponse.Speed"/>.</summary>
    public string? Speed { get; set; }

    /// <summary>Id of the conversation, if the request names one.</summary>
    public string? ConversationId { get; set; }

    /// <summary>Id of the response that the request continues, if the service stores responses.</summary>
    public string? PreviousResponseId { get; set; }

    /// <summary>Whether the request polls a background response, without a model call.</summary>
    public bool IsPoll { get; set; }

    /// <summary>Requested number of dimensions of the embeddings.</summary>
    public long? Dimensions { get; set; }
}
