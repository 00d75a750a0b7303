using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

/// <summary>The result for one project.</summary>
internal sealed record CorpusRun(IReadOnlyList<string> Failures, IReadOnlyList<Diagnostic> Reported, IReadOnlyList<string> Summary, int Generated, int Intercepted, TimeSpan Time)
{
    public static async Task<CorpusRun> Of(SourceProject project, bool intercepts)
    {
        var compilation = project.Compilation;
        ConcurrentQueue<string> failures = [];
        var watch = Stopwatch.StartNew();
        var (output, run) = Ours.Generate(compilation, intercepts);
        if (run.Exception is { } exception)
            failures.Enqueue($"the generator throws {exception}");

        var reported = await Ours.AnalyzeAsync(output, intercepts, project.ProjectPath, failures.Enqueue);
        watch.Stop();
        string[] summary =
        [
            .. run.GeneratedSources.Where(static source => source.HintName == "InterceptionSummary.g.cs")
                .SelectMany(static source => source.SourceText.Lines.Select(static line => line.ToString()))
                .Where(static line => line.StartsWith("// AgentTracing:", StringComparison.Ordinal) && !line.Contains(" 0 of 0 ", StringComparison.Ordinal)),
        ];
        int interceptors = run.GeneratedSources.Where(static source => source.HintName.EndsWith("Interceptors.g.cs", StringComparison.Ordinal))
            .Sum(static source => source.SourceText.ToString().Split("InterceptsLocation(").Length - 1);
        if (interceptors > 0)
            EmitWithout(compilation, intercepts, failures);
        else
            AddErrors(output, run, failures);

        return new CorpusRun([.. failures], [.. reported.Where(static diagnostic => !diagnostic.Id.StartsWith("AD", StringComparison.Ordinal))], summary, run.GeneratedSources.Length, interceptors, watch.Elapsed);
    }

    /// <summary>A diagnostic with its position, its message and its line of code.</summary>
    public static string Line(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var line = diagnostic.Location.SourceTree?.GetText().Lines[place.StartLinePosition.Line].ToString().Trim();
        return $"{diagnostic.Id} {place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {diagnostic.GetMessage(CultureInfo.InvariantCulture)} | {line}";
    }

    /// <summary>
    /// Emits the project, because the compiler matches interceptors with calls only then. Emitting requires declarations without errors, so
    /// the wrong ones are removed first.
    /// </summary>
    private static void EmitWithout(CSharpCompilation compilation, bool intercepts, ConcurrentQueue<string> failures)
    {
        var pruned = Pruning.WithoutWrongDeclarations(compilation);
        var (output, run) = Ours.Generate(pruned, intercepts);
        AddErrors(output, run, failures);
        HashSet<SyntaxTree> generated = [.. run.GeneratedSources.Select(static source => source.SyntaxTree)];
        var before = Messages(pruned.Emit(Stream.Null).Diagnostics, generated).ToHashSet();
        foreach (var message in Messages(output.Emit(Stream.Null).Diagnostics, generated).Where(message => !before.Contains(message)).Take(5))
            failures.Enqueue($"with what is generated: {message}");
    }

    private static IEnumerable<string> Messages(IEnumerable<Diagnostic> diagnostics, HashSet<SyntaxTree> generated)
        => diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Location.SourceTree is { } tree && generated.Contains(tree) ? Line(diagnostic) : diagnostic.ToString());

    private static void AddErrors(CSharpCompilation output, GeneratorRunResult run, ConcurrentQueue<string> failures)
    {
        foreach (var source in run.GeneratedSources)
        {
            foreach (var error in output.GetSemanticModel(source.SyntaxTree).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(2))
                failures.Enqueue(Line(error));
        }
    }
}
