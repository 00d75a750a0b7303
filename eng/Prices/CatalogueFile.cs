using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices;

/// <summary>
/// Writes a catalogue. The same content always produces the same text, and each model is one line, so that a changed price is one changed
/// line.
/// </summary>
internal static class CatalogueFile
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(string day, JsonObject providers, IEnumerable<CatalogueModel> models, JsonArray unpriced)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("\"$schema\": \"llm-pricing.schema.json\", \"schemaVersion\": 1, \"asOf\": \"").Append(day).Append("\", \"currency\": \"USD\", \"unit\": \"per-1M-tokens\",\n");
        Lines("providers", '{', providers.Select(provider => $"\"{provider.Key}\": {provider.Value!.ToJsonString(OneLine)}"), '}');
        text.Append(",\n");
        Lines("models", '[', models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal).Select(model => model.ToJson(day).ToJsonString(OneLine)), ']');
        if (unpriced.Count > 0)
        {
            text.Append(",\n");
            Lines("unpriced", '[', unpriced.Select(item => item!.ToJsonString(OneLine)), ']');
        }

        return text.Append("\n}\n").ToString();

        void Lines(string name, char open, IEnumerable<string> lines, char close) =>
            text.Append('"').Append(name).Append("\": ").Append(open).Append('\n').AppendJoin(",\n", lines).Append('\n').Append(close);
    }
}
