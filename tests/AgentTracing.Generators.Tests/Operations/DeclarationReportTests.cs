using System.Collections.Immutable;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// In a build, the generator reports declarations that stop the compiler, because analyzers do not run then. In editors, and if the
/// compiler continues, analyzers report them.
/// </summary>
public sealed class DeclarationReportTests
{
    private const string Property = "AgentTracingReportsDeclarations";

    [Theory]
    [InlineData("partial class A { [Tool] public partial int Get(); }", "AGT1003 Get")]
    [InlineData("partial class A { [Tool] public partial int Get(); private int GetImpl() => 1; }", "AGT1003 Get")]
    [InlineData("partial class A { [Tool] public partial int Get(); private long GetCore() => 1; }", "AGT1003 Get")]
    [InlineData("partial class A { [Tool] public partial int Get() => 1; }", "AGT1001 Get")]
    [InlineData("class A { [Tool] public partial int Get(); private int GetCore() => 1; }", "AGT1002 A")]
    [InlineData("class A { [Tool] partial void Get(); private void GetCore() { } }", "AGT1002 A")]
    [InlineData("class A { [Tool] public partial int Get(); [Tool] public partial int Put(); private int PutCore() => 1; }", "AGT1002 A", "AGT1003 Get")]
    [InlineData("partial class A { [Tool, Agent] public partial int Get(); private int GetCore() => 1; }", "AGT1005 Get")]
    [InlineData("file partial class A { [Tool] public partial int Get(); private int GetCore() => 1; }", "AGT1004 Get")]
    [InlineData("partial class A { [Tool] public partial int Get(); [Tool] public int Other() => 1; }", "AGT1003 Get", "AGT1001 Other")]
    [InlineData("partial class A { [Tool] public int Other() => 1; }")]
    [InlineData("partial class A { [Tool] partial void Get(); }")]
    [InlineData("partial class A { [Tool, System.Text.RegularExpressions.GeneratedRegex(\"a\")] private static partial System.Text.RegularExpressions.Regex Get(); }")]
    [InlineData("""partial class A { [Tool, System.Runtime.InteropServices.LibraryImport("a")] private static partial int Get(); private static int GetCore() => 1; }""")]
    [InlineData("""
        #pragma warning disable AGT1003
        partial class A { [Tool] public partial int Get(); }
        """)]
    public void Declarations_that_stop_the_compiler_are_reported(string source, params string[] expected)
    {
        Assert.Equal(expected, Run(source, isBuild: true).Select(Text));
        Assert.Empty(Run(source, isBuild: false));
    }

    [Theory]
    [InlineData("@code { [Agent] public partial Task RunAsync(); Task RunCoreAsync() => Task.CompletedTask; }", "RunAsync 0 36")]
    [InlineData("<p>x</p>\n@code\n{\n    /* } */ [AgentTracing.ToolAttribute(\"a\")] partial int Get();\n}", "Get 3 58")]
    [InlineData("@code { [Parameter] public partial int Get { get; } [Agent] public Task Run() => Task.CompletedTask; }", null)]
    [InlineData("@code { partial void Get(); ", null)]
    public void A_partial_operation_in_a_Razor_file_is_reported_with_the_file_to_move_it_to(string razor, string? expected)
    {
        TestCompilation options = new();
        Driver(options, isBuild: true)
            .AddAdditionalTexts([new Pricing.PricingText("/app/Chat.razor", razor)])
            .RunGeneratorsAndUpdateCompilation(options.Create(""), out _, out var diagnostics, TestContext.Current.CancellationToken);
        if (expected is null)
        {
            Assert.Empty(diagnostics);
            return;
        }

        var diagnostic = Assert.Single(diagnostics);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal("/app/Chat.razor", place.Path);
        Assert.Equal(expected, $"{expected.Split(' ')[0]} {place.StartLinePosition.Line} {place.StartLinePosition.Character}");
        Assert.StartsWith($"'{expected.Split(' ')[0]}' cannot be wrapped in a span: it is in a Razor file", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("'Chat.razor.cs'", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_generator_reports_the_same_as_the_analyzers()
    {
        var diagnostic = Assert.Single(Run("partial class A { [Tool] public partial int Get(); private int GetCore(int a) => 1; }", isBuild: true));
        Assert.Equal("'Get' is implemented by 'GetCore', but it has 1 parameter instead of 0; declare 'GetCore' with the signature of 'Get'", diagnostic.GetMessage());
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    [Fact]
    public void Reports_cost_no_output_that_is_written()
    {
        TestCompilation options = new();
        var compilation = options.Create("partial class A { [Tool] public partial int Get(); private int GetCore() => 1; }", "partial class B { [Tool] public partial int Get(); }");
        var driver = Driver(options, isBuild: true).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[^1], options.Parse("\n\npartial class B { [Tool] public partial int Get(); }", compilation.SyntaxTrees[^1].FilePath));
        driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);
        Assert.Empty(GeneratorTest.ChangedOutputs(driver));
        Assert.Equal(2, Assert.Single(driver.GetRunResult().Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    private static ImmutableArray<Diagnostic> Run(string source, bool isBuild)
    {
        TestCompilation options = new();
        Driver(options, isBuild).RunGeneratorsAndUpdateCompilation(options.Create(source), out _, out var diagnostics, TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(static diagnostic => !diagnostic.IsSuppressed)];
    }

    private static GeneratorDriver Driver(TestCompilation options, bool isBuild)
        => CSharpGeneratorDriver.Create(
            [PartOfGenerator.Operations],
            parseOptions: options.ParseOptions,
            optionsProvider: TestConfigOptions.Of(isBuild ? [(Property, "true")] : []),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static string Text(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}";
}
