using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT1002, AGT1003, AGT1005, AGT1006, AGT1011 and AGT1012.</summary>
public sealed class OtherCodeFixTests
{
    [Fact]
    public Task Types_are_made_partial() => CodeFixTest.Run(
        "AGT1002",
        """
        /// <summary>A.</summary>
        [Serializable]
        class A // comment
        {
            [Tool]
            public partial int Get();

            private int GetCore() => 1;
        }
        """,
        """
        /// <summary>A.</summary>
        [Serializable]
        partial class A // comment
        {
            [Tool]
            public partial int Get();

            private int GetCore() => 1;
        }
        """);

    [Fact]
    public async Task All_types_are_made_partial()
        => Assert.Equal(
            ["partial class A { public ref partial struct B { [Tool] public partial int Get(); } }", "partial interface C { [Tool] public partial int Get(); }"],
            await CodeFixTest.RunAll(
                "AGT1002",
                FixAllScope.Project,
                ["class A { public ref struct B { [Tool] public partial int Get(); } }", "interface C { [Tool] public partial int Get(); }"]));

    [Theory]
    [InlineData("RunAsyncCore", "ImplementationCodeFix.Implement", "[Agent]", "RunCoreAsync")]
    [InlineData("RunAsyncCore", "ImplementationCodeFix.Name", "[Agent(Implementation = nameof(RunAsyncCore))]", "RunAsyncCore")]
    [InlineData("Work", "ImplementationCodeFix.Implement", "[Agent]", "RunCoreAsync")]
    public Task An_orphan_of_the_signature_is_renamed_or_named(string orphan, string key, string attribute, string implementation) => CodeFixTest.Run(
        "AGT1003",
        $$"""
        public partial class A
        {
            [Agent]
            public partial Task<int> RunAsync(string text);

            // The work.
            private Task<int> {{orphan}}(string other) => Task.FromResult(other.Length);

            public Task<int> Twice(string text) => RunAsync(text);
        }
        """,
        $$"""
        public partial class A
        {
            {{attribute}}
            public partial Task<int> RunAsync(string text);

            // The work.
            private Task<int> {{implementation}}(string other) => Task.FromResult(other.Length);

            public Task<int> Twice(string text) => RunAsync(text);
        }
        """,
        key);

    [Theory]
    [InlineData("")]
    [InlineData("private Task<int> Helper(string text) => Task.FromResult(1); public Task<int> Other(string text) => Helper(text);")]
    [InlineData("private Task<int> One(string text) => Task.FromResult(1); private Task<int> Two(string text) => Task.FromResult(1);")]
    [InlineData("private Task<long> Work(string text) => Task.FromResult(1L);")]
    [InlineData("public Task<int> Work(string text) => Task.FromResult(1);")]
    [InlineData("[Tool] public partial Task<int> GetAsync(string text); private Task<int> GetCoreAsync(string text) => Task.FromResult(1);")]
    public async Task Nothing_is_offered_that_would_only_throw(string members)
        => Assert.Empty(await CodeFixTest.Titles("AGT1003", $$"""public partial class A { [Agent] public partial Task<int> RunAsync(string text); {{members}} }"""));

    [Fact]
    public async Task A_type_that_is_not_partial_hides_no_misnamed_implementation()
        => Assert.Equal(
            ["class A { [Tool] public partial int Get(); private int GetCore() => 1; }"],
            await CodeFixTest.RunAll("AGT1003", FixAllScope.Project, ["class A { [Tool] public partial int Get(); private int Work() => 1; }"]));

