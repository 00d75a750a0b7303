using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1001 to AGT1005 and AGT1009: errors found by the parser.</summary>
public sealed class OperationDeclarationAnalyzerTests
{
    [Fact]
    public async Task Methods_that_are_not_partial()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public partial class OrderAgent
            {
                [Agent("order-agent")]
                public async Task<int> {|AGT1001:RunAsync|}() { await Task.Yield(); return 1; }

                [Tool(Implementation = "Check")]
                public static bool {|AGT1001:Validate|}(string sku) => sku.Length > 0;

                public struct Inner
                {
                }

                [Obsolete]
                public void NotAnnotated() { }
            }
            """);

        Assert.Equal(
            "[Agent] has no effect on 'RunAsync', which is not partial; make it partial and move its body to 'RunCoreAsync'",
            diagnostics[0].GetMessage());
        Assert.EndsWith("move its body to 'Check'", diagnostics[1].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containing_types_that_are_not_partial_are_reported_once_each()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public class {|AGT1002:Outer|}
            {
                public partial struct Middle
                {
                    public record {|AGT1002:Inner|}
                    {
                        [Tool] public int {|AGT1001:A|}() => 1;
                        [Tool] public int {|AGT1001:B|}() => 1;
                    }
                }

                [Tool] public int {|AGT1001:C|}() => 1;
            }

            public class NoOperations
            {
            }
            """);

        Assert.Equal("The type 'Outer' is not partial, so 'A' cannot be implemented; make 'Outer' partial", diagnostics[0].GetMessage());
    }

    [Theory]
    [InlineData("", "it is missing")]
    [InlineData("private Task<int> RunCoreAsync() => null!;", "it has 0 parameters instead of 1")]
    [InlineData("private Task<int> RunCoreAsync(int a) => null!;", "its parameter 'a' is 'int' instead of 'string'")]
    [InlineData("private Task<int> RunCoreAsync(ref string a) => null!;", "its parameter 'a' is 'ref string' instead of 'string'")]
    [InlineData("private Task<long> RunCoreAsync(string a) => null!;", "it returns 'Task<long>' instead of 'Task<int>'")]
    [InlineData("private Task<int> RunCoreAsync<T>(string a) => null!;", "it has 1 type parameter instead of 0")]
    [InlineData("private Task<int> RunAsyncCore(string a) => null!;", "it is missing", "rename 'RunAsyncCore', write Implementation = nameof(RunAsyncCore), or ")]
    [InlineData("private Task<int> DoRun(string a) => null!;", "it is missing", "rename 'DoRun', write Implementation = nameof(DoRun), or ")]
    [InlineData("private Task<int> DoRun(string a) => null!; private Task<int> RunImpl(string a) => null!;", "it is missing")]
    [InlineData("private Task<int> DoRun(int a) => null!;", "it is missing")]
    [InlineData("private Task<int> Work(string a) => null!;", "it is missing")]
    [InlineData("private int RunCoreAsync => 1;", "it is missing")]
    public async Task Implementations_that_are_missing_or_differ(string implementation, string difference, string advice = "")
    {
        var diagnostics = await AnalyzerTest.Run($$"""
            public partial class OrderAgent
            {
                [Agent]
                public partial Task<int> {|AGT1003:RunAsync|}(string request);

                {{implementation}}
            }
            """);

        Assert.Equal(
            $"'RunAsync' is implemented by 'RunCoreAsync', but {difference}; {advice}declare 'RunCoreAsync' with the signature of 'RunAsync'",
            Assert.Single(diagnostics).GetMessage());
    }

    [Fact]
    public Task Implementations_that_fit() => AnalyzerTest.Run(
        """
        public abstract class Base
        {
            protected Task<(int A, string B)> FromBaseCoreAsync<T>(dynamic value, T other) where T : class => null!;
        }

        public partial class OrderAgent : Base
        {
            [Agent]
            public partial Task<int> RunAsync(string request, CancellationToken cancellationToken = default);

            private async Task<int> RunCoreAsync(string anotherName, CancellationToken cancellationToken) { await Task.Yield(); return 1; }

            [Tool(Implementation = nameof(Other))]
            public partial int Tool(params int[] values);

            private static int Other() => 1;

            private int Other(int[] values) => values.Length + Other();

            [Tool]
            public partial Task<(int First, string? Second)> FromBaseAsync<T>(object value, T other) where T : class;
        }
        """);

    [Fact]
    public async Task Shapes_that_cannot_be_wrapped()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            using System.Runtime.InteropServices;

            public interface IAgent
            {
                [Agent("interface")] Task {|AGT1004:RunAsync|}();
            }

            public abstract partial class OrderAgent : IAgent
            {
                [Agent("abstract")] public abstract Task {|AGT1004:AbstractAsync|}();

                [Tool("extern"), DllImport("x")] private static extern void {|AGT1004:Native|}();

                [Agent("explicit")] Task IAgent.{|AGT1004:RunAsync|}() => Task.CompletedTask;

                public int Value { [Tool("getter")] {|AGT1004:get|} => 1; }

                [Tool("operator")] public static OrderAgent operator {|AGT1004:+|}(OrderAgent a, OrderAgent b) => a;

                public void M()
                {
                    Local();
                    Action lambda = {|AGT1004:[Tool("lambda")] () => { }|};
                    lambda();

                    [Tool("local")] void {|AGT1004:Local|}() { }
                }

                [Tool("vararg")] public int {|AGT1004:Arguments|}(__arglist) => 1;

                [Tool("implemented")] public partial int {|AGT1004:Implemented|}();

                public partial int Implemented() => 1;
            }

            file partial class Hidden
            {
                [Tool("file")] public int {|AGT1004:X|}() => 1;
            }
            """);

        Assert.Equal(
            [
                "'RunAsync' cannot be wrapped in a span: it is abstract, so it has no body; change that, or move the attribute to a method that can",
                "'AbstractAsync' cannot be wrapped in a span: it is abstract, so it has no body; change that, or move the attribute to a method that can",
            ],
            diagnostics.Take(2).Select(diagnostic => diagnostic.GetMessage()));
        Assert.Contains(diagnostics, diagnostic => diagnostic.GetMessage().StartsWith("'lambda expression' cannot be wrapped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_operation_attributes()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public partial class OrderAgent
            {
                [Agent, Tool]
                public partial Task<int> {|AGT1005:RunAsync|}();

                private Task<int> RunCoreAsync() => null!;

                [Workflow, Obsolete("x")]
                public partial Task<int> FlowAsync();

                private Task<int> FlowCoreAsync() => null!;
            }
            """);

        Assert.Equal("'RunAsync' is annotated as Agent, Tool, but is one operation; keep one of the attributes", Assert.Single(diagnostics).GetMessage());
    }

    [Fact]
    public async Task Telemetry_parameters_of_the_wrong_type()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public partial class OrderAgent
            {
                [Agent]
                public partial Task<int> RunAsync(
                    [UserId] int {|AGT1009:user|},
                    [SessionId] object {|AGT1009:session|},
                    [ConversationId] string? conversation,
                    [Model] Type {|AGT1009:model|},
                    [Provider] string provider,
                    [Provider] string {|AGT1009:provider2|},
                    [TraceContext] Dictionary<string, object> {|AGT1009:carrier|},
                    [TraceTag("")] string {|AGT1009:tag|},
                    [TraceTag("order.id")] int order);

                private Task<int> RunCoreAsync(int user, object session, string? conversation, Type model, string provider, string provider2,
                    Dictionary<string, object> carrier, string tag, int order) => null!;

                [Tool]
                public partial void Out([TraceContext] IReadOnlyDictionary<string, string> carrier, [UserId] out string {|AGT1009:user|});

                private void OutCore(IReadOnlyDictionary<string, string> carrier, out string user) => user = "";

                [Tool("b")]
                public partial void Carriers([TraceContext] Dictionary<string, string> carrier, [NotCaptured] int secret);

                private void CarriersCore(Dictionary<string, string> carrier, int secret) { }
            }
            """);

        Assert.Equal("[UserId] on the parameter 'user' is ignored: its type is not string; change the parameter, or remove the attribute", diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Attributes_of_others_with_our_names_mean_nothing() => AnalyzerTest.Run(
        """
        namespace Mine;

        [AttributeUsage(AttributeTargets.All)]
        public sealed class AgentAttribute : Attribute;

        public class OrderAgent
        {
            [Mine.Agent]
            public Task RunAsync() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Suppressions_are_respected() => AnalyzerTest.Run(
        """
        using System.Diagnostics.CodeAnalysis;

        public partial class OrderAgent
        {
        #pragma warning disable AGT1001
            [Agent("a")] public void A() { }
        #pragma warning restore AGT1001

            [Agent("b")] public void {|AGT1001:B|}() { }

            [SuppressMessage("AgentTracing", "AGT1001")]
            [Agent("c")] public void C() { }
        }

        [SuppressMessage("AgentTracing", "AGT1001")]
        public partial class Suppressed
        {
            [Agent("d")] public void D() { }
        }
        """);

    [Theory]
    [InlineData("none", 0)]
    [InlineData("suggestion", 1)]
    [InlineData("error", 1)]
    public async Task Severities_of_an_editorconfig_are_respected(string severity, int expected)
    {
        TestCompilation options = new();
        var diagnostics = await AnalyzerTest.Analyze(
            options.Create("public partial class A { [Agent] public void Run() { } }"),
            options,
            $"root = true\n[*.cs]\ndotnet_diagnostic.AGT1001.severity = {severity}\n");

        Assert.Equal(expected, diagnostics.Length);
        Assert.All(diagnostics, diagnostic => Assert.Equal(severity == "error" ? "Error" : "Info", diagnostic.Severity.ToString()));
    }

    [Fact]
    public async Task Without_the_run_time_nothing_is_looked_at()
    {
        TestCompilation options = new() { ReferencesRunTime = false, Language = LanguageVersion.CSharp13 };
        Assert.Empty(await AnalyzerTest.Analyze(options.Create("public class A { [Agent] public void Run() { } }"), options));
    }
}
