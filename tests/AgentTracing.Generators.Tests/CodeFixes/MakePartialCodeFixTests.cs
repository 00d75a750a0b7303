using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT1001: the fix keeps everything in, on and around the method.</summary>
public sealed class MakePartialCodeFixTests
{
    [Fact]
    public Task Async_method_with_everything() => CodeFixTest.Run(
        "AGT1001",
        """
        namespace Shop;

        /// <summary>Orders.</summary>
        public sealed class OrderAgent
        {
            private int _count = 1; // before

            #region Agents

            // A comment.
            /// <summary>Places an order.</summary>
            /// <param name="request">What.</param>
            /// <param name="item">A thing.</param>
            /// <param name="cancellationToken">Stops it.</param>
            [Agent("order-agent", Version = "2")] // named
            [Obsolete("old"), System.ComponentModel.Description("d")]
            public async Task<string?> PlaceOrderAsync<T>(
                [TraceTag("request")] string request, // the request
                T? item = default,
                CancellationToken cancellationToken = default) // note
                where T : class
            {
                // inside
                await Task.Delay(1, cancellationToken);
        #if DEBUG
                _count++;
        #endif
                return item is null ? null : request   +   _count; /* odd   spacing */
            } // after

            #endregion

            public int Count => _count;
        }
        """,
        """
        namespace Shop;

        /// <summary>Orders.</summary>
        public sealed partial class OrderAgent
        {
            private int _count = 1; // before

            #region Agents

            // A comment.
            /// <summary>Places an order.</summary>
            /// <param name="request">What.</param>
            /// <param name="item">A thing.</param>
            /// <param name="cancellationToken">Stops it.</param>
            [Agent("order-agent", Version = "2")] // named
            [Obsolete("old"), System.ComponentModel.Description("d")]
            public partial Task<string?> PlaceOrderAsync<T>(
                [TraceTag("request")] string request, // the request
                T? item = default,
                CancellationToken cancellationToken = default) // note
                where T : class;

            [Obsolete("old")]
            private async Task<string?> PlaceOrderCoreAsync<T>(
                string request, // the request
                T? item,
                CancellationToken cancellationToken) // note
                where T : class
            {
                // inside
                await Task.Delay(1, cancellationToken);
        #if DEBUG
                _count++;
        #endif
                return item is null ? null : request   +   _count; /* odd   spacing */
            } // after

            #endregion

            public int Count => _count;
        }
        """);

    [Theory]
    [InlineData("public bool Check(string sku) => sku.Length > 0;", "public partial bool Check(string sku);", "private bool CheckCore(string sku) => sku.Length > 0;")]
    [InlineData("bool Check(string sku)\n        => sku.Length > 0;", "private partial bool Check(string sku);", "private bool CheckCore(string sku)\n        => sku.Length > 0;")]
    [InlineData("internal static unsafe void Check(int* p) { *p = 1; }", "internal static unsafe partial void Check(int* p);", "private static unsafe void CheckCore(int* p) { *p = 1; }")]
    [InlineData("protected virtual ref int Check(ref int a) => ref a;", "protected virtual partial ref int Check(ref int a);", "private ref int CheckCore(ref int a) => ref a;")]
    [InlineData("public void Check(out int a, in int b, params int[] c) => a = b;", "public partial void Check(out int a, in int b, params int[] c);", "private void CheckCore(out int a, in int b, params int[] c) => a = b;")]
    [InlineData("public IEnumerable<int> Check() { yield return 1; }", "public partial IEnumerable<int> Check();", "private IEnumerable<int> CheckCore() { yield return 1; }")]
    [InlineData("public override string ToString() => \"\";", "public override partial string ToString();", "private string ToStringCore() => \"\";")]
    [InlineData("public (int A, dynamic B)? Check(List<string?>? a = null) => null;", "public partial (int A, dynamic B)? Check(List<string?>? a = null);", "private (int A, dynamic B)? CheckCore(List<string?>? a) => null;")]
    public Task Shapes(string method, string declaration, string implementation) => CodeFixTest.Run(
        "AGT1001",
        $$"""
        public partial class OrderAgent
        {
            [Tool]
            {{method}}
        }
        """,
        $$"""
        public partial class OrderAgent
        {
            [Tool]
            {{declaration}}

            {{implementation}}
        }
        """);

    [Fact]
    public Task Attributes_that_the_body_needs_go_with_it() => CodeFixTest.Run(
        "AGT1001",
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;

        static class OrderAgent
        {
            [Retrieval] [return: NotNullIfNotNull(nameof(text))]
            public static async IAsyncEnumerable<string> SearchAsync(this string text, [NotCaptured, CallerMemberName] string caller = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Delay(1, cancellationToken);
                yield return text + caller;
            }
        }
        """,
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;

        static partial class OrderAgent
        {
            [Retrieval] [return: NotNullIfNotNull(nameof(text))]
            public static partial IAsyncEnumerable<string> SearchAsync(this string text, [NotCaptured, CallerMemberName] string caller = "", CancellationToken cancellationToken = default);

            [return: NotNullIfNotNull(nameof(text))]
            private static async IAsyncEnumerable<string> SearchCoreAsync(string text, string caller, [EnumeratorCancellation] CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);
                yield return text + caller;
            }
        }
        """);

