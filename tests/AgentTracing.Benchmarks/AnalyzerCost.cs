extern alias generators;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using generators::AgentTracing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>
/// Measures what the analyzers add to the compilation of a project with 1,000 files and 50,000 lines, of which fifty files call models: the
/// time that the compiler reports (<c>-p:ReportAnalyzer=true</c> prints the same), and processor time, which other work on the machine
/// changes less. The contenders take turns on one thread of a process that has compiled before.
/// <c>dotnet run -c Release --project tests/AgentTracing.Benchmarks -- analyzers [path of another version's generator...]</c>
/// </summary>
internal static class AnalyzerCost
{
    private const int Files = 1_000;
    private const int FilesForEachThatCalls = 20;
    private const int Slowest = 8;
    private const int MostRounds = 10;

    /// <summary>No round begins later, so that a run ends within ten minutes on a busy machine.</summary>
    private static readonly TimeSpan LastRound = TimeSpan.FromMinutes(6);

    private static readonly MetadataReference[] References =
    [
        .. Basic.Reference.Assemblies.Net100.References.All,
        .. new[] { typeof(AgentTelemetry), typeof(IChatClient), typeof(ChatClientBuilder) }.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    /// <summary>Prints the share of each contender.</summary>
    /// <param name="others">Paths of generators of other versions.</param>
    public static void Run(IEnumerable<string> others)
    {
        (string Name, Func<ImmutableArray<DiagnosticAnalyzer>> Make)[] contenders =
        [
            ("without", static () => []),
            .. others.Select(static path => (path, (Func<ImmutableArray<DiagnosticAnalyzer>>)(() => Analyzers(new AssemblyLoadContext(path).LoadFromAssemblyPath(Path.GetFullPath(path)))))),
            ("ours", static () => Analyzers(typeof(AgentTracingGenerator).Assembly)),
        ];
        var analyzers = contenders.Select(static contender => contender.Make()).ToArray();
        var results = contenders.Select(static _ => new List<Result>()).ToArray();
        double emit = 0;
        var clock = Stopwatch.StartNew();
        for (int round = 0; round <= 1 || (round <= MostRounds && clock.Elapsed < LastRound); round++)
        {
            // The first round, of a tenth of the files, compiles the compiler and the analyzers.
            int files = round == 0 ? Files / 10 : Files;
            double bare = Measure(() => Emit(Project(files))).Processor;
            emit = round <= 1 ? bare : Math.Min(emit, bare);
            for (int i = 0; i < contenders.Length; i++)
            {
                var result = Compile(Project(files), analyzers[i]);
                if (round > 0)
                    results[i].Add(result);
            }
        }

        double without = results[0].Min(static result => result.Processor);
        Console.WriteLine(Text($"{results[0].Count} rounds; the compiler alone: {emit:F2} s of processor time; with an analyzer that does nothing: {without:F2} s"));
        foreach (var (name, runs) in contenders.Zip(results).Skip(1).Select(static pair => (pair.First.Name, pair.Second)))
        {
            double more = runs.Min(static result => result.Processor) - without;
            var shares = runs.Select(static result => result.OfAnalyzers.Values.Sum() / result.Elapsed).Order().ToList();
            Console.WriteLine(Text($"{name}: {shares[shares.Count / 2]:P1} of the time by the compiler's account (least {shares[0]:P1}); {more:F2} s of processor time, {more / (emit + more):P1}"));
            foreach (var (analyzer, share) in runs[0].OfAnalyzers.Keys.Select(key => (key, runs.Min(result => result.OfAnalyzers[key] / result.Elapsed))).OrderByDescending(static pair => pair.Item2).Take(Slowest))
                Console.WriteLine(Text($"    {share:P2} {analyzer}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers(Assembly assembly)
        => [.. assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static CSharpCompilation Project(int files)
        => CSharpCompilation.Create(
            "Cost",
            Enumerable.Range(0, files).Select(static number => CSharpSyntaxTree.ParseText(Source(number), CSharpParseOptions.Default, $"Service{number}.cs"))
                .Append(CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    private static void Emit(Compilation compilation)
    {
        var emitted = compilation.Emit(Stream.Null);
        if (!emitted.Success)
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Take(5)));
    }

    /// <summary>A compilation with analyzers, those of the SDK replaced by one that does nothing with what they ask for as well.</summary>
    private static Result Compile(CSharpCompilation project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var analysis = project.WithAnalyzers([new Nothing(), .. analyzers], options);
        var (elapsed, processor) = Measure(() =>
        {
            analysis.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        });
        var times = analyzers.ToDictionary(static analyzer => analyzer.GetType().Name, analyzer => analysis.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).GetAwaiter().GetResult().ExecutionTime.TotalSeconds);
        return new Result(elapsed, processor, times);
    }

    private static (double Elapsed, double Processor) Measure(Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    /// <summary>A file of fifty lines.</summary>
    private static string Source(int number)
    {
        string call = number % FilesForEachThatCalls == 0
            ? "    public async Task<string> AskAsync(IChatClient chat, string text) => (await chat.GetResponseAsync(text)).Text;"
            : "    public Task<string> AskAsync(string text) => Task.FromResult(text.Trim());";
        var methods = Enumerable.Range(0, 5).Select(method => $$"""
                public async Task<int> Handle{{method}}Async(Order order, CancellationToken cancellationToken)
                {
                    var items = order.Lines.Where(line => line.Count > {{method}}).OrderBy(line => line.Sku).ToList();
                    foreach (var item in items)
                        _log.Add(string.Format("{0}: {1}", item.Sku, item.Count.ToString()));

                    await Task.Delay(items.Count, cancellationToken).ConfigureAwait(false);
                    return items.Sum(item => item.Count);
                }
            """);
        return $$"""
            using Microsoft.Extensions.AI;

            namespace Shop.Part{{number}};

            public sealed record Line(string Sku, int Count);
            public sealed record Order(string Id, List<Line> Lines);

            public sealed class Service
            {
                private readonly List<string> _log = [];
            {{call}}
            {{string.Join("\n\n", methods)}}
            }
            """;
    }

    /// <param name="Elapsed">Seconds.</param>
    /// <param name="Processor">Seconds of all processors.</param>
    /// <param name="OfAnalyzers">Seconds of each analyzer, as the compiler reports them.</param>
    private sealed record Result(double Elapsed, double Processor, IReadOnlyDictionary<string, double> OfAnalyzers);

#pragma warning disable RS1001, RS1036, RS2008 // An analyzer of this program, not of a package.
    /// <summary>Asks for symbols, operations and syntax, as the SDK's analyzers do, so that these exist without ours.</summary>
    private sealed class Nothing : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("COST1", "Nothing", "Nothing", "Cost", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
            context.RegisterOperationAction(static _ => { }, Microsoft.CodeAnalysis.OperationKind.Invocation);
            context.RegisterSyntaxNodeAction(static _ => { }, SyntaxKind.InvocationExpression);
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
