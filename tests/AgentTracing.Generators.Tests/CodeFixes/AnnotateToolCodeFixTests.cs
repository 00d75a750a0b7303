using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT1013: tools before and after the fix.</summary>
public sealed class AnnotateToolCodeFixTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    [Fact]
    public Task A_method_with_attributes_documentation_and_defaults() => CodeFixTest.Run(
        "AGT1013",
        """
        using System.ComponentModel;
        using Microsoft.SemanticKernel;

        namespace Shop;

        public sealed class OrderPlugin(Func<string, int> stock)
        {
            /// <summary>How many are left.</summary>
            [KernelFunction("count_stock")]
            [Description("How many of an article are in stock")]
            public async Task<int> CountStockAsync([Description("Article number")] string sku, int warehouse = 1)
            {
                // Not at once.
                await Task.Yield();
                return stock(sku) / warehouse;
            }

            public Task<int> OneAsync() => CountStockAsync("1");
        }
        """,
        """
        using System.ComponentModel;
        using Microsoft.SemanticKernel;

        namespace Shop;

        public sealed partial class OrderPlugin(Func<string, int> stock)
        {
            /// <summary>How many are left.</summary>
            [KernelFunction("count_stock")]
            [Description("How many of an article are in stock")]
            [Tool]
            public partial Task<int> CountStockAsync([Description("Article number")] string sku, int warehouse = 1);

            private async Task<int> CountStockCoreAsync(string sku, int warehouse)
            {
                // Not at once.
                await Task.Yield();
                return stock(sku) / warehouse;
            }

            public Task<int> OneAsync() => CountStockAsync("1");
        }
        """,
        options: Options);

    [Fact]
    public Task A_method_given_to_a_factory() => CodeFixTest.Run(
        "AGT1013",
        """
        using Microsoft.Extensions.AI;

        public static class Weather
        {
            /// <summary>The weather.</summary>
            public static string GetForecast(string city) => city + ": sunny";

            public static AITool Tool { get; } = AIFunctionFactory.Create(GetForecast);
        }
        """,
        """
        using Microsoft.Extensions.AI;

        public static partial class Weather
        {
            /// <summary>The weather.</summary>
            [Tool]
            public static partial string GetForecast(string city);

            private static string GetForecastCore(string city) => city + ": sunny";

            public static AITool Tool { get; } = AIFunctionFactory.Create(GetForecast);
        }
        """,
        options: Options);

    [Fact]
    public Task A_tool_of_an_MCP_server_stays_and_calls_the_operation() => CodeFixTest.Run(
        "AGT1013",
        """
        using System.ComponentModel;
        using ModelContextProtocol.Server;

        [McpServerToolType]
        public static class EchoTools
        {
            /// <summary>Echoes.</summary>
            [McpServerTool, Description("Echoes the text")]
            public static async Task<string> SayItAgainAsync([Description("What")] string text, int times = 1)
            {
                await Task.Yield();
                return text + times;
            }
        }
        """,
        """
        using System.ComponentModel;
        using ModelContextProtocol.Server;

        [McpServerToolType]
        public static partial class EchoTools
        {
            /// <summary>Echoes.</summary>
            [McpServerTool, Description("Echoes the text")]
            public static Task<string> SayItAgainAsync([Description("What")] string text, int times = 1) => SayItAgainTracedAsync(text, times);

            [Tool("say_it_again", Description = "Echoes the text")]
            private static partial Task<string> SayItAgainTracedAsync(string text, int times);

            private static async Task<string> SayItAgainTracedCoreAsync(string text, int times)
            {
                await Task.Yield();
                return text + times;
            }
        }
        """,
        options: Options);

    [Fact]
    public async Task Fixes_all_of_a_solution()
    {
        var texts = await CodeFixTest.RunAll(
            "AGT1013",
            FixAllScope.Solution,
            Options,
            [
                [
                    """
                    using Microsoft.SemanticKernel;

                    public class Plugin
                    {
                        [KernelFunction] public int One() => 1;

                        [KernelFunction]
                        public int Two()
                        {
                            return One() + 1;
                        }

                        public class Inner
                        {
                            public int Three() => 3;
                        }
                    }
                    """,
                    """
                    using Microsoft.Extensions.AI;

                    public static class Startup
                    {
                        public static AITool Tool(Plugin.Inner inner) => AIFunctionFactory.Create(inner.Three);
                    }
                    """,
                ],
            ]);

        Assert.Equal(
            """
            using Microsoft.SemanticKernel;

            public partial class Plugin
            {
                [KernelFunction]
                [Tool]
                public partial int One();

                private int OneCore() => 1;

                [KernelFunction]
                [Tool]
                public partial int Two();

                private int TwoCore()
                {
                    return One() + 1;
                }

                public partial class Inner
                {
                    [Tool]
                    public partial int Three();

                    private int ThreeCore() => 3;
                }
            }
            """,
            texts[0]);
    }
}
