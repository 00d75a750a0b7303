using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Ollama's <c>/api/embed</c>.</summary>
internal sealed class OllamaEmbedEndpoint() : LlmEndpoint(LlmProvider.Ollama, LlmOperation.Embeddings)
{
    public override bool IsStreaming(JsonElement body) => false;

    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body) => RequestReading.Inputs(body);

    public override string? ResponseId(ReplyContext context) => null;

    public override WireMessage Write(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            json.WriteString("model", context.Model);
            json.WriteStartArray("embeddings");
            foreach (var _ in context.Request.Messages)
                json.WriteVector(context.Vector);
            json.WriteEndArray();
            if (context.Reply.Usage is not { } usage)
                return;

            var figures = new UsageWriter(json, usage);
            figures.Write("prompt_eval_count", UsageFigure.InputTokens);
            sent = figures.Written;
        });
        return new WireMessage(data) { Usage = sent };
    }

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context) => [Write(context)];

    public override WireMessage WriteError(int statusCode, string message, string? type) => OllamaErrors.Write(message);

    public override WireMessage WriteStreamError(string message, string? type) => OllamaErrors.Write(message);
}

/// <summary>Ollama's error body: <c>{ "error": "..." }</c>.</summary>
internal static class OllamaErrors
{
    public static WireMessage Write(string message) => new(WireJson.Object(json => json.WriteString("error", message)));
}
