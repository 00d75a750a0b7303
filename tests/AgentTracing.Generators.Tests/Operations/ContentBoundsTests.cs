using System.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>Types that an unbounded walk would never finish: the generated code is bounded, compiles and runs.</summary>
public sealed class ContentBoundsTests
{
    /// <summary>Types, each with an expression of that type.</summary>
    public static TheoryData<string, string, string> Types => new()
    {
        { "Folder", "public class Folder : IEnumerable<Folder> { public string Name { get; set; } = \"\"; public IEnumerator<Folder> GetEnumerator() => throw new InvalidOperationException(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }", "{\"result\":\"[sequence]\"}" },
        { "Left", "public class Left : List<Right>; public class Right : List<Left>;", "{\"result\":\"[sequence]\"}" },
        { "Map", "public class Map : Dictionary<string, Map>;", "{\"result\":\"[sequence]\"}" },
        { "Keys", "public class Keys : Dictionary<Keys, int>;", "" },
        { "Page<int>", "public class Page<T> { public int Number { get; set; } public Page<Page<T>>? Parent { get; set; } }", "{\"Number\":0,\"Parent\":null}" },
        { "Pair<int>", "public class Pair<T> { public int Number { get; set; } public Pair<(T, T, T, T, T, T)>? Next { get; set; } }", "{\"Number\":0,\"Next\":null}" },
        { "Grow<int>", "public class Grow<T> : List<Grow<Grow<T>>>;", "{\"result\":\"[sequence]\"}" },
        { "Rows<int>", "public class Rows<T> : IEnumerable<Rows<T[]>> { public IEnumerator<Rows<T[]>> GetEnumerator() => throw new InvalidOperationException(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }", "{\"result\":\"[sequence]\"}" },
        { "Box", "public class Box { public int Number { get; set; } public (Box?, List<Box[]>?, Dictionary<string, (int, Box?)>?)? Parts { get; set; } }", "{\"Number\":0,\"Parts\":null}" },
        { "Pairs", "public class Pairs : Dictionary<(Pairs, List<Pairs>), Pairs>;", "" },
        { "Swap", "public class Swap : Dictionary<Swop, int>; public class Swop : Dictionary<Swap[,], Swap>;", "" },
        { "Both", "public class Both : List<int>, IEnumerable<string>, IEnumerable<Both> { IEnumerator<string> IEnumerable<string>.GetEnumerator() => throw new InvalidOperationException(); IEnumerator<Both> IEnumerable<Both>.GetEnumerator() => throw new InvalidOperationException(); }", "" },
        { "Many", "public class Many : IEnumerable<Many>, IEnumerable<Folder2> { IEnumerator<Many> IEnumerable<Many>.GetEnumerator() => throw new InvalidOperationException(); IEnumerator<Folder2> IEnumerable<Folder2>.GetEnumerator() => throw new InvalidOperationException(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new InvalidOperationException(); } public class Folder2 { public Many? Many { get; set; } }", "{\"result\":\"[sequence]\"}" },
        { "C0", string.Concat(Enumerable.Range(0, 2000).Select(static i => $"public class C{i} {{ public int Number {{ get; set; }} public C{i + 1}? Next {{ get; set; }} }}\n")) + "public class C2000;", "{\"Number\":0,\"Next\":null}" },
        { "Wide", $"public class Wide {{ {string.Concat(Enumerable.Range(0, 3000).Select(static i => $"public W{i}? M{i} {{ get; set; }}\n"))} }}\n" + string.Concat(Enumerable.Range(0, 3000).Select(static i => $"public class W{i} {{ public int A {{ get; set; }} public Wide? B {{ get; set; }} }}\n")), "" },
        { "Counted", "public interface ICounted<T> { static abstract T Zero { get; } int Count { get; } } public class Counted : ICounted<int> { public static int Zero => 0; public int Count => 1; public ICounted<int>? Inner => null; }", "{\"Count\":1,\"Inner\":null}" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_walk_over_a_type_ends(string type, string declarations, string expected)
    {
        var watch = Stopwatch.StartNew();
        var test = GeneratorTest.RunWithoutSnapshot(
        [
            declarations,
            $$"""
            public static partial class Program
            {
                [Tool("run", Content = ContentCapture.Span)] public static partial {{type}} Pass({{type}} value, List<{{type}}> all);
                private static {{type}} PassCore({{type}} value, List<{{type}}> all) => value;

                public static object? Run() => Pass(new {{type}}(), [new()]);
            }
            """,
        ]);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
        Assert.InRange(test.Files["Program.g.cs"].Length, 0, 2 * WalkBounds.Text);

        // The runtime refuses to load these types, but the generator and the compiler must handle them.
        if (type is "Grow<int>" or "Rows<int>")
            return;

        var (_, spans) = await test.Load().Run();
        var result = (string?)Assert.Single(spans).GetTagItem("gen_ai.tool.call.result");
        Assert.NotNull(result);
        if (expected.Length > 0)
            Assert.Equal(expected, result);
    }

    [Fact]
    public void Tools_that_share_a_large_graph_share_its_writers()
    {
        var types = string.Concat(Enumerable.Range(0, 100).Select(static i =>
            $"public class T{i} {{ {string.Concat(Enumerable.Range(0, 20).Select(member => $"public T{(i * 7 + member * 13 + 1) % 100}? M{member} {{ get; set; }} "))} }}\n"));
        var tools = string.Concat(Enumerable.Range(0, 20).Select(static i =>
            $"[Tool] public static partial T{i * 5} M{i}(T{i} value, Box<(int A, string? B)> named, Box<(int, string)> unnamed); private static T{i * 5} M{i}Core(T{i} value, Box<(int A, string? B)> named, Box<(int, string)> unnamed) => new();\n"));

        GeneratorTest.RunWithoutSnapshot([types, "public class Box<T> { public T? Value { get; set; } }", $"public static partial class Program {{ {tools} }}"]);
    }

    [Fact]
    public void Signatures_that_differ_in_names_only_have_one_writer() => GeneratorTest.RunWithoutSnapshot(
    [
        "public class Box<T> { public T? Value { get; set; } }",
        """
        public static partial class Program
        {
            [Tool] public static partial void A(Box<(int A, string B)> box, Box<object> other, Box<List<string?>> list, Box<nint> native);
            private static void ACore(Box<(int A, string B)> box, Box<object> other, Box<List<string?>> list, Box<nint> native) { }
            [Tool] public static partial void B(Box<(int C, string D)> box, Box<dynamic> other, Box<List<string>> list, Box<IntPtr> native);
            private static void BCore(Box<(int C, string D)> box, Box<dynamic> other, Box<List<string>> list, Box<IntPtr> native) { }
        }
        """,
    ]);

    [Fact]
    public async Task Json_is_written_as_the_JSON_it_is()
    {
        var newtonsoft = PackageTypesTests.Assemblies("Newtonsoft.Json/13.0.4");
        var files = GeneratorTest.RunWithoutSnapshot(
            ["""
            using Newtonsoft.Json.Linq;

            public static partial class Program
            {
                public sealed class Holder { public JObject? Object { get; set; } public List<JToken> Tokens { get; set; } = []; }
                [Tool] public static partial JToken Run(JToken token, JObject all, JArray items, Holder holder);
                private static JToken RunCore(JToken token, JObject all, JArray items, Holder holder) => token;
            }
            """],
            new TestCompilation { References = newtonsoft }).Files;
        Assert.Contains(".Argument(\"all\", all, static (content, value) => content.Json(value.ToString(global::Newtonsoft.Json.Formatting.None)))", files["Program.g.cs"].Unbroken(), StringComparison.Ordinal);

        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
        ["""
        using System.Text.Json;
        using System.Text.Json.Nodes;

        public static partial class Program
        {
            [Tool(Content = ContentCapture.Span)] public static partial JsonNode RunIt(JsonNode node, JsonElement element, JsonDocument document);
            private static JsonNode RunItCore(JsonNode node, JsonElement element, JsonDocument document) => node;

            public static object? Run()
            {
                var document = JsonDocument.Parse("[1,{\"a\":null}]");
                return RunIt(new JsonObject { ["b"] = true }, document.RootElement, document);
            }
        }
        """]).Load().Run();
        Assert.Equal("{\"node\":{\"b\":true},\"element\":[1,{\"a\":null}],\"document\":[1,{\"a\":null}]}", Assert.Single(spans).GetTagItem("gen_ai.tool.call.arguments"));
    }

    [Fact]
    public async Task An_implementation_that_uses_nothing_of_the_instance_may_be_static()
    {
        var (result, spans) = await GeneratorTest.RunWithoutSnapshot(
        ["""
        public sealed partial class Agent
        {
            [Tool] public partial int Add(int left, int AddCore);
            private static int AddCore(int left, int right) => left + right;
        }

        public static class Program
        {
            public static object? Run() => new Agent().Add(1, 2);
        }
        """]).Load().Run();

        Assert.Equal(3, result);
        Assert.Single(spans);
    }
}
