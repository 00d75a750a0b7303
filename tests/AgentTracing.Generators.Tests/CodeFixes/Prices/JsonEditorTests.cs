using AgentTracing.Generators.CodeFixes.Prices;

namespace AgentTracing.Generators.Tests.CodeFixes.Prices;

/// <summary>Edits of JSON keep all other characters.</summary>
public sealed class JsonEditorTests
{
    [Theory]
    [InlineData("{\"a\": []}", "{\"a\": [\n  {\"x\": 1}\n]}")]
    [InlineData("{\n\t\"a\": [ ]\n}", "{\n\t\"a\": [\n\t\t{\"x\": 1}\n\t]\n}")]
    [InlineData("{\"a\": [{\"y\": 2}]}", "{\"a\": [{\"y\": 2}, {\"x\": 1}]}")]
    [InlineData("{\r\n \"a\": [\r\n  {\"y\": 2}\r\n ]\r\n}\r\n", "{\r\n \"a\": [\r\n  {\"y\": 2},\r\n  {\"x\": 1}\r\n ]\r\n}\r\n")]
    [InlineData("{\n \"a\": [\n  {\n   \"y\": 2\n  }\n ]\n}", "{\n \"a\": [\n  {\n   \"y\": 2\n  },\n  {\n   \"x\": 1\n  }\n ]\n}")]
    [InlineData("{\n  \"a\": [\n    1, // one, two\n    2 // three, four\n  ] /* end */\n}", "{\n  \"a\": [\n    1, // one, two\n    2, // three, four\n    {\"x\": 1}\n  ] /* end */\n}")]
    [InlineData("{\"a\": [1 /* , */]}", "{\"a\": [1, /* , */ {\"x\": 1}]}")]
    [InlineData("{\"a\": [\n  1,\n]}", "{\"a\": [\n  1,\n  {\"x\": 1}\n]}")]
    [InlineData("{\"a\":[{\"y\":2}]}\n", "{\"a\":[{\"y\":2},{\"x\":1}]}\n")]
    [InlineData("{\"a\":[],\"b\":1}", "{\"a\":[{\"x\":1}],\"b\":1}")]
    [InlineData("\uFEFF{\"a\": [1]}", "\uFEFF{\"a\": [1, {\"x\": 1}]}")]
    public void Appending_an_item(string before, string after)
    {
        var root = JsonEditor.Read(before);
        Assert.Equal(after, JsonEditor.AppendItem(before, root, root.Find("a")!, "{\"x\":1}"));
    }

    [Theory]
    [InlineData("{}", "{\n  \"n\": [\"x\", 1]\n}")]
    [InlineData("{\"a\": 1}", "{\"a\": 1, \"n\": [\"x\", 1]}")]
    [InlineData("{\"a\":1}", "{\"a\":1,\"n\":[\"x\",1]}")]
    [InlineData("{\n    \"a\": 1\n}\n", "{\n    \"a\": 1,\n    \"n\": [\"x\", 1]\n}\n")]
    [InlineData("{\n  \"a\": [\n    1\n  ]\n}", "{\n  \"a\": [\n    1\n  ],\n  \"n\": [\n    \"x\",\n    1\n  ]\n}")]
    public void Appending_a_member(string before, string after)
    {
        var root = JsonEditor.Read(before);
        Assert.Equal(after, JsonEditor.AppendMember(before, root, root, "n", "[\"x\",1]"));
    }

    [Theory]
    [InlineData("{\"a\": [")]
    [InlineData("{\"a\": [1")]
    [InlineData("{\"a\": [1,")]
    [InlineData("{\"a\": [1, {\"b\": 2}")]
    public void What_does_not_end_takes_nothing(string text)
    {
        var root = JsonEditor.Read(text);
        Assert.Null(JsonEditor.AppendItem(text, root, root.Find("a")!, "1"));
        Assert.Null(JsonEditor.AppendMember(text, root, root, "n", "1"));
    }

    [Theory]
    [InlineData("[1]", 0, "[]")]
    [InlineData("[\n  1\n]", 0, "[]")]
    [InlineData("[1, 2, 3]", 0, "[2, 3]")]
    [InlineData("[1, 2, 3]", 1, "[1, 3]")]
    [InlineData("[1, 2, 3]", 2, "[1, 2]")]
    [InlineData("[\r\n  1,\r\n  2,\r\n  3\r\n]", 1, "[\r\n  1,\r\n  3\r\n]")]
    [InlineData("[\r\n  1,\r\n  2,\r\n  3\r\n]", 2, "[\r\n  1,\r\n  2\r\n]")]
    [InlineData("[\n  1, // one, of many\n  2 // two\n]", 1, "[\n  1 // one, of many // two\n]")]
    [InlineData("[\n  // first\n  1,\n  2\n]", 0, "[\n  // first\n  2\n]")]
    [InlineData("[ /* none */ 1 ]", 0, "[ /* none */ ]")]
    public void Removing_an_item(string before, int index, string after) => Assert.Equal(after, JsonEditor.RemoveItem(before, JsonEditor.Read(before), index));
}
