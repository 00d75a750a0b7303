extern alias generators;

using System.Diagnostics;
using System.Globalization;
using System.Runtime.Loader;
using System.Text;
using generators::AgentTracing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>
/// Measures the time that our generator takes in an editor after each edit of an unrelated file, in a project with 1,000 annotated methods
/// and 1,000 intercepted calls. Each edit is a new compilation for each contender, so that nothing is bound yet. The contenders take turns,
/// and their fast runs are compared. <c>dotnet run -c Release --project tests/AgentTracing.Benchmarks -- edit</c>
/// </summary>
internal static class EditCost
{
    private const int Types = 100;
    private const int MembersPerType = 10;
    private const string EditedFile = "Elsewhere.cs";

    private static readonly CSharpParseOptions ParseOptions
        = new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", "AgentTracing.Generated")]);

    private static readonly Edit[] Edits =
    [
        new("a comment", static (tree, number) => Parse(tree.ToString() + $"// {number}\n", EditedFile)),
        new("the body of a method", static (_, number) => Parse(Elsewhere($"return {number};", ""), EditedFile)),
        new("a new private method", static (_, number) => Parse(Elsewhere("return 1;", $"private void New{number}() {{ }}"), EditedFile)),
        new("a new method", static (_, number) => Parse(Elsewhere("return 1;", $"public void New{number}() {{ }}"), EditedFile)),
        new("a new type", static (_, number) => Parse(Elsewhere("return 1;", "") + $"public class New{number} {{ public int Value => 1; }}", EditedFile)),
        new("a new using", static (_, number) => Parse($"using Alias{number} = System.String;\n" + Elsewhere("return 1;", ""), EditedFile)),
    ];

    /// <summary>Prints the table.</summary>
    /// <param name="before">The path of a generator built from another version, to compare with; null for no comparison.</param>
    /// <param name="turns">The number of edits of each kind.</param>
    public static void Run(string? before, int turns)
    {
        (string Name, Func<IIncrementalGenerator[]> Make)[] contenders =
        [
            ("no generator", static () => []),
            ("attributes alone", static () => [new Attributes()]),
            ("attributes and calls alone", static () => [new Attributes(), new Calls()]),
            .. before is null ? [] : new (string, Func<IIncrementalGenerator[]>)[] { ("before", () => [Load(before)]) },
            ("ours", static () => [new AgentTracingGenerator()]),
        ];
        var project = Project();
        Console.WriteLine($"| edit | {string.Join(" | ", contenders.Select(static contender => contender.Name))} |");
        Console.WriteLine($"| --- |{string.Concat(Enumerable.Repeat(" --- |", contenders.Length))}");
        Print("cold", Times(contenders, project, Math.Max(3, turns / 10), static (_, _) => null));
        foreach (var edit in Edits)
            Print(edit.Name, Times(contenders, project, turns, edit.Make));
    }

    private static void Print(string name, double[] times)
        => Console.WriteLine($"| {name} | {string.Join(" | ", times.Select(static time => time.ToString("0.00", CultureInfo.InvariantCulture) + " ms"))} |");

    /// <summary>The first quartile of each contender's times.</summary>
    private static double[] Times(
        (string Name, Func<IIncrementalGenerator[]> Make)[] contenders, CSharpCompilation project, int turns, Func<SyntaxTree, int, SyntaxTree?> edit)
    {
        var times = contenders.Select(static _ => new List<double>()).ToArray();
        GeneratorDriver[] drivers = [.. contenders.Select(contender => Driver(contender.Make()).RunGenerators(project))];
        var compilations = contenders.Select(_ => project).ToArray();
        for (int turn = 0; turn < turns; turn++)
        {
            var old = Edited(compilations[0]);
            var tree = edit(old, turn);
            for (int i = 0; i < contenders.Length; i++)
            {
                compilations[i] = tree is null ? Project() : compilations[i].ReplaceSyntaxTree(Edited(compilations[i]), tree);
                if (tree is null)
                    drivers[i] = Driver(contenders[i].Make());
                var clock = Stopwatch.StartNew();
                drivers[i] = drivers[i].RunGenerators(compilations[i]);
                times[i].Add(clock.Elapsed.TotalMilliseconds);
            }
        }

        return [.. times.Select(static runs => runs.Order().ElementAt(runs.Count / 4))];
    }

