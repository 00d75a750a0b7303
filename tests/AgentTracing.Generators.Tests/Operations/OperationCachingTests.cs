using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>An edit re-runs only the steps that depend on it.</summary>
public sealed class OperationCachingTests
{
    private const string Order = """
        public partial class OrderAgent
        {
            [Agent("order")]
            public partial Task<string> PlaceAsync(string request);
            private Task<string> PlaceCoreAsync(string request) => Task.FromResult(request);

            [Tool]
            public partial int Count();
            private int CountCore() => 1;
        }
        """;

    private const string Search = """
        public partial class SearchAgent
        {
            [Retrieval]
            public partial IEnumerable<int> Find();
            private IEnumerable<int> FindCore() { yield return 1; }
        }
        """;

    private const string Other = "internal static class Other { public static int Value => 1; }";

    [Theory]
    [InlineData("Value => 1", "Value => 2")]
    [InlineData("internal static class Other", "internal static class Another")]
    [InlineData("Task.FromResult(request)", "Task.FromResult(request + request)")]
    [InlineData("private int CountCore() => 1;", "private int CountCore()\n    {\n        return 2;\n    }")]
    [InlineData("public partial class OrderAgent", "\n// A comment.\npublic partial class OrderAgent")]
    [InlineData("public partial int Count();", "public   partial\n    int Count( ) /* nothing */ ;")]
    [InlineData("public partial int Count();", "[System.ComponentModel.Category(\"Counts\")] public partial int Count();")]
    [InlineData("public partial class SearchAgent", "[Serializable] public partial class SearchAgent")]
    [InlineData("yield return 1;", "yield return 1; yield return 2;")]
    public void An_edit_beside_the_declarations_re_runs_no_output(string before, string after)
        => Assert.Empty(FilesWrittenAfter(before, after));

    [Theory]
    [InlineData("""[Agent("order")]""", """[Agent("orders")]""", "OrderAgent.g.cs")]
    [InlineData("""[Agent("order")]""", """[Workflow("order")]""", "OrderAgent.g.cs")]
    [InlineData("string request", "string wish", "OrderAgent.g.cs")]
    [InlineData("public partial int Count();", "internal partial int Count();", "OrderAgent.g.cs")]
    [InlineData("[Retrieval]", """[Retrieval(Description = "d")]""", "SearchAgent.g.cs")]
    [InlineData("{ yield return 1; }", "=> [1];", "SearchAgent.g.cs")]
    public void An_edit_of_a_declaration_writes_the_file_of_its_type_only(string before, string after, string file)
        => Assert.Equal([file], FilesWrittenAfter(before, after));

    [Fact]
    public void Every_step_is_tracked()
    {
        var options = new TestCompilation();
        var driver = GeneratorTest.Driver(options).RunGenerators(options.Create(Order));

        Assert.Superset(
            new HashSet<string> { TrackingNames.Operations, TrackingNames.OperationFiles },
            driver.GetRunResult().Results.Single().TrackedSteps.Keys.ToHashSet());
    }

    [Fact]
    public void The_same_code_gives_the_same_files_whatever_the_order_of_its_files()
        => Assert.Equal(
            GeneratorTest.RunWithoutSnapshot([Order, Search, Other]).Files,
            GeneratorTest.RunWithoutSnapshot([Other, Search, Order]).Files);

    private static IEnumerable<string> FilesWrittenAfter(string before, string after)
    {
        var options = new TestCompilation();
        var compilation = options.Create(Order, Search, Other);
        var driver = GeneratorTest.Driver(options).RunGenerators(compilation);
        var edited = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(before, StringComparison.Ordinal));
        var text = edited.ToString().Replace(before, after, StringComparison.Ordinal);

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, options.Parse(text, edited.FilePath)));
        return GeneratorTest.ChangedOutputs(driver);
    }
}
