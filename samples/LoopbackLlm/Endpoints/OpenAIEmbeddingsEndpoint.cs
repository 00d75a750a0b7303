using System.Buffers.Binary;
using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Embeddings of OpenAI, Azure OpenAI and Azure AI Inference, which use the same JSON.</summary>
internal sealed class OpenAIEmbeddingsEndpoint(string provider) : LlmEndpoint(provider, LlmOperation.Embeddings)
{
    public override bool IsStreaming(JsonElement body) => false;

    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body) => RequestReading.Inputs(body);

    // Only Azure AI Inference gives embeddings responses an id.
    public override string? ResponseId(ReplyContext context) => Provider == LlmProvider.AzureInference ? context.Id("embd-") : null;

    public override WireMessage Write(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        var isBase64 = context.Request.Body.Text("encoding_format") == "base64";
        var vector = context.Vector;
        var data = WireJson.Object(json =>
        {
            if (ResponseId(context) is { } id)
                json.WriteString("id", id);
            json.WriteString("object", "list");
            json.WriteArray("data", Enumerable.Range(0, context.Request.Messages.Count), (item, index) =>
            {
                item.WriteString("object", "embedding");
                item.WriteNumber("index", index);
                item.WritePropertyName("embedding");
                if (isBase64)
                    item.WriteBase64StringValue(LittleEndian(vector));
                else
                    item.WriteVector(vector);
            });
            json.WriteString("model", context.Model);
            sent = WriteUsage(json, context.Reply.Usage);
        });
        return new WireMessage(data) { Usage = sent };
    }

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context) => [Write(context)];

    public override WireMessage WriteError(int statusCode, string message, string? type) => OpenAIErrors.Write(statusCode, message, type);

    public override WireMessage WriteStreamError(string message, string? type) => OpenAIErrors.Write(500, message, type);

    private static ScriptedUsage? WriteUsage(Utf8JsonWriter json, ScriptedUsage? usage)
    {
        if (usage is null)
            return null;

        var figures = new UsageWriter(json, usage);
        json.WriteStartObject("usage");
        figures.Write("prompt_tokens", UsageFigure.InputTokens);
        figures.Write("total_tokens", UsageFigure.TotalTokens);
        json.WriteEndObject();
        return figures.Written;
    }

    private static byte[] LittleEndian(IReadOnlyList<float> vector)
    {
        var bytes = new byte[vector.Count * sizeof(float)];
        foreach (var (index, value) in vector.Index())
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), value);
        return bytes;
    }
}