    private static SyntaxTree Edited(Compilation compilation) => compilation.SyntaxTrees.Single(static tree => tree.FilePath == EditedFile);

    private static GeneratorDriver Driver(IIncrementalGenerator[] generators)
        => CSharpGeneratorDriver.Create(generators.Select(GeneratorExtensions.AsSourceGenerator), parseOptions: ParseOptions, optionsProvider: new Properties());

    private static IIncrementalGenerator Load(string path)
        => (IIncrementalGenerator)Activator.CreateInstance(
            new AssemblyLoadContext(path).LoadFromAssemblyPath(Path.GetFullPath(path)).GetType(typeof(AgentTracingGenerator).FullName!)!)!;

    private static CSharpCompilation Project()
        => CSharpCompilation.Create(
            "Benchmark",
            Enumerable.Range(0, Types).SelectMany(static type => new[] { Parse(Annotated(type), $"Tools{type}.cs"), Parse(Calling(type), $"Caller{type}.cs") })
                .Append(Parse(Elsewhere("return 0;", ""), EditedFile)),
            [.. Basic.Reference.Assemblies.Net100.References.All, .. new[] { typeof(AgentTelemetry), typeof(IChatClient), typeof(ChatClientBuilder) }.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private static string Elsewhere(string body, string member)
        => $$"""
            using System;
            namespace Shop;
            public sealed class Elsewhere
            {
                private readonly string _name = "elsewhere";
                public int Answer() { {{body}} }
                public string Name => _name;
                {{member}}
            }

            """;

    private static string Annotated(int type)
    {
        var source = new StringBuilder().AppendLine("using System.Threading.Tasks; using AgentTracing;").AppendLine($"namespace Shop.Part{type}; public partial class Tools{type} {{");
        for (int i = 0; i < MembersPerType; i++)
        {
            source.AppendLine($"[Tool(\"tool-{type}-{i}\")] public partial Task<int> Method{i}Async(string text, int count = 1);");
            source.AppendLine($"private async Task<int> Method{i}CoreAsync(string text, int count) {{ await Task.Yield(); return count + text.Length; }}");
        }

        return source.AppendLine("}").ToString();
    }

    private static string Calling(int type)
    {
        var source = new StringBuilder().AppendLine("using System.Threading.Tasks; using Microsoft.Extensions.AI;").AppendLine($"namespace Shop.Part{type}; public sealed class Caller{type}(IChatClient chat) {{");
        for (int i = 0; i < MembersPerType; i++)
            source.AppendLine($"public async Task<string> Ask{i}Async(string text) {{ var answer = await chat.GetResponseAsync(\"Question {i}: \" + text); return answer.Text.Trim(); }}");
        return source.AppendLine("}").ToString();
    }

    private sealed record Edit(string Name, Func<SyntaxTree, int, SyntaxTree> Make);

    /// <summary>The work that the compiler itself does for each annotated method.</summary>
    private sealed class Attributes : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
            => context.RegisterSourceOutput(
                context.SyntaxProvider.ForAttributeWithMetadataName(typeof(ToolAttribute).FullName!, static (_, _) => true, static (_, _) => 1).Collect(),
                static (_, _) => { });
    }

    /// <summary>The work that the compiler itself does for each call, to determine the called method.</summary>
    private sealed class Calls : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
            => context.RegisterSourceOutput(
                context.SyntaxProvider.CreateSyntaxProvider(
                    static (node, _) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(ChatClientExtensions.GetResponseAsync) } },
                    static (context, cancellationToken) => context.SemanticModel.GetSymbolInfo(context.Node, cancellationToken).Symbol is null).Collect(),
                static (_, _) => { });
    }

    private sealed class Properties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
                => (value = key == "build_property.AgentTracingInterceptLlmCalls" ? "true" : null) is not null;
        }
    }
}
