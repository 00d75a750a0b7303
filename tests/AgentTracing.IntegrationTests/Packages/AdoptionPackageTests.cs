using System.Text.RegularExpressions;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>
/// docs/adopting.md on a project like a real repository: after one command, all of its 200 tools without annotations have spans.
/// </summary>
public sealed partial class AdoptionPackageTests(PackedPackages packages)
{
    private const string Packages = """
        <PackageReference Include="Microsoft.Extensions.AI" Version="10.11.0" />
        <PackageReference Include="Microsoft.SemanticKernel.Core" Version="1.82.0" />
        <PackageReference Include="ModelContextProtocol" Version="2.4.0" />
        """;

    private const string Head = """
        using System.ComponentModel;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using ModelContextProtocol.Server;

        namespace Shop.Tools;


        """;

    /// <summary>Tools with unusual shapes, and methods that only look like tools.</summary>
    private const string Special = """
        public class Generic<T>
        {
            public string Show(T key) => $"{key}";

            public TOther Same<TOther>(TOther key) => key;
        }

        public static class Overloads
        {
            public static string Find(string key) => key;

            public static string Find(string key, int limit) => key + limit;
        }

        public class Holder
        {
            public class Nested
            {
                internal ValueTask<int> CountAsync(string key) => new(key.Length);
            }

            public static IEnumerable<AIFunction> Local()
            {
                string Shout(string key) => key.ToUpperInvariant();
                yield return AIFunctionFactory.Create(Shout);
                yield return AIFunctionFactory.Create((string key) => key, "lambda");
            }
        }

        public abstract class Base
        {
            public abstract string Work(string key);

            public static string Never(string key) => key;
        }

        public class Derived : Base
        {
            public override string Work(string key) => key;
        }
        """;

    private const string Program = """
        using System.Diagnostics;
        using System.Reflection;
        using AgentTracing;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using ModelContextProtocol.Server;
        using Shop.Tools;

        var tools = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => tools.Add(span.DisplayName),
        };
        ActivitySource.AddActivityListener(listener);

        AIFunction[] functions =
        [
            FUNCTIONS
            AIFunctionFactory.Create(new Generic<string>().Show),
            AIFunctionFactory.Create(new Generic<int>().Same<string>),
            AIFunctionFactory.Create((Func<string, string>)Overloads.Find),
            AIFunctionFactory.Create(new Holder.Nested().CountAsync),
            AIFunctionFactory.Create(new Derived().Work),
            .. Holder.Local(),
        ];
        foreach (var function in functions)
            await function.InvokeAsync(new AIFunctionArguments { ["key"] = "k" });

        var kernel = new Kernel();
        foreach (var function in KernelPluginFactory.CreateFromType<KernelTools>("shop"))
            await function.InvokeAsync(kernel, new() { ["key"] = "k" });

        var server = new McpTools();
        foreach (var method in typeof(McpTools).GetMethods().Where(method => method.GetCustomAttribute<McpServerToolAttribute>() is not null))
        {
            if (method.Invoke(server, ["k", 1]) is Task task)
                await task;
        }

        Console.WriteLine($"{tools.Count} spans of {tools.Distinct().Count()} tools, schema {functions[1].JsonSchema}");
        """;

    [Fact]
    public async Task Two_hundred_tools_have_their_spans_after_one_command()
    {
        var registered = Enumerable.Range(0, 75).Select(static i => i % 3 == 0 ? $"AIFunctionFactory.Create(StoreTools{i / 25}.Read{i})," : $"AIFunctionFactory.Create(new StoreTools{i / 25}([]).Read{i}Async),");
        var folder = await packages.CreateProjectAsync("Adoption", Program.Replace("FUNCTIONS", string.Join("\n    ", registered), StringComparison.Ordinal), items: Packages);
        for (var file = 0; file < 3; file++)
            await WriteAsync($"StoreTools{file}", $"public class StoreTools{file}(List<string> store)", Enumerable.Range(25 * file, 25).Select(static i => Method(i, "Read", "", isStatic: i % 3 == 0, uses: "store.Count")));
        await WriteAsync("KernelTools", "public class KernelTools", Enumerable.Range(0, 60).Select(static i => Method(i, "Get", $"[KernelFunction(\"get_{i}\")]", isStatic: i % 3 == 0)));
        await WriteAsync("McpTools", "[McpServerToolType]\npublic class McpTools", Enumerable.Range(0, 60).Select(static i => Method(i, "Ask", $"[McpServerTool(Name = \"ask_{i}\")]", isStatic: i % 3 == 0)));
        await File.WriteAllTextAsync(Path.Combine(folder, "Special.cs"), Head + Special, TestContext.Current.CancellationToken);
        var before = await DotNet.RunAsync(folder, "run");
        Assert.Contains("0 spans of 0 tools, ", before, StringComparison.Ordinal);

        // dotnet format applies this fix only if the diagnostic is named on its command line, whatever the severity.
        await File.WriteAllTextAsync(Path.Combine(folder, ".editorconfig"), "root = true\n[*.cs]\ndotnet_diagnostic.AGT1013.severity = warning\n", TestContext.Current.CancellationToken);
        await DotNet.RunAsync(folder, "format", "--no-restore");
        Assert.Equal(Head + Special, await File.ReadAllTextAsync(Path.Combine(folder, "Special.cs"), TestContext.Current.CancellationToken));

        await DotNet.RunAsync(folder, Command().Match(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Folder, "docs", "adopting.md"), TestContext.Current.CancellationToken)).Groups[1].Value.Split(' '));

        var after = await DotNet.RunAsync(folder, "run");
        Assert.Equal(before.Replace("0 spans of 0 tools", "200 spans of 200 tools", StringComparison.Ordinal), after);
        var special = await File.ReadAllTextAsync(Path.Combine(folder, "Special.cs"), TestContext.Current.CancellationToken);
        foreach (var kept in (string[])["string Shout(string key) =>", "public static string Find(string key, int limit) =>", "public abstract class Base", "public static string Never(string key) =>"])
            Assert.Contains(kept, special, StringComparison.Ordinal);
        Assert.StartsWith("using System.ComponentModel;\nusing AgentTracing;\n", special, StringComparison.Ordinal);

        Task WriteAsync(string name, string type, IEnumerable<string> methods)
            => File.WriteAllTextAsync(Path.Combine(folder, $"{name}.cs"), $"{Head}{type}\n{{\n{string.Join('\n', methods)}}}\n", TestContext.Current.CancellationToken);
    }

    private static string Method(int number, string verb, string attribute, bool isStatic, string uses = "0") => isStatic
        ? $$"""
                /// <summary>Number {{number}}.</summary>
                {{attribute}}
                public static string {{verb}}{{number}}([Description("Key")] string key, int more = {{number}}) => key + more; // said in one line

            """
        : $$"""
                {{attribute}}
                [Description("Number {{number}}")]
                public async Task<string> {{verb}}{{number}}Async([Description("Key")] string key, int more = {{number}})
                {
                    await Task.Yield();
                    return key + more + {{uses}};
                }

            """;

    [GeneratedRegex("^ +dotnet (format analyzers --diagnostics AGT1013 .*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
