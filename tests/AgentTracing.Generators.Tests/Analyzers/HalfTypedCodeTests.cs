using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>Neither generator nor analyzers throw in an editor, whatever has been typed so far.</summary>
public sealed class HalfTypedCodeTests
{
    private static readonly int Step = Environment.GetEnvironmentVariable("AGENTTRACING_EVERY_PREFIX") == "1" ? 1 : 12;

    private const string Sample = """
        using System.Runtime.InteropServices;
        namespace Shop;
        public partial class OrderAgent<T> : IDisposable where T : class, new()
        {
            [Agent("order-agent", Version = "2")]
            public partial Task<T?> RunAsync([UserId] string user, [TraceTag("a")] int b = 1, CancellationToken cancellationToken = default);
            private async Task<T?> RunCoreAsync(string user, int b, CancellationToken cancellationToken)
            {
                _ = RunAsync(user, b);
                var answer = await AskAsync<string>($"{user}", [b]);
                return await RunCoreAsync(nameof(RunCoreAsync), b, cancellationToken) ?? new T();
            }
            [LlmCall(Model = "gpt-4o-mini"), Tool(Implementation = nameof(Ask))]
            internal static partial ValueTask<IAsyncEnumerable<TItem>> AskAsync<TItem>(ref readonly Span<int> x, params IEnumerable<int> y) where TItem : notnull;
            public int P { [Tool] get => field; }
            record struct Nested(int A) { [Guardrail] int M() { [Evaluator] void L() { } return 0; } }
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_prefix(int start)
    {
        TestCompilation options = new() { Language = LanguageVersion.Preview };
        for (int length = start; length <= Sample.Length; length += 3)
            await AnalyzerTest.Analyze(options.Create(Sample[..length]), options);
    }

    /// <summary>
    /// Each corpus file as an editor sees it while it is typed, token by token: without the rest of the file and without its SDKs.
    /// References are read once, as in an editor, because only the file changes. Every other prefix ends inside a token. Testing all
    /// prefixes takes minutes (AGENTTRACING_EVERY_PREFIX=1), so by default every twelfth is tested.
    /// </summary>
    [Theory]
    [MemberData(nameof(CorpusFiles))]
    public async Task Every_prefix_of_the_corpus(string file, bool hasReferences)
    {
        TestCompilation options = new() { Language = LanguageVersion.Preview, References = hasReferences ? SdkReferences.All : [] };
        string text = LlmCallCorpus.ReadPlain(file);
        var empty = options.Create("");
        var before = empty.SyntaxTrees[^1];
        var ends = CSharpSyntaxTree.ParseText(text, options.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken)
            .DescendantTokens()
            .Where((_, i) => i % Step == 0)
            .Select(static (token, i) => i % 2 == 0 ? token.Span.End : token.SpanStart + token.Span.Length / 2)
            .ToList();
        foreach (int end in ends)
            await AnalyzerTest.AssertSafe(empty.ReplaceSyntaxTree(before, options.Parse(text[..end], before.FilePath)));
    }

    public static TheoryData<string, bool> CorpusFiles()
    {
        var files = new TheoryData<string, bool>();
        foreach (string file in LlmCallCorpus.Files)
        {
            files.Add(file, true);
            files.Add(file, false);
        }

        return files;
    }

    [Fact]
    public async Task Every_line_left_out()
    {
        TestCompilation options = new() { Language = LanguageVersion.Preview };
        var lines = Sample.Split('\n');
        for (int i = 0; i < lines.Length; i++)
            await AnalyzerTest.Analyze(options.Create(string.Join('\n', lines.Where((_, line) => line != i))), options);
    }
}
