using System.Globalization;
using AgentTracing.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

/// <summary>
/// The result of a project's code fixes. Each kind of fix is applied to all of its diagnostics at once, and must not introduce an error.
/// </summary>
internal sealed record FixRun(IReadOnlyList<string> Failures, int Applied)
{
    public static async Task<FixRun> Of(SourceProject project, bool intercepts)
    {
        using var workspace = new AdhocWorkspace();
        var inWorkspace = Add(workspace, project);
        var compilation = (CSharpCompilation)(await inWorkspace.GetCompilationAsync())!;
        var reported = await Ours.AnalyzeAsync(Ours.Generate(compilation, intercepts).Output, intercepts, project.ProjectPath, static _ => { });
        var documents = inWorkspace.Documents.ToDictionary(static document => document.FilePath!);
        Dictionary<string, string>? before = null;
        List<string> failures = [];
        int applied = 0;
        foreach (var fix in Ours.Fixes)
        {
            Dictionary<(string Key, string Id), (Document Document, int Count)> kinds = [];
            foreach (var diagnostic in reported.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                if (diagnostic.Location.SourceTree is not { } tree || !documents.TryGetValue(tree.FilePath, out var document))
                    continue;

                try
                {
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(
                        document,
                        diagnostic,
                        (action, _) => kinds[(action.EquivalenceKey!, diagnostic.Id)] = (document, kinds.GetValueOrDefault((action.EquivalenceKey!, diagnostic.Id)).Count + 1),
                        CancellationToken.None));
                }
                catch (Exception exception)
                {
                    failures.Add($"{fix.GetType().Name} throws {exception} for {CorpusRun.Line(diagnostic)}");
                }
            }

            foreach (var ((key, id), (document, count)) in kinds)
            {
                try
                {
                    var changed = await ApplyAsync(fix, document, key, id, reported);
                    before ??= Errors(compilation, intercepts);
                    var after = Errors((CSharpCompilation)(await changed.GetProject(inWorkspace.Id)!.GetCompilationAsync())!, intercepts);
                    failures.AddRange(after.Where(error => !before.ContainsKey(error.Key)).Take(5).Select(error => $"{fix.GetType().Name} of {id} ({key}): {error.Key} | {error.Value}"));
                    applied += count;
                }
                catch (Exception exception)
                {
                    failures.Add($"{fix.GetType().Name} of {id} ({key}) throws {exception}");
                }
            }
        }

        return new FixRun(failures, applied);
    }

    private static async Task<Solution> ApplyAsync(AgentTracingCodeFix fix, Document document, string key, string id, IReadOnlyList<Diagnostic> reported)
    {
        var context = new FixAllContext(document, fix, FixAllScope.Project, key, [id], new Diagnostics(reported), CancellationToken.None);
        var action = await fix.GetFixAllProvider().GetFixAsync(context) ?? throw new InvalidOperationException("Nothing is fixed.");
        return (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    /// <summary>
    /// The compiler errors by file and message: fixes change line numbers and lines. Includes uses of experimental APIs, which projects
    /// suppress in their project files.
    /// </summary>
    private static Dictionary<string, string> Errors(CSharpCompilation compilation, bool intercepts)
        => Ours.Generate(compilation, intercepts).Output.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))
            .GroupBy(static diagnostic => $"{Path.GetFileName(diagnostic.Location.SourceTree?.FilePath)} {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")
            .ToDictionary(
                static group => group.Key,
                static group => group.First().Location is { SourceTree: { } tree } place ? tree.GetText().Lines[place.GetLineSpan().StartLinePosition.Line].ToString().Trim() : "");

    private static Project Add(AdhocWorkspace workspace, SourceProject project)
    {
        var from = project.Compilation;
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, project.Name, from.AssemblyName!, LanguageNames.CSharp, project.ProjectPath, compilationOptions: from.Options, parseOptions: SourceProject.Options, metadataReferences: from.References));
        foreach (var tree in from.SyntaxTrees)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(tree.FilePath), tree.GetText(), filePath: tree.FilePath);
        if (project.ProjectPath is { } path)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), SourceText.From(File.ReadAllText(path)), filePath: path);
        return solution.GetProject(id)!;
    }

    private sealed class Diagnostics(IReadOnlyList<Diagnostic> reported) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(reported);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult(reported.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