    [Fact]
    public Task Every_type_around_it_is_made_partial() => CodeFixTest.Run(
        "AGT1001",
        "class Outer\r\n{\r\n    // inner\r\n    internal readonly record struct Inner(int A)\r\n    {\r\n        [Tool] public readonly int Get() => A;\r\n    }\r\n}\r\n",
        "partial class Outer\r\n{\r\n    // inner\r\n    internal readonly partial record struct Inner(int A)\r\n    {\r\n        [Tool] public readonly partial int Get();\r\n\r\n        private readonly int GetCore() => A;\r\n    }\r\n}\r\n");

    [Fact]
    public Task Interfaces() => CodeFixTest.Run(
        "AGT1001",
        """
        public partial interface IAgent
        {
            [Agent]
            int Run() => 1;
        }
        """,
        """
        public partial interface IAgent
        {
            [Agent]
            public partial int Run();

            private int RunCore() => 1;
        }
        """);

    [Fact]
    public async Task Nothing_is_offered_where_it_would_not_compile()
    {
        Assert.Empty(await CodeFixTest.Titles("AGT1001", "partial class A { [Tool] public int Get() => 1; private int GetCore() => 2; }"));
        Assert.Empty(await CodeFixTest.Titles("AGT1001", "partial class A { [Tool] public int Get() => 1; private int GetCore = 2; }"));
        Assert.Empty(await CodeFixTest.Titles(
            "AGT1001",
            """
            partial class A
            {
                [Tool] public int Get(
            #if DEBUG
                    string a,
            #endif
                    string b) => 1;
            }
            """));
    }

    [Theory]
    [InlineData("class Base { protected int GetCore() => 5; } partial class A : Base { [Tool] public int Get() => 1; }")]
    [InlineData("class Base { protected virtual int GetCore() => 5; public virtual int Get() => GetCore(); } partial class A : Base { [Tool] public override int Get() => 1; }")]
    [InlineData("partial class A { [Tool] public int Get(int a) => GetCore(a); private int GetCore(long a) => 2; }")]
    [InlineData("class Base { protected int GetCore(object a) => 5; } partial class A : Base { [Tool] public int Get(string a) => 1; public int Other() => this.GetCore(\"a\"); }")]
    [InlineData("partial class A { [Tool] public int Get(int a) => 1; private int GetCore(long a) => 2; public Func<int, int> Other() => a => GetCore(a); }")]
    public async Task Nothing_is_offered_where_a_call_would_mean_another_method(string source)
        => Assert.Empty(await CodeFixTest.Titles("AGT1001", source));

    [Fact]
    public async Task Titles_describe_the_fix()
    {
        Assert.Equal(
            ["Make 'Get' partial and move its body to 'GetCore'"],
            await CodeFixTest.Titles("AGT1001", "partial class A { [Tool] public int Get() => 1; private int GetCore(int a) => a == 0 ? 2 : GetCore(a - 1); }"));
        Assert.Equal(["Make 'Get' partial"], await CodeFixTest.Titles("AGT1001", "partial class A { [Tool] public int Get(); }"));
    }

    private static readonly string[] Before =
    [
        """
        class A
        {
            [Tool("1")] public int One() => 1;
            [Tool("2")] public int Two() => One();

            class B
            {
                [Tool("3")] public int Three() => 3;
            }
        }
        """,
        """
        class C
        {
            [Tool("4")] public int Four() => 4;
        }
        """,
    ];

    private static readonly string[] After =
    [
        """
        partial class A
        {
            [Tool("1")] public partial int One();

            private int OneCore() => 1;
            [Tool("2")] public partial int Two();

            private int TwoCore() => One();

            partial class B
            {
                [Tool("3")] public partial int Three();

                private int ThreeCore() => 3;
            }
        }
        """,
        """
        partial class C
        {
            [Tool("4")] public partial int Four();

            private int FourCore() => 4;
        }
        """,
    ];

    [Fact]
    public async Task Fix_all_in_a_document()
        => Assert.Equal([After[0], Before[1]], await CodeFixTest.RunAll("AGT1001", FixAllScope.Document, Before));

    [Fact]
    public async Task Fix_all_in_a_project()
        => Assert.Equal(After.Concat(Before), await CodeFixTest.RunAll("AGT1001", FixAllScope.Project, Before, Before));

    [Fact]
    public async Task Fix_all_in_a_solution()
        => Assert.Equal(After.Concat(After), await CodeFixTest.RunAll("AGT1001", FixAllScope.Solution, Before, Before));
}
