using AgentTracing.Generators.Analyzers;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>
/// Code that is long, deep or wide: no analyzer and no generator throws or ends the stack, and what they find is what they find in the same
/// code when it is short. A walk that took a step for each pair of members would not end in the time of a test at these sizes.
/// </summary>
public sealed class LongCodeTests
{
    private const int Many = 2000;

    /// <summary>Names of the code, and the code for a number.</summary>
    private static readonly Dictionary<string, Func<int, string>> Codes = new(StringComparer.Ordinal)
    {
        ["locals of locals"] = n => Chat($"public Task Q() {{ var c0 = chat; {Lines(n, i => $"var c{i + 1} = c{i};")} return c{n}.GetResponseAsync(\"a\"); }}"),
        ["properties of properties"] = n => Chat($"IChatClient c0 => chat; {Lines(n, i => $"IChatClient c{i + 1} => c{i};")} public Task Q() => c{n}.GetResponseAsync(\"a\");"),
        ["factories of factories"] = n => Chat($"IChatClient F0() => chat; {Lines(n, i => $"IChatClient F{i + 1}() => F{i}();")} public Task Q() => F{n}().GetResponseAsync(\"a\");"),
        ["one local that wraps itself"] = n => Chat($"public Task Q() {{ var c = chat; {Lines(n, _ => "c = new Wrapped(c);")} return c.GetResponseAsync(\"a\"); }}") + " public sealed class Wrapped(IChatClient inner) : DelegatingChatClient(inner);",
        ["private methods that call the next"] = n => Chat($"public Task Q() => M0(\"a\"); {Lines(n, i => $"private Task M{i}(string a) => M{i + 1}(a);")} private Task M{n}(string a) => chat.GetResponseAsync(a);"),
        ["a model in locals of locals"] = n => Chat($"public Task Q() {{ var m0 = \"gpt-4o\"; {Lines(n, i => $"var m{i + 1} = m{i};")} return chat.GetResponseAsync(\"a\", new() {{ ModelId = m{n} }}); }}"),
        ["a prompt of many parts"] = n => Chat($"public Task Q(string x) => chat.GetResponseAsync({string.Join(" + ", Enumerable.Repeat("\"a\" + x", n))});"),
        ["an array of many elements"] = n => Chat($"static readonly string[] A = [{string.Join(", ", Enumerable.Range(0, 5 * n).Select(static i => $"\"{i}\""))}]; public Task Q() => chat.GetResponseAsync(A[0]);"),
        ["a base class of a base class"] = n => $"{Lines(n / 10, i => $"public abstract class B{i}{(i > 0 ? $" : B{i - 1}" : "")} {{ public int P{i} {{ get; set; }} }}")} public partial class A(IChatClient chat) : B{(n / 10) - 1} {{ public Task Q() => chat.GetResponseAsync(\"a\"); }}",
        ["a long cycle of base classes"] = n => $"{Lines(n / 10, i => $"public class B{i} : B{(i + 1) % (n / 10)};")} public partial class A(IChatClient chat) : B0 {{ public Task Q() => chat.GetResponseAsync(\"a\"); }}",
    };

    public static TheoryData<string> Names => [.. Codes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Long_code_is_analyzed_like_short_code(string code)
    {
        Assert.Equal(["AGT2001"], await Found(code, 20));
        Assert.Equal(["AGT2001"], await Found(code, Many));
    }

    /// <summary>Which side of the bound a client is on does not matter where it is traced in plain sight.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(200)]
    public async Task A_traced_client_is_found_behind_many_steps(int steps) => Assert.Empty(await Analyze(
        Chat($"public Task Q() {{ var c0 = chat.AsBuilder().UseOpenTelemetry().Build(); {Lines(steps, i => $"var c{i + 1} = c{i};")} return c{steps}.GetResponseAsync(\"a\"); }}")));

    [Fact]
    public async Task Each_of_many_calls_in_a_method_is_reported()
    {
        var found = await Analyze(Chat($"public async Task Q() {{ {Lines(Many, i => $"var c{i} = chat; await c{i}.GetResponseAsync(\"a\");")} }}"));
        Assert.Equal(Many, found.Count(static id => id == "AGT2001"));
    }

    [Fact]
    public async Task Each_of_many_models_in_locals_is_reported()
    {
        var found = await Analyze(Chat($"public void Q() {{ {Lines(Many, i => $"var m{i} = \"gpt-unheard-of-{i}\"; var c{i} = new OpenAI.Chat.ChatClient(m{i}, \"key\");")} }}"));
        Assert.Equal(Many, found.Count(static id => id == "AGT3001"));
    }

    /// <summary>A body is walked once, however many of its locals are asked for.</summary>
    [Fact]
    public void The_uses_of_locals_are_found_once_for_a_body()
    {
        var compilation = new TestCompilation().Create("static class C { static int M(int x) { var a = 1; var b = 2; b = 3; var c = 4; int d; (d, c) = (a, x); Set(ref x); return a; } static void Set(ref int x) => x = 1; }");
        var tree = compilation.SyntaxTrees[1];
        var method = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        var body = compilation.GetSemanticModel(tree).GetOperation(method, TestContext.Current.CancellationToken)!;
        var uses = LocalUses.Around(body);
        Assert.All(body.Descendants(), operation => Assert.Same(uses, LocalUses.Around(operation)));

        var locals = body.Descendants().OfType<IVariableDeclaratorOperation>().ToDictionary(static declarator => declarator.Symbol.Name, static declarator => declarator.Symbol, StringComparer.Ordinal);
        Assert.Equal(1, uses.InitialOf(locals["a"])?.ConstantValue.Value);
        Assert.All(new[] { "b", "c", "d" }, name => Assert.Null(uses.InitialOf(locals[name])));
        Assert.Equal(["a", "c", "d"], locals.Values.Where(uses.Read).Select(static local => local.Name));
    }

    /// <summary>Type parameters that constrain each other: the ways through them nearly double with each.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(60)]
    public void Constraints_that_name_each_other_are_walked_once(int count)
    {
        var names = string.Join(", ", Enumerable.Range(0, count).Select(static i => $"T{i}"));
        var constraints = $"{Lines(count - 2, i => $"where T{i} : T{i + 1}, T{i + 2}")} where T{count - 2} : Exception where T{count - 1} : IDisposable";
        var method = (IMethodSymbol)new TestCompilation().Create($"static class P {{ static void M<{names}>() {constraints} {{ }} }}").GetTypeByMetadataName("P")!.GetMembers("M").Single();
        Assert.Equal(["Exception", "Object", "IDisposable"], method.TypeParameters[0].WithBaseTypes().Select(static type => type.Name));
    }

    /// <summary>Deeper than a line of generated code is long.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task Operations_in_deeply_nested_types_are_generated(int depth) => Assert.Empty(await Analyze($$"""
        {{Lines(depth, i => $"public partial class N{i} {{ ")}}
        [Agent("a long name of an agent, which is broken between its words", Version = "2")] public partial Task<int> RunAsync(int number, string text, CancellationToken cancellationToken);
        private Task<int> RunCoreAsync(int number, string text, CancellationToken cancellationToken) => Task.FromResult(number);
        {{new string('}', depth)}}
        """));

    private static async Task<IEnumerable<string>> Found(string code, int number) => (await Analyze(Codes[code](number))).Where(static id => id.StartsWith("AGT2", StringComparison.Ordinal));

    private static async Task<List<string>> Analyze(string source)
    {
        var options = new TestCompilation { References = SdkReferences.Of("Microsoft.Extensions.AI", "OpenAI"), Language = LanguageVersion.CSharp13 };
        return [.. (await AnalyzerTest.Analyze(options.Create("global using Microsoft.Extensions.AI;", source), options)).Select(static diagnostic => diagnostic.Id)];
    }

    private static string Chat(string members) => $"public sealed partial class Chat(IChatClient chat) {{ {members} }}";

    private static string Lines(int count, Func<int, string> line) => string.Join("\n", Enumerable.Range(0, count).Select(line));
}
