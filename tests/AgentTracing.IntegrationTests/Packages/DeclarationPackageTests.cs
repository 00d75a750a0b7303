namespace AgentTracing.IntegrationTests.Packages;

/// <summary>A plain build reports wrong declarations, in addition to the compiler or instead of it, and dotnet format fixes them.</summary>
public sealed class DeclarationPackageTests(PackedPackages packages)
{
    [Fact]
    public async Task A_build_reports_wrong_declarations_with_a_remedy_and_dotnet_format_fixes_them()
    {
        var folder = await packages.CreateProjectAsync("Declarations", """
            using AgentTracing;

            Console.WriteLine(new Typo().FourAsync("a").Result + new NotPartial().FiveAsync("b").Result + new Different().Two("c"));

            public partial class Typo
            {
                [Agent] public partial Task<int> FourAsync(string sku);
                private Task<int> FourAsyncCore(string sku) => Task.FromResult(4);
            }
            public class NotPartial
            {
                [Agent] public partial Task<int> FiveAsync(string sku);
                private Task<int> FiveImplAsync(string sku) => Task.FromResult(5);
            }
            public partial class Different
            {
                [Tool] public partial int Two(string sku);
                private int TwoCore(object sku) => 2;
            #pragma warning disable AGT1003
                [Tool] public partial int Silent(string sku);
            #pragma warning restore AGT1003
            }
            """);
        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGT1003: 'FourAsync' is implemented by 'FourCoreAsync', but it is missing; rename 'FourAsyncCore', write Implementation = nameof(FourAsyncCore), or declare", output, StringComparison.Ordinal);
        Assert.Contains("error AGT1003: 'FiveAsync' is implemented by 'FiveCoreAsync', but it is missing", output, StringComparison.Ordinal);
        Assert.Contains("error AGT1002: The type 'NotPartial' is not partial", output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(17,31): error AGT1003: 'Two' is implemented by 'TwoCore', but its parameter 'sku' is 'object' instead of 'string'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("'Silent' is implemented", output, StringComparison.Ordinal);

        string program = Path.Combine(folder, "Program.cs");
        string text = await File.ReadAllTextAsync(program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(program, text.Replace("    [Tool] public partial int Silent(string sku);\n", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await DotNet.RunAsync(folder, "format", "analyzers", "--no-restore");
        Assert.Contains("11", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_of_an_MCP_server_is_reported_with_the_way_to_make_it_an_operation()
    {
        const string Mcp = """<PackageReference Include="ModelContextProtocol" Version="2.4.0" />""";
        const string Head = """
            using System.ComponentModel;
            using AgentTracing;
            using ModelContextProtocol.Server;

            Console.WriteLine(Shop.GetStock("A-1"));

            """;
        var declared = await packages.CreateProjectAsync("McpDeclared", Head + """
            [McpServerToolType]
            public sealed partial class Shop
            {
                [McpServerTool(Name = "get_stock"), Tool("get_stock"), Description("How many are in stock.")]
                public static partial int GetStock(string sku);
                private static int GetStockCore(string sku) => sku.Length;
            }
            """, items: Mcp);
        var (exitCode, output) = await DotNet.TryRunAsync(declared, "build");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGT1004: 'GetStock' cannot be wrapped in a span: ModelContextProtocol declares a partial method with [McpServerTool] itself", output, StringComparison.Ordinal);
        Assert.Contains("'private static partial int GetStockTraced', whose work is in 'GetStockTracedCore'", output, StringComparison.Ordinal);

        var implemented = await packages.CreateProjectAsync("McpImplemented", Head + """
            [McpServerToolType]
            public sealed partial class Shop
            {
                /// <summary>How many are in stock.</summary>
                [McpServerTool, Tool]
                public static partial int GetStock(string sku) => sku.Length;
            }
            """, items: Mcp);
        (exitCode, output) = await DotNet.TryRunAsync(implemented, "build");
        Assert.NotEqual(0, exitCode);
        string[] lines = [.. output.Split('\n').Where(static line => line.Contains("AGT1004", StringComparison.Ordinal)).Select(static line => line.Trim()).Distinct()];
        Assert.Contains(",31): error AGT1004", Assert.Single(lines), StringComparison.Ordinal);

        var separate = await packages.CreateProjectAsync("McpSeparate", Head + """
            [McpServerToolType]
            public sealed partial class Shop
            {
                [McpServerTool(Name = "get_stock"), Description("How many are in stock.")]
                public static int GetStock(string sku) => GetStockTraced(sku);

                [Tool("get_stock")]
                private static partial int GetStockTraced(string sku);
                private static int GetStockTracedCore(string sku) => sku.Length;
            }
            """, items: Mcp);
        Assert.Contains("3", await DotNet.RunAsync(separate, "run"), StringComparison.Ordinal);
    }
}
