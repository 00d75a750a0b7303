using System.Reflection;
using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.Packages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.IntegrationTests.Docs;

/// <summary>Every C# snippet of the introductory pages compiles with the generator and the real packages.</summary>
public sealed partial class SnippetTests
{
    /// <summary>Implicit usings, the namespaces of the packages, and everything else that the pages assume.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Diagnostics;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AgentTracing;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using OpenTelemetry;
        global using OpenTelemetry.Metrics;
        global using OpenTelemetry.Trace;
        """;

    /// <summary>Variables that snippets assume: the text that uses one, and its declaration.</summary>
    private static readonly (string Use, string Declaration)[] Given =
    [
        ("builder.", "var builder = WebApplication.CreateBuilder(args);\n"),
        ("services.", "var services = new ServiceCollection();\n"),
        ("openAI.", "var openAI = new OpenAI.Chat.ChatClient(\"gpt-4.1\", \"key\");\n"),
        ("agent.PlaceOrderAsync", "dynamic agent = new object();\nvar request = \"\";\n"),
        ("keptContext", "ActivityContext keptContext = default;\n"),
        ("messageId", "var messageId = 17;\n"),
    ];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("AgentTracing.Generators", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("OrderAgent", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly AnalyzerFileReference Generator = new(
        typeof(SnippetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "AgentTracing.Generators").Value!,
        new LoaderByPath());

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var snippets = new TheoryData<string, int>();
            string[] pages = ["getting-started", "hosting", "console", "no-spans", "annotations", "testing", "migrating", "adopting", "versions", "comparison", "accounts", "backends", "interception"];
            foreach (var page in pages)
            {
                for (var i = 0; i < CodeOf(page).Count; i++)
                    snippets.Add(page, i);
            }

            return snippets;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void It_compiles(string page, int index)
    {
        var snippet = CSharpSyntaxTree.ParseText(Complete(CodeOf(page)[index]), Options, path: "Program.cs");
        var compilation = CSharpCompilation.Create(
            "Snippet", [snippet, CSharpSyntaxTree.ParseText(Usings, Options)], References, new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create(Generator.GetGenerators(LanguageNames.CSharp), parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var ofGenerator, TestContext.Current.CancellationToken);

        var errors = ofGenerator.Concat(output.GetDiagnostics(TestContext.Current.CancellationToken)).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Empty(errors.Select(error => $"{error}\n{snippet}"));
    }

    /// <summary>Completes a snippet: adds the assumed variables, and a statement if it contains only types.</summary>
    private static string Complete(string code)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, Options).GetRoot();
        var statements = root.Members.OfType<GlobalStatementSyntax>().ToList();
        var before = string.Concat(Given.Where(given => code.Contains(given.Use, StringComparison.Ordinal) && !code.Contains($"var {given.Use.TrimEnd('.')}", StringComparison.Ordinal)).Select(static given => given.Declaration));
        if (before.Length == 0 && statements.Count == 0)
            before = "Console.WriteLine();\n";
        return $"{root.Usings.ToFullString()}{before}{string.Concat(root.Members.Select(static member => member.ToFullString()))}{root.EndOfFileToken.ToFullString()}";
    }

    private static IReadOnlyList<string> CodeOf(string page)
        => [.. Code().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs", $"{page}.md"))).Select(static match => Indent().Replace(match.Groups[2].Value, ""))];

    private sealed class LoaderByPath : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }

    [GeneratedRegex("^( *)```csharp\n(.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^   (?=builder)", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
