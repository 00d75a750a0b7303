using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>What the server replies: an ordered list of rules. The first rule that matches a request determines the reply.</summary>
public sealed class LoopbackScript : IReadOnlyList<ScriptRule>
{
    private readonly List<ScriptRule> _rules = [];

    /// <inheritdoc/>
    public int Count => _rules.Count;

    /// <inheritdoc/>
    public ScriptRule this[int index] => _rules[index];

    /// <summary>A script with the same reply to every request.</summary>
    public static LoopbackScript Always(ScriptedReply reply) => [new ScriptRule { Reply = reply }];

    /// <summary>A script that computes the reply from the request. Threads call it concurrently.</summary>
    public static LoopbackScript Always(Func<LoopbackRequest, ScriptedReply> replyTo) => [new ScriptRule { ReplyTo = replyTo }];

    /// <summary>Reads a script from JSON: <c>{ "rules": [ { "provider": ..., "reply": { ... } } ] }</c>.</summary>
    /// <exception cref="JsonException">The text is not valid JSON, or has a member that scripts do not define.</exception>
    public static LoopbackScript Parse(string json)
    {
        var file = JsonSerializer.Deserialize(json, ScriptJson.Default.ScriptFile);
        return [.. file?.Rules ?? throw new JsonException("A script is an object with the member 'rules'.")];
    }

    /// <summary>Adds a rule at the end. Servers that are already running do not use it.</summary>
    public void Add(ScriptRule rule) => _rules.Add(rule);

    /// <inheritdoc/>
    public IEnumerator<ScriptRule> GetEnumerator() => _rules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

internal sealed record ScriptFile(IReadOnlyList<ScriptRule>? Rules);

[JsonSerializable(typeof(ScriptFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true)]
internal sealed partial class ScriptJson : JsonSerializerContext;
