using System.Text.Json;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>The analyzers and code fixes of the packed package, run by the tools that users have.</summary>
public sealed class PackedAnalyzerTests(PackedPackages packages)
{
    private const string Program = """
        using Microsoft.Extensions.AI;

        Console.WriteLine(typeof(Assistant));

        public class Assistant(IChatClient chat)
        {
            public async Task<string> AskAsync(string text) => (await chat.GetResponseAsync(text)).Text;

            public async Task<string> SuppressedAsync(string text)
            {
        #pragma warning disable AGT2001
                return (await chat.GetResponseAsync(text)).Text;
        #pragma warning restore AGT2001
            }
        }
        """;

    private const string Sdk = """<PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="10.11.0" />""";

    [Fact]
    public async Task A_build_warns_at_the_call_with_the_help_link_in_its_log_and_format_fixes_it()
    {
        var folder = await packages.CreateProjectAsync("Uncovered", Program, items: Sdk);

        var output = await DotNet.RunAsync(folder, "build", "-p:TreatWarningsAsErrors=false", "-p:ErrorLog=build.sarif%2cversion=2.1");
        Assert.Contains("Program.cs(7,68): warning AGT2001: No span covers the LLM call 'ChatClientExtensions.GetResponseAsync'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Program.cs(12,", output, StringComparison.Ordinal);
        await AssertLogAsync(Path.Combine(folder, "build.sarif"));

        var editorConfig = Path.Combine(folder, ".editorconfig");
        await File.WriteAllTextAsync(editorConfig, "root = true\n[*.cs]\ndotnet_diagnostic.AGT2001.severity = error\n", TestContext.Current.CancellationToken);
        var (exitCode, failed) = await DotNet.TryRunAsync(folder, "build", "--no-restore", "-p:TreatWarningsAsErrors=false");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(7,68): error AGT2001", failed, StringComparison.Ordinal);

        await DotNet.RunAsync(folder, "format", "analyzers", "--diagnostics", "AGT2001", "--severity", "warn", "--no-restore");
        var program = await File.ReadAllTextAsync(Path.Combine(folder, "Program.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("public partial class Assistant(IChatClient chat)", program, StringComparison.Ordinal);
        Assert.Contains("=> (await GetResponseAsync(text)).Text;", program, StringComparison.Ordinal);
        Assert.Contains("[LlmCall]", program, StringComparison.Ordinal);
        await DotNet.RunAsync(folder, "build", "--no-restore");
    }

    [Fact]
    public async Task Format_switches_interception_on_where_a_call_cannot_be_extracted()
    {
        var folder = await packages.CreateProjectAsync(
            "Interceptable",
            """
            using Microsoft.Extensions.AI;

            Console.WriteLine(await Assistant.AskAsync(null, "Hello"));

            internal static class Assistant
            {
                public static Task<ChatResponse>? Ask(IChatClient? chat, string text) => chat?.GetResponseAsync(text);

                public static async Task<string> AskAsync(IChatClient? chat, string text) => Ask(chat, text) is { } answer ? (await answer).Text : "nobody";
            }
            """,
            items: Sdk);
        var project = Path.Combine(folder, "Interceptable.csproj");
        string[] before = await File.ReadAllLinesAsync(project, TestContext.Current.CancellationToken);
        var (exitCode, failed) = await DotNet.TryRunAsync(folder, "build");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGT2001", failed, StringComparison.Ordinal);

        await DotNet.RunAsync(folder, "format", "analyzers", "--diagnostics", "AGT2001", "--severity", "warn", "--no-restore");

        string[] after = await File.ReadAllLinesAsync(project, TestContext.Current.CancellationToken);
        Assert.Equal(["    <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls>"], after.Except(before));
        Assert.Equal(before, after.Where(static line => !line.Contains("AgentTracingInterceptLlmCalls", StringComparison.Ordinal)));
        Assert.Contains("nobody", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exempted_symbols_are_not_reported()
    {
        const string Ask = "public static Task<ChatResponse> Ask(IChatClient chat) => chat.GetResponseAsync(\"Hello\");";
        var folder = await packages.CreateProjectAsync(
            "Exempted",
            $$"""
            using System.Diagnostics.CodeAnalysis;
            using Microsoft.Extensions.AI;

            Console.WriteLine(typeof(Reported));

            internal static class Reported { {{Ask}} }

            internal static class ByAttribute { [SuppressMessage("AgentTracing", "AGT2001", Justification = "A probe.")] {{Ask}} }

            internal static class ByOption { {{Ask}} }

            internal static class InTests { [Fact] public static void Works() { } {{Ask}} }

            [AttributeUsage(AttributeTargets.Method)]
            internal sealed class FactAttribute : Attribute;
            """,
            items: Sdk);
        await File.WriteAllTextAsync(Path.Combine(folder, "Made.g.cs"), $"using Microsoft.Extensions.AI; internal static class Made {{ {Ask} }}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, ".editorconfig"), "root = true\n[*.cs]\ndotnet_code_quality.AGT2001.excluded_symbol_names = T:ByOption\n", TestContext.Current.CancellationToken);

        var output = await DotNet.RunAsync(folder, "build", "-p:TreatWarningsAsErrors=false");

        var places = output.Split('\n').Where(static line => line.Contains("AGT2001", StringComparison.Ordinal)).Select(static line => line[..line.IndexOf(')', StringComparison.Ordinal)]).Distinct();
        Assert.EndsWith("Program.cs(6,97", Assert.Single(places), StringComparison.Ordinal);
    }

    private static async Task AssertLogAsync(string path)
    {
        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        var run = log.RootElement.GetProperty("runs")[0];
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(static rule => rule.GetProperty("id").GetString() == "AGT2001");
        Assert.EndsWith("/docs/rules/AGT2001.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);

        var reported = run.GetProperty("results").EnumerateArray()
            .Where(static result => result.GetProperty("ruleId").GetString() == "AGT2001")
            .Select(static result => (
                Line: result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32(),
                IsSuppressed: result.TryGetProperty("suppressions", out _)))
            .Order();
        Assert.Equal([(7, false), (12, true)], reported);
    }
}
