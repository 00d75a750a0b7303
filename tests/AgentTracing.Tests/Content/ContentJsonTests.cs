using System.Text.Json;
using CsCheck;

namespace AgentTracing.Tests;

[Collection(TelemetryCollection.Name)]
public sealed class ContentJsonTests
{
    private static readonly string[] Literals = ["true", "false", "null", "1e3", "\"\"", "\"\\ud83d\\ude00\""];

    private static readonly Gen<string> Literal = Gen.Int[0, Literals.Length - 1].Select(i => Literals[i]);

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, value) => depth > 4
        ? Literal
        : Gen.OneOf(
            Gen.String.Select(text => JsonSerializer.Serialize(text)),
            Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Literal,
            value.Array[0, 6].Select(items => $"[{string.Join(",", items)}]"),
            Gen.Select(Gen.String[0, 8], value).Array[0, 6].Select(members => $"{{{string.Join(",", members.Select(member => $"{JsonSerializer.Serialize(member.Item1)}:{member.Item2}"))}}}")));

    [Fact]
    public void Whatever_is_cut_stays_JSON_within_its_length()
        => Gen.Select(Json, Gen.Int[16, 400]).Sample((json, length) =>
        {
            var fitted = ContentJson.Fit(json, length);

            JsonDocument.Parse(fitted).Dispose();
            Assert.True(fitted.Length <= length, fitted);
            if (json.Length <= length)
                Assert.Equal(json, fitted);
        });

    [Fact]
    public void The_longest_texts_are_cut_first()
    {
        var json = $$"""{"id":"order-1","text":"{{new string('x', 1_000)}}","list":[1,2,3]}""";

        var fitted = ContentJson.Fit(json, 200);

        using var document = JsonDocument.Parse(fitted);
        Assert.Equal("order-1", document.RootElement.GetProperty("id").GetString());
        Assert.Equal(3, document.RootElement.GetProperty("list").GetArrayLength());
        Assert.EndsWith("\u2026", document.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void Long_lists_lose_their_end()
    {
        var json = $"[{string.Join(",", Enumerable.Range(0, 10_000))}]";

        using var document = JsonDocument.Parse(ContentJson.Fit(json, 100));

        Assert.InRange(document.RootElement.GetArrayLength(), 8, 50);
        Assert.Equal(0, document.RootElement[0].GetInt32());
    }

    [Fact]
    public void A_pair_of_surrogates_is_never_cut()
        => Assert.Equal("ab\u2026", Truncation.Cut("ab\ud83d\ude00cd", 4));

    [Fact]
    public void Every_text_number_and_name_is_redacted()
    {
        using var options = new OptionsScope(o => o.Redact = text => text.Replace("canary", "***", StringComparison.Ordinal).Replace("4711", "#", StringComparison.Ordinal));

        var redacted = ContentJson.Redact("""{"a":"the canary","canary-key":[4711,42,true,null],"b":{"c":"canary"}}""");

        Assert.Equal("""{"a":"the ***","***-key":["#",42,true,null],"b":{"c":"***"}}""", redacted);
    }

    [Fact]
    public void Values_with_the_name_of_a_secret_are_redacted_completely()
    {
        using var options = new OptionsScope(o => o.ScrubSecrets = true);

        var redacted = ContentJson.Redact("""{"user":"ada","password":"hunter2","credentials":{"key":["s3cr3tKey"]},"card":4111111111111111,"count":12}""");

        Assert.Equal("""{"user":"ada","password":"[redacted]","credentials":{"key":["[redacted]"]},"card":"[redacted]","count":12}""", redacted);
    }

    [Fact]
    public void Half_a_pair_of_surrogates_spoils_nothing_else()
    {
        using var options = new OptionsScope(o => o.Redact = text => text.Replace("canary", "***", StringComparison.Ordinal));

        var redacted = ContentJson.Redact("""{"a":"canary \ud83d \\ud83d \ud83d\ude00 \ude00","\ud83d":1}""");

        using var json = JsonDocument.Parse(redacted);
        Assert.Equal("*** \ufffd \\ud83d \ud83d\ude00 \ufffd", json.RootElement.GetProperty("a").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("\ufffd").GetInt32());
    }

    [Fact]
    public void JSON_as_deep_as_it_may_be_is_cut_inside_of_messages_too()
    {
        var deep = new string('[', 64) + "1" + new string(']', 64);
        Assert.True(ContentJson.IsValid(deep));

        var messages = $$"""[{"parts":[{"content":"{{new string('x', 200)}}"},{"response":{{deep}}}]}]""";

        JsonDocument.Parse(ContentJson.Fit(messages, 250), new() { MaxDepth = 128 }).Dispose();
    }

    [Fact]
    public void A_redactor_that_throws_leaves_no_text()
    {
        using var options = new OptionsScope(o => o.Redact = text => throw new InvalidOperationException(text));

        Assert.Equal("""{"[redaction failed]":["[redaction failed]",true]}""", ContentJson.Redact("""{"a":["b",true]}"""));
    }
}
