using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// The generator omits methods that cannot be implemented, without reporting them; the parser provides the reason to an analyzer.
/// </summary>
public sealed class OperationIssueTests
{
    [Theory]
    [InlineData("[Tool] public int Run() => 1;", "AGT1001|Tool|Run|RunCore|which is not partial; make it partial and move")]
    [InlineData("[Tool] public partial int Run() => 1;", "AGT1001|Tool|Run|RunCore|which has its own body; move")]
    [InlineData("[Tool] public partial int Run();", "AGT1003|Run|RunCore|it is missing|")]
    [InlineData("[Tool] public partial Task RunAsync();", "AGT1003|RunAsync|RunCoreAsync|it is missing|")]
    [InlineData("[Tool(Implementation = \"Work\")] public partial int Run(); private int RunCore() => 1;", "AGT1003|Run|Work|it is missing|rename 'RunCore', write Implementation = nameof(RunCore), or ")]
    [InlineData("[Tool] public partial int Run(); private long RunCore() => 1;", "AGT1003|Run|RunCore|it returns 'long' instead of 'int'|")]
    [InlineData("[Tool] public partial ref int Run(); private ref readonly int RunCore() => throw null!;", "AGT1003|Run|RunCore|it returns 'ref readonly int' instead of 'ref int'|")]
    [InlineData("[Tool] public static partial int Run(); private int RunCore() => 1;", "AGT1003|Run|RunCore|it is not static|")]
    [InlineData("[Tool] public partial int Run(int a); private int RunCore() => 1;", "AGT1003|Run|RunCore|it has 0 parameters instead of 1|")]
    [InlineData("[Tool] public partial int Run(int a); private int RunCore() => 1; private int RunCore(in int b) => 1;", "AGT1003|Run|RunCore|its parameter 'b' is 'in int' instead of 'int'|")]
    [InlineData("[Tool] public partial int Run<T>(T a); private int RunCore(int a) => 1;", "AGT1003|Run|RunCore|it has 0 type parameters instead of 1|")]
    [InlineData("[Tool] public partial int Run<T>(T a); private int RunCore<U>(U a) where U : struct => 1;", "AGT1003|Run|RunCore|its type parameter 'U' has different constraints|")]
    [InlineData("[Tool] public partial int Run<T>(T a) where T : IEnumerable<T>; private int RunCore<U>(U a) where U : ICollection<U> => 1;", "AGT1003|Run|RunCore|its type parameter 'U' has different constraints|")]
    [InlineData("[Tool] public partial Span<int> Run(scoped Span<int> a, Span<int> b); private Span<int> RunCore(Span<int> a, Span<int> b) => b;", "AGT1003|Run|RunCore|its parameter 'a' is not scoped|")]
    [InlineData("[Tool] public partial int Run(); [Obsolete(\"\", true)] private int RunCore() => 1;", "AGT1003|Run|RunCore|it is obsolete with an error, so it cannot be called|")]
    [InlineData("[Tool] public partial int Run(); public partial int Run() => 1; private int RunCore() => 1;", "AGT1004|Run|it has an implementation already")]
    [InlineData("[Tool] public partial int Run(__arglist); private int RunCore(__arglist) => 1;", "AGT1004|Run|__arglist cannot be forwarded")]
    [InlineData("[Tool, Agent] public partial int Run(); private int RunCore() => 1;", "AGT1005|Run|Tool, Agent")]
    public void A_method_that_cannot_be_implemented(string members, string issue)
    {
        Assert.Equal([issue], Issues($"public partial class Program {{ {members} }}", out var model));
        Assert.Null(model);
    }

    [Theory]
    [InlineData("public class Program { [Tool] public partial int Run(); private int RunCore() => 1; }", "AGT1002|Program|Run")]
    [InlineData("public class Outer { public partial class Program { [Tool] public partial int Run(); private int RunCore() => 1; } }", "AGT1002|Outer|Run")]
    [InlineData("file partial class Program { [Tool] public partial int Run(); private int RunCore() => 1; }", "AGT1004|Run|the type 'Program' is file-local, so it cannot be extended in a generated file")]
    [InlineData("public partial interface Program { [Tool] public static partial int Run(); static virtual int RunCore() => 1; }", "AGT1003|Run|RunCore|it is static and abstract or virtual, so it can only be called on a type parameter|")]
    public void A_type_that_cannot_hold_one(string source, string issue)
    {
        Assert.Equal([issue], Issues(source, out var model));
        Assert.Null(model);
    }

