using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT1002, AGT1003, AGT1005 and AGT1006.</summary>
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

    [Fact]
    public Task A_missing_implementation_is_added() => CodeFixTest.Run(
        "AGT1003",
        """
        public partial class A<T>
        {
            [Agent]
            public static partial Task<T?> RunAsync<TItem>([UserId] string user, TItem[] items, int a = 1) // run
                where TItem : notnull;

            private int _other;

            public int Other() => _other++;
        }
        """,
        """
        public partial class A<T>
        {
            [Agent]
            public static partial Task<T?> RunAsync<TItem>([UserId] string user, TItem[] items, int a = 1) // run
                where TItem : notnull;

            private static Task<T?> RunCoreAsync<TItem>(string user, TItem[] items, int a) // run
                where TItem : notnull => throw new NotImplementedException();

            private int _other;

            public int Other() => _other++;
        }
        """);

    [Theory]
    [InlineData("private int GetCore(string a, int b) => 1;", "private long GetCore(string a, int b) => 1;")]
    [InlineData("private static long GetCore(string a, int b) => 1;", "private long GetCore(string a, int b) => 1;")]
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
    public Task The_implementation_of_another_overload_is_left_alone() => CodeFixTest.Run(
        "AGT1003",
        """
        public partial class A
        {
            [Tool("a")]
            public partial int Get(string a);

            private int GetCore(string a) => 1;

            [Tool("b")]
            public partial int Get(int a);
        }
        """,
        """
        public partial class A
        {
            [Tool("a")]
            public partial int Get(string a);

            private int GetCore(string a) => 1;

            [Tool("b")]
            public partial int Get(int a);

            private int GetCore(int a) => throw new NotImplementedException();
        }
        """);

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
}
