using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Reuse;

/// <summary>An edit of an unrelated file re-runs no output of either generator.</summary>
public sealed class EditElsewhereTests
{
    private const string Elsewhere = """
        namespace Shop;
        public sealed class Elsewhere
        {
            public int Answer() { return 1; }
        }
        """;

    private const string Annotated = """
        namespace Shop;
        public partial class OrderAgent
        {
            [Agent("order")] public partial Task<string> PlaceAsync(string request);
            private Task<string> PlaceCoreAsync(string request) => Task.FromResult(request);
        }
        """;

    private const string Calling = """
        using Microsoft.Agents.AI;
        using Microsoft.Extensions.AI;
        namespace Shop;
        public sealed class Caller(IChatClient chat, AIAgent agent)
        {
            public Task<ChatResponse> AskAsync() => chat.GetResponseAsync("Hello");
            public AIFunction Hand() => agent.AsAIFunction();
        }
        """;

    private static readonly TestCompilation Options = new() { Intercepts = true, References = SdkReferences.Of("Microsoft.Agents.AI", "Microsoft.Extensions.AI") };

    public static TheoryData<string, string> Edits => new()
    {
        { "a comment", "// A comment.\n" + Elsewhere },
        { "white space", Elsewhere.Replace("int Answer", "int   Answer", StringComparison.Ordinal) },
        { "a body", Elsewhere.Replace("return 1;", "var answer = 2; return answer;", StringComparison.Ordinal) },
        { "a private method", Elsewhere.Replace("public int", "private void Help() { } public int", StringComparison.Ordinal) },
        { "a method", Elsewhere.Replace("public int", "public void Help() { } public int", StringComparison.Ordinal) },
        { "a signature", Elsewhere.Replace("public int", "public long", StringComparison.Ordinal) },
        { "a using", "using System.Text;\n" + Elsewhere },
        { "a type", Elsewhere + "public record Another(int Value);" },
        { "half-typed code", Elsewhere.Replace("return 1;", "retu", StringComparison.Ordinal) },
        { "a half-typed member", Elsewhere.Replace("public int", "publ public int", StringComparison.Ordinal) },
        { "no text at all", "" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_re_runs_no_output(string kind, string text)
    {
        var compilation = Project();
        var driver = Driver().RunGenerators(compilation);

        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Elsewhere.cs"), Options.Parse(text, "Elsewhere.cs"));

        Assert.True(IsCached(driver.RunGenerators(edited)), kind);
    }

    [Fact]
    public void A_file_that_is_added_or_removed_re_runs_no_output()
    {
        var compilation = Project();
        var driver = Driver().RunGenerators(compilation);
        var added = Options.Parse("namespace Shop; public class Added { }", "Added.cs");

        Assert.True(IsCached(driver = driver.RunGenerators(compilation.AddSyntaxTrees(added))));
        Assert.True(IsCached(driver.RunGenerators(compilation)));
    }

    [Fact]
    public void Another_additional_file_or_option_re_runs_no_output()
    {
        var compilation = Project();
        var readMe = new PricingText("readme.txt", "one");
        var driver = Driver().AddAdditionalTexts([readMe]).RunGenerators(compilation);

        Assert.True(IsCached(driver = driver.ReplaceAdditionalText(readMe, new PricingText("readme.txt", "two")).RunGenerators(compilation)));
        Assert.True(IsCached(driver.WithUpdatedAnalyzerConfigOptions(TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true"), ("AgentTracingInterceptionSummary", "true"), ("Other", "true")])).RunGenerators(compilation)));
    }

    [Theory]
    [InlineData("Agent.cs", "\"order\"", "\"orders\"")]
    [InlineData("Caller.cs", "GetResponseAsync", "GetStreamingResponseAsync")]
    [InlineData("Caller.cs", "AsAIFunction()", "AsAIFunction(null)")]
    public void An_edit_of_what_is_read_re_runs_an_output(string path, string before, string after)
    {
        var compilation = Project();
        var driver = Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);

        Assert.False(IsCached(driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, Options.Parse(tree.ToString().Replace(before, after, StringComparison.Ordinal), path)))));
    }

    /// <summary>State kept between edits references no compilation: each takes a hundred megabytes in a large project.</summary>
    [Fact]
    public void Compilations_before_the_last_one_are_collected()
    {
        var compilation = Project();
        var driver = Driver().RunGenerators(compilation);
        var old = new List<WeakReference>();
        for (int i = 0; i < 5; i++)
            (compilation, driver) = Edit(compilation, driver, i, old);

        for (int i = 0; i < 10 && old.Take(4).Any(static reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(old.Take(4), static reference => reference.IsAlive);
        GC.KeepAlive(driver);
        GC.KeepAlive(compilation);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (CSharpCompilation, GeneratorDriver) Edit(CSharpCompilation compilation, GeneratorDriver driver, int number, List<WeakReference> old)
    {
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Elsewhere.cs"), Options.Parse(Elsewhere + $"class New{number};", "Elsewhere.cs"));
        old.Add(new WeakReference(edited));
        return (edited, driver.RunGenerators(edited));
    }

    private static CSharpCompilation Project()
        => Options.Create().AddSyntaxTrees(Options.Parse(Annotated, "Agent.cs"), Options.Parse(Calling, "Caller.cs"), Options.Parse(Elsewhere, "Elsewhere.cs"));

    private static GeneratorDriver Driver()
        => CSharpGeneratorDriver.Create(
            [new AgentTracingGenerator().AsSourceGenerator(), new PricingGenerator().AsSourceGenerator()],
            additionalTexts: [new PricingText("llm-pricing.json", """{ "prices": [] }""")],
            parseOptions: Options.ParseOptions,
            optionsProvider: TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true"), ("AgentTracingInterceptionSummary", "true")]),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Whether there are files, and the last run wrote none of them again.</summary>
    private static bool IsCached(GeneratorDriver driver)
    {
        var results = driver.GetRunResult().Results;
        string[] files = [.. results.SelectMany(static result => result.GeneratedSources).Select(static source => source.HintName)];
        Assert.Superset(
            new HashSet<string> { "Shop.OrderAgent.g.cs", "Caller.Interceptors.g.cs", "AgentTracing.Pipelines.g.cs", "InterceptionSummary.g.cs", "AgentTracing.Readers.g.cs" }, files.ToHashSet());
        Assert.All(results, static result => Assert.Null(result.Exception));
        return results.SelectMany(static result => result.TrackedOutputSteps)
            .SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs)
            .All(static output => output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
    }
}