    [Fact]
    public async Task Types_and_implementations_are_fixed_one_after_the_other()
    {
        string[] files = ["class A { [Tool] public partial int Get(); private int GetImpl() => 1; }", "class B { class C { [Tool] public partial int Get(); private int GetImpl() => 1; } }"];
        string[] first = await CodeFixTest.RunAll("AGT1003", FixAllScope.Project, files);
        Assert.Equal(
            ["partial class A { [Tool] public partial int Get(); private int GetCore() => 1; }", "partial class B { partial class C { [Tool] public partial int Get(); private int GetCore() => 1; } }"],
            await CodeFixTest.RunAll("AGT1002", FixAllScope.Project, first));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Format_fixes_types_and_implementations_whatever_is_reported_first(int turn, bool typesFirst)
        => Assert.Equal(
            """
            public partial class Typo { [Tool] public partial int Four(); private int FourCore() => 4; }
            public partial class NotPartial { [Tool] public partial int Five(); private int FiveCore() => 5; }
            public partial class Different { [Tool] public partial int Two(string sku); private int TwoCore(string sku) => 2; }
            """,
            await CodeFixTest.Format(
                """
                public partial class Typo { [Tool] public partial int Four(); private int FourImpl() => 4; }
                public class NotPartial { [Tool] public partial int Five(); private int FiveImpl() => 5; }
                public partial class Different { [Tool] public partial int Two(string sku); private int TwoCore(object sku) => 2; }
                """,
                turn,
                typesFirst ? ["AGT1002", "AGT1003"] : ["AGT1003", "AGT1002"]));

    [Fact]
    public Task Async_void_becomes_a_task() => CodeFixTest.Run(
        "AGT1012",
        """
        public partial class A
        {
            [Tool]
            public partial void Record(string entry); // comment

            private async void RecordCore(string entry) => await Task.Delay(entry.Length);
        }
        """,
        """
        public partial class A
        {
            [Tool]
            public partial Task Record(string entry); // comment

            private async Task RecordCore(string entry) => await Task.Delay(entry.Length);
        }
        """);

    [Theory]
    [InlineData("[Tool(\"a\"), DisplayName(\"b\")]", "[Tool(\"b\"), DisplayName(\"b\")]")]
    [InlineData("[Tool(\"a\", Description = \"x\"), Description(\"y \\\"z\")]", "[Tool(\"a\", Description = \"y \\\"z\"), Description(\"y \\\"z\")]")]
    public Task The_other_attributes_text_is_taken(string before, string after) => CodeFixTest.Run(
        "AGT1011",
        $$"""
        using System.ComponentModel;
        public partial class A { {{before}} public partial int Get(); private int GetCore() => 1; }
        """,
        $$"""
        using System.ComponentModel;
        public partial class A { {{after}} public partial int Get(); private int GetCore() => 1; }
        """);

    [Theory]
    [InlineData("MSBuildWorkspace", new[] { "dotnet-format.dll" }, true)]
    [InlineData("MSBuildWorkspace", new[] { "dotnet-format.dll", "--diagnostics", "agt2001" }, false)]
    [InlineData("MSBuildWorkspace", new[] { "dotnet-format.dll", "--diagnostics", "AGT2006" }, true)]
    [InlineData("Host", new string[0], false)]
    public void Format_extracts_nothing_unless_it_is_named(string workspace, string[] arguments, bool isUnrequested)
        => Assert.Equal(isUnrequested, AgentTracing.Generators.CodeFixes.Editing.FormatRun.IsUnrequested(workspace, "AGT2001", arguments));

    [Theory]
    [InlineData("private int GetCore(string a, int b) => 1;", "private long GetCore(string a, int b) => 1;")]
    [InlineData("private long GetCore(object x, ref int y) => 1;", "private long GetCore(string x, int y) => 1;")]
    [InlineData("private long GetCore(string a) => 1;", "private long GetCore(string a, int b) => 1;")]
    [InlineData("private long GetCore<T>(string a, int b) => 1;", "private long GetCore(string a, int b) => 1;")]
    [InlineData("private long GetCore(int b, string a, bool c) => 1;", "private long GetCore(string a, int b) => 1;")]
    public Task An_implementation_that_differs_is_corrected(string before, string after) => CodeFixTest.Run(
        "AGT1003",
        $$"""
        public partial class A
        {
            [Tool]
            public partial long Get(string a, int b);

            // The work.
            {{before}}
        }
        """,
        $$"""
        public partial class A
        {
            [Tool]
            public partial long Get(string a, int b);

            // The work.
            {{after}}
        }
        """);

    [Fact]
    public async Task The_implementation_of_another_overload_is_left_alone()
        => Assert.Empty(await CodeFixTest.Titles(
            "AGT1003",
            """public partial class A { [Tool("a")] public partial int Get(string a); private int GetCore(string a) => 1; [Tool("b")] public partial int Get(int a); }"""));

    [Theory]
    [InlineData("Agent", """
            /// <summary>Runs.</summary>
            [Agent("x")]
            [Obsolete]
        """)]
    [InlineData("Tool", """
            /// <summary>Runs.</summary>
            [Obsolete, Tool]
        """)]
    public Task One_attribute_is_kept(string kept, string attributes) => CodeFixTest.Run(
        "AGT1005",
        """
        public partial class A
        {
            /// <summary>Runs.</summary>
            [Agent("x")]
            [Obsolete, Tool]
            public partial int Run();

            private int RunCore() => 1;
        }
        """,
        $$"""
        public partial class A
        {
        {{attributes}}
            public partial int Run();

            private int RunCore() => 1;
        }
        """,
        equivalenceKey: "KeepOneAttributeCodeFix." + kept);

    [Theory]
    [InlineData("agent.RunCoreAsync(1)", "agent.RunAsync(1)")]
    [InlineData("(agent?.RunCoreAsync(depth: 1))!", "(agent?.RunAsync(depth: 1))!")]
    [InlineData("new Func<int, Task<int>>(agent.RunCoreAsync)(1)", "new Func<int, Task<int>>(agent.RunAsync)(1)")]
    public Task The_operation_is_called_instead(string before, string after)
    {
        const string Agent = """
            public partial class A
            {
                [Agent]
                public partial Task<int> RunAsync(int depth);

                internal Task<int> RunCoreAsync(int depth) => Task.FromResult(depth);
            }

            """;

        return CodeFixTest.Run(
            "AGT1006",
            Agent + $"static class P {{ public static async Task<int> M(A agent) => await {before}; }}",
            Agent + $"static class P {{ public static async Task<int> M(A agent) => await {after}; }}");
    }

    [Theory]
    [InlineData("private partial int Run(int a);", "A.Run")]
    [InlineData("public partial int Run(int b);", "named")]
    public async Task A_call_that_would_not_compile_is_not_offered(string declaration, string why)
        => Assert.True(
            (await CodeFixTest.Titles(
                "AGT1006",
                $$"""
                partial class A { [Tool] {{declaration}} internal int RunCore(int a) => a; }
                static class P { public static int M(A agent) => agent.RunCore(a: 1); }
                """)).Length == 0,
            why);

    [Theory]
    [InlineData("private int TakeCore(long size, int count) => (int)(size / count);", "private int TakeCore(int count, long size) => (int)(size / count);")]
    public async Task Parameters_that_changed_places_go_back_with_their_names(string implementation, string corrected)
    {
        var source = $$"""public partial class A { [Tool] public partial int Take(int count, long size); {{implementation}} }""";
        await CodeFixTest.Run("AGT1003", source, source.Replace(implementation, corrected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public event EventHandler? Done; public void Listen() => Done += OnDone;")]
    [InlineData("public void Listen(Action<EventHandler> add) => add(this.OnDone);")]
    [InlineData("public Action<object?, EventArgs> Handler() { Action<object?, EventArgs> handler = OnDone; return handler; }")]
    public async Task A_handler_of_an_event_stays_async_void(string use)
        => Assert.Empty(await CodeFixTest.Titles("AGT1012", $$"""public partial class A { {{use}} [Agent] public partial void OnDone(object? sender, EventArgs e); private async void OnDoneCore(object? sender, EventArgs e) => await Task.Yield(); }"""));
}
