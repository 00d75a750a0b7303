using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1013.</summary>
public sealed class UntracedToolAnalyzerTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    [Fact]
    public async Task Tools_by_attribute_and_by_factory()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            using System.ComponentModel;
            using Microsoft.Extensions.AI;
            using Microsoft.SemanticKernel;
            using ModelContextProtocol.Server;

            public class OrderPlugin
            {
                [KernelFunction, Description("Stock")] public Task<int> {|AGT1013:CountAsync|}(string sku) => Task.FromResult(1);

                [KernelFunction("cancel")] public static void {|AGT1013:Cancel|}(string id) { }
            }

            [McpServerToolType]
            public static class EchoTools
            {
                [McpServerTool(Name = "echo"), Description("Echoes")] public static string {|AGT1013:Echo|}(string text) => text;
            }

            public class Weather
            {
                public string {|AGT1013:Forecast|}(string city) => city;
                public string {|AGT1013:Past|}(string city) => city;
                public int {|AGT1013:Degrees|}(string city) => 1;
                public static async IAsyncEnumerable<int> {|AGT1013:StreamAsync|}() { await Task.Yield(); yield return 1; }
                public string {|AGT1013:Named|}() => "";
                public string {|AGT1013:OfKernel|}() => "";
                public string {|AGT1013:OfMcp|}() => "";

                public IList<AITool> Tools =>
                [
                    AIFunctionFactory.Create(Forecast),
                    AIFunctionFactory.Create(this.Past, "past", "The past"),
                    AIFunctionFactory.Create((Func<string, int>)Degrees),
                    AIFunctionFactory.Create(StreamAsync),
                    AIFunctionFactory.Create(method: Named, options: new AIFunctionFactoryOptions { Name = "named" }),
                ];

                public object[] Others() => [KernelFunctionFactory.CreateFromMethod(OfKernel), McpServerTool.Create(OfMcp)];
            }
            """,
            Options);

        Assert.Equal("'CountAsync' is a tool ([KernelFunction]) without an annotation; add [Tool] to record every execution with its arguments and errors", diagnostics[0].GetMessage());
        Assert.Equal("'Forecast' is a tool (given to AIFunctionFactory.Create) without an annotation; add [Tool] to record every execution with its arguments and errors", diagnostics[3].GetMessage());
    }

    [Fact]
    public Task Annotated_tools_and_what_cannot_be_one() => AnalyzerTest.Run(
        """
        using System.ComponentModel;
        using Microsoft.Extensions.AI;
        using Microsoft.SemanticKernel;
        using ModelContextProtocol.Server;

        public partial class Tools
        {
            [KernelFunction, Tool] public partial int Count(string sku);
            private int CountCore(string sku) => 1;

            [Tool] public partial string Forecast(string city);
            private string ForecastCore(string city) => city;

            [McpServerTool(Name = "echo")] public static string Echo(string text) => EchoTraced(text);
            [Tool("echo")] private static partial string EchoTraced(string text);
            private static string EchoTracedCore(string text) => text;

            [Agent] public partial string Run(string job);
            private string RunCore(string job) => job;

            public string NoTool(string city) => city;

            public IList<AITool> All()
            {
                string Local(string city) => city;
                return [AIFunctionFactory.Create(Forecast), AIFunctionFactory.Create(Run), AIFunctionFactory.Create(Local), AIFunctionFactory.Create((string city) => city), AIFunctionFactory.Create(string.IsNullOrEmpty), Mine.Create(NoTool)];
            }
        }

        public abstract class Shaped
        {
            [KernelFunction] public abstract int Abstract();
            [KernelFunction] public async void Void() => await Task.Yield();
        }

        public class PluginTests
        {
            [Xunit.Fact] public void Runs() { }
            public class Plugin { [KernelFunction] public static int Count() => 1; }
        }

        namespace Xunit { public class FactAttribute : Attribute { } }

        public static class Mine
        {
            public static AITool Create(Delegate method) => AIFunctionFactory.Create(method);
        }

        file class Hidden
        {
            [KernelFunction] public int Count() => 1;
        }
        """,
        Options);
}
