using System.Runtime.Loader;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static AgentTracing.Generators.Tests.Pricing.PricingTest;

namespace AgentTracing.Generators.Tests.Pricing;

public class PricingGeneratorTests
{
    [Fact]
    public async Task A_project_file_is_compiled_and_registered_without_a_line_of_code()
    {
        var test = Run(Compile(AskFor("e2e", "m"), "Contoso.E2E"), ("/project/llm-pricing.json", Prices("e2e", ("m", "3.25"))));
        Assert.Equal(3.25m, await TracedProgram.Load(test.Output).Invoke());
        Assert.Contains("GeneratedCodeContract.V1;", test.Files.Values.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Valid_entries_of_a_faulty_file_are_compiled()
    {
        string text = Prices("faulty", ("m", "3"), ("broken", "-1")).Replace("\"asOf\"", "/* x */ \"asOf\"", StringComparison.Ordinal);
        var test = Run(Compile(AskFor("faulty", "m"), "Contoso.Faulty"), ("/project/llm-pricing.json", text));
        Assert.Equal(3m, await TracedProgram.Load(test.Output).Invoke());
        Assert.DoesNotContain("broken", test.Files.Values.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\0\uFFFF")]
    public void A_file_without_content_breaks_nothing(string text) =>
        Run(Compile(AskFor("x", "m"), "Contoso.Nothing"), ("llm-pricing.json", text));

    [Theory]
    [InlineData("C:\\project\\LLM-Pricing.json", true)]
    [InlineData("/project/llm-pricing.azure.json", true)]
    [InlineData("llm-pricing-eu.json", true)]
    [InlineData("/project/llm-pricing.schema.json", false)]
    [InlineData("/llm-pricing/settings.json", false)]
    [InlineData("/project/my-llm-pricing.json", false)]
    [InlineData("/project/llm-pricing.json.bak", false)]
    public void Files_are_recognized_by_their_names(string path, bool isPricing)
    {
        Assert.Equal(isPricing, PricingTable.IsPricingFile(path));
        Assert.Equal(isPricing ? 1 : 0, Run(Compile(AskFor("x", "m"), "Contoso.Names"), (path, Prices("x", ("m", "1")))).Files.Count);
    }

    [Fact]
    public async Task Files_are_merged_in_ordinal_order_of_their_paths()
    {
        var test = Run(
            Compile(AskFor("merged", "m"), "Contoso.Merged"),
            ("/p/llm-pricing.z.json", Prices("merged", ("m", "2"))),
            ("/p/llm-pricing.a.json", Prices("merged", ("m", "1"), ("n", "1"))));
        Assert.Equal(2m, await TracedProgram.Load(test.Output).Invoke());
    }

    [Fact]
    public async Task An_id_may_have_quotes_and_letters_of_any_script()
    {
        var test = Run(Compile(AskFor("odd", "a\\\"\\\"\\\"\\\"b-模型"), "Contoso.Odd"), ("llm-pricing.json", Prices("odd", ("a\\\"\\\"\\\"\\\"b-模型", "4"))));
        Assert.Equal(4m, await TracedProgram.Load(test.Output).Invoke());
    }

    [Fact]
    public async Task The_prices_of_a_referenced_library_serve_and_the_application_wins()
    {
        var library = Run(Compile("public class Library;", "Contoso.Library"), ("llm-pricing.json", Prices("shared", ("m", "1"), ("library-only", "1")))).ToReference(out byte[] image);

        // The library's own initializer does not run here: the program uses only its prices.
        var plain = Run(Compile(AskFor("shared", "library-only"), "Contoso.Plain", references: library));
        Assert.Equal(1m, await Load(plain.Output, image).Invoke());

        var application = Run(
            Compile(AskFor("shared", "m") + "public static class Entry { public static void Main() { } }", "Contoso.Application", OutputKind.ConsoleApplication, library),
            ("llm-pricing.json", Prices("shared", ("m", "2"))));
        Assert.Equal(2m, await Load(application.Output, image).Invoke());
    }

    [Fact]
    public void A_library_that_references_another_outranks_it()
    {
        var first = Run(Compile("public class A;", "Zeta"), ("llm-pricing.json", Prices("ranked", ("m", "1")))).ToReference(out _);
        var second = Run(Compile("public class B;", "Alpha", references: first), ("llm-pricing.json", Prices("ranked", ("m", "2"))));
        var target = PricingTarget.Of(Compile("public class C;", "Third", references: [first, second.ToReference(out _)]));

        Assert.Equal(["Zeta", "Alpha"], target.References.Select(reference => reference.Assembly));
        Assert.Equal([0, 1], target.References.Select(reference => reference.Rank));
        Assert.Equal(2, target.Rank);
        var book = ShippedCatalogue.With(new PricingModel(target, []));
        Assert.Equal(2_000_000, book.Resolve("ranked", "m").Entry!.Periods[0].Standard.Base.Input);
    }

    [Fact]
    public void Nothing_is_written_without_content()
    {
        Assert.Empty(Run(Compile(AskFor("x", "m"), "Contoso.Empty")).Files);

        var withoutRuntime = CSharpCompilation.Create("Bare", [CSharpSyntaxTree.ParseText("class C;")], Basic.Reference.Assemblies.Net100.References.All, new(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(Run(withoutRuntime, ("llm-pricing.json", Prices("x", ("m", "1")))).Files);
    }

    [Fact]
    public void An_edit_of_the_pricing_file_writes_one_file_again_and_an_edit_elsewhere_nothing()
    {
        CSharpCompilation compilation = Compile(AskFor("cached", "m"), "Contoso.Cached");
        var file = new PricingText("llm-pricing.json", Prices("cached", ("m", "1")));
        var other = new PricingText("appsettings.json", "{}");
        GeneratorDriver driver = Driver(compilation).AddAdditionalTexts([file, other]).RunGenerators(compilation);

        driver = driver.ReplaceAdditionalText(other, new PricingText("appsettings.json", "{ }")).RunGenerators(compilation);
        Assert.Empty(ChangedOutputs(driver));

        driver = driver.ReplaceAdditionalText(file, file = new PricingText("llm-pricing.json", Prices("cached", ("m", "2")))).RunGenerators(compilation);
        Assert.Equal([IncrementalStepRunReason.Modified], ChangedOutputs(driver));

        // White space changes the hash that the table carries, so the file is read again; its order of members does not matter to the rest.
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class D;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
        Assert.Empty(ChangedOutputs(driver));
        Assert.All(
            driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.PricingTables].SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Theory]
    [InlineData("Contoso.Agents", "Contoso_AgentsPrices")]
    [InlineData("AgentTracing", "AgentTracingPrices")]
    [InlineData("1-a", "_0031_002daPrices")]
    [InlineData("a_b", "a_005fbPrices")]
    public void The_type_is_named_after_the_assembly(string assembly, string type) => Assert.Equal(type, PricingEmitter.TypeName(assembly));

    private static TracedProgram Load(CSharpCompilation compilation, byte[] library)
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        return TracedProgram.Load(compilation);

        System.Reflection.Assembly? Resolve(AssemblyLoadContext context, System.Reflection.AssemblyName name) =>
            name.Name == "Contoso.Library" ? context.LoadFromStream(new MemoryStream(library)) : null;
    }
}