    /// <summary>A call would bind to another method than the one with the implementation's signature.</summary>
    [Theory]
    [InlineData("object a", "AGT1003|Run|RunCore|a call of it binds to 'Program.RunCore(object)'|")]
    [InlineData("string a, int b = 1", "AGT1003|Run|RunCore|a call of it binds to 'Program.RunCore(string, int)'|")]
    [InlineData("int a", null)]
    [InlineData("string a, int b", null)]
    [InlineData("ref string a", null)]
    public void An_implementation_that_a_nearer_overload_hides(string parameters, string? issue)
    {
        var source = $"public partial class Program : Base {{ [Tool] public partial int Run(string a); private int RunCore({parameters}) => 2; }} public class Base {{ protected int RunCore(string a) => 1; }}";
        Assert.Equal(issue is null ? [] : [issue], Issues(source, out var model));
        Assert.Equal(issue is null, model is not null);
    }

    [Theory]
    [InlineData("[UserId] Guid id", "AGT1009|UserId|id|its type is not string")]
    [InlineData("[Model] out string id", "AGT1009|Model|id|an out parameter has no value when the span starts")]
    [InlineData("[SessionId] string a, [SessionId] string id", "AGT1009|SessionId|id|'a' has it already")]
    [InlineData("[TraceContext] Dictionary<string, object> id", "AGT1009|TraceContext|id|its type is not string, IDictionary<string, string> or IReadOnlyDictionary<string, string>")]
    [InlineData("[TraceTag(\"\")] int id", "AGT1009|TraceTag|id|its key is empty")]
    [InlineData("[TraceTag(\"a\")] Span<int> id", "AGT1009|TraceTag|id|a value of its type cannot be an object")]
    public void A_parameter_that_is_ignored(string parameters, string issue)
    {
        var source = $"public partial class Program {{ [Tool] public partial void Run({parameters}); private void RunCore({parameters}) => throw new Exception(); }}";
        Assert.Equal([issue], Issues(source, out var model));
        Assert.NotNull(model);
    }

    [Theory]
    [InlineData("[TraceContext] Dictionary<string, string>? headers")]
    [InlineData("[TraceContext] IDictionary<string, string> headers")]
    [InlineData("[TraceContext] string? headers, [UserId] in string? user")]
    public void A_parameter_that_fits(string parameters)
        => Assert.Empty(Issues(
            $"public partial class Program {{ [Tool] public partial void Run({parameters}); private void RunCore({parameters}) => throw new Exception(); }}",
            out _));

    /// <summary>
    /// Members of extension blocks cannot be partial, also with newer compilers that have another syntax node for the block.
    /// </summary>
    [Fact]
    public void A_member_of_an_extension_block()
    {
        const string Source = """
            public static partial class Program
            {
                extension(string text)
                {
                    [Tool] public partial int Run();
                }
            }
            """;
        Assert.Contains(Issues(Source, out var model, LanguageVersion.Preview), static issue => issue.StartsWith("AGT1004|Run|", StringComparison.Ordinal));
        Assert.Null(model);
    }

    [Theory]
    [InlineData("[Tool] public int Run() => text.Length;")]
    [InlineData("[Tool] public static int Run(int other) => other;")]
    public async Task A_member_of_an_extension_block_is_reported_once(string member)
    {
        var options = new TestCompilation { Language = LanguageVersion.Preview };
        var diagnostics = await AnalyzerTest.Analyze(options.Create($"public static class Program {{ extension(string text) {{ {member} }} }}"), options);
        Assert.Equal(["AGT1004"], diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.All(diagnostics, static diagnostic => Assert.True(diagnostic.Location.IsInSource));
    }

    private static List<string> Issues(string source, out OperationModel? model, LanguageVersion language = LanguageVersion.CSharp12)
    {
        var options = new TestCompilation { Language = language };
        var compilation = options.Create(source);
        var run = GeneratorTest.Driver(options).RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.Null(run.Exception);
        Assert.Empty(run.Diagnostics);

        var tree = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Source0.cs");
        var declaration = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>()
            .First(static method => method.Identifier.ValueText.StartsWith("Run", StringComparison.Ordinal));
        var method = compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, TestContext.Current.CancellationToken)!;

        List<OperationIssue> issues = [];
        model = OperationParser.Parse(method, compilation, issues, TestContext.Current.CancellationToken);
        Assert.Equal(model is null ? 0 : 1, run.GeneratedSources.Count(static file => file.HintName.EndsWith(".g.cs", StringComparison.Ordinal)));
        Assert.All(issues, static issue => Assert.True(issue.Location.IsInSource));
        return [.. issues.Select(static issue => string.Join("|", [issue.Rule.Id, .. issue.Arguments]))];
    }
}
