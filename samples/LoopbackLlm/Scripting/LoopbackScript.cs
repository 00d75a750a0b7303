using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>What the server answers: rules in order, of which the first that matches a request answers it.</summary>
public sealed class LoopbackScript : IReadOnlyList<ScriptRule>
{
    private readonly List<ScriptRule> _rules = [];

    /// <inheritdoc/>
    public int Count => _rules.Count;

    /// <inheritdoc/>
    public ScriptRule this[int index] => _rules[index];

    /// <summary>A script that gives every request the same answer.</summary>
    public static LoopbackScript Always(ScriptedReply reply) => [new ScriptRule { Reply = reply }];

    /// <summary>A script that is one function of the request. It is called by many threads at once.</summary>
    public static LoopbackScript Always(Func<LoopbackRequest, ScriptedReply> replyTo) => [new ScriptRule { ReplyTo = replyTo }];

    /// <summary>Reads a script from JSON: <c>{ "rules": [ { "provider": ..., "reply": { ... } } ] }</c>.</summary>
    /// <exception cref="JsonException">The text is not JSON, or has a member that a script does not have.</exception>
    public static LoopbackScript Parse(string json)
    {
        var file = JsonSerializer.Deserialize(json, ScriptJson.Default.ScriptFile);
        return [.. file?.Rules ?? throw new JsonException("A script is an object with the member 'rules'.")];
    }

    /// <summary>Adds a rule behind those there are. A server keeps to the rules it was started with.</summary>
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
