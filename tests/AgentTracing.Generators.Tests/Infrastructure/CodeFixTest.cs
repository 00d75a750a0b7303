using System.Collections.Immutable;
using AgentTracing.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Applies code fixes in a workspace, as an editor does.</summary>
internal static class CodeFixTest
{
    private static readonly ImmutableArray<AgentTracingCodeFix> Fixes =
    [
        .. typeof(AgentTracingCodeFix).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(AgentTracingCodeFix)))
            .Select(static type => (AgentTracingCodeFix)Activator.CreateInstance(type)!),
    ];

    /// <summary>
    /// Fixes the only diagnostic with this id. Asserts that the result is the expected text, compiles, and has none of our diagnostics.
    /// </summary>
    public static async Task Run(string id, string source, string expected, string? equivalenceKey = null, TestCompilation? options = null)
    {
        options ??= new TestCompilation();
        using var workspace = new AdhocWorkspace();
        var document = Project(workspace, options, source).Documents.Last();
        var diagnostic = Assert.Single(await DiagnosticsAsync(document.Project, options), diagnostic => diagnostic.Id == id);
        var action = (await ActionsAsync(document, diagnostic)).First(action => equivalenceKey is null || action.EquivalenceKey == equivalenceKey);

        var changed = await ApplyAsync(action, document.Project.Solution);
        var project = changed.GetProject(document.Project.Id)!;
        Assert.Equal(expected, (await project.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        await AssertCompilesAsync(project, options, id);
    }

    /// <summary>The titles of the fixes offered for the only diagnostic with this id.</summary>
    public static async Task<string[]> Titles(string id, string source, TestCompilation? options = null)
    {
        options ??= new TestCompilation();
        using var workspace = new AdhocWorkspace();
        var document = Project(workspace, options, source).Documents.Last();
        var diagnostic = (await DiagnosticsAsync(document.Project, options)).First(diagnostic => diagnostic.Id == id);
        return [.. (await ActionsAsync(document, diagnostic)).Select(static action => action.Title)];
    }

    /// <summary>Fixes all diagnostics with this id, starting from the first file of the first project.</summary>
    /// <param name="id">The id of the diagnostic.</param>
    /// <param name="scope">The scope of the fix.</param>
    /// <param name="projects">The files of each project.</param>
    /// <returns>The files of all projects after the fix.</returns>
    public static Task<string[]> RunAll(string id, FixAllScope scope, params string[][] projects) => RunAll(id, scope, new TestCompilation(), projects);

    /// <summary>The same, with compilation options.</summary>
    public static async Task<string[]> RunAll(string id, FixAllScope scope, TestCompilation options, string[][] projects)
    {
        using var workspace = new AdhocWorkspace();
        ProjectId[] ids = [.. projects.Select(files => Project(workspace, options, files).Id)];
        var solution = workspace.CurrentSolution;
        var document = solution.GetProject(ids[0])!.Documents.ElementAt(1);
        var diagnostic = (await DiagnosticsAsync(document.Project, options))
            .First(diagnostic => diagnostic.Id == id && diagnostic.Location.SourceTree!.FilePath == document.FilePath);
        var action = (await ActionsAsync(document, diagnostic))[0];

        var fix = FixFor(id);
        var context = new FixAllContext(document, fix, scope, action.EquivalenceKey!, [id], new FixAllDiagnostics(project => DiagnosticsAsync(project, options)), TestContext.Current.CancellationToken);
        var all = await fix.GetFixAllProvider().GetFixAsync(context);
        var changed = await ApplyAsync(all!, solution);
        List<string> texts = [];
        foreach (var project in ids.Select(id => changed.GetProject(id)!))
        {
            foreach (var file in project.Documents.Skip(1))
                texts.Add((await file.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return [.. texts];
    }

    /// <summary>
    /// Fixes the diagnostics of each id as <c>dotnet format</c> does: the first diagnostic that the rule's analyzer reports, of any rule,
    /// determines the equivalence key.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="turn">The index of the diagnostic that comes first: analyzers report in any order.</param>
    /// <param name="ids">The rules, in the order in which they are fixed.</param>
    public static async Task<string> Format(string source, int turn, params string[] ids)
    {
        var options = new TestCompilation();
        using var workspace = new AdhocWorkspace();
        var document = Project(workspace, options, source).Documents.Last();
        foreach (var id in ids)
        {
            var diagnostics = (await DiagnosticsAsync(document.Project, options)).Where(diagnostic => ids.Contains(diagnostic.Id)).ToArray();
            if (diagnostics.Length == 0)
                continue;

            List<CodeAction> actions = [];
            var fix = FixFor(id);
            await fix.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostics[turn % diagnostics.Length], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
            var context = new FixAllContext(document, fix, FixAllScope.Solution, actions.FirstOrDefault()?.EquivalenceKey!, [id], new FixAllDiagnostics(project => DiagnosticsAsync(project, options)), TestContext.Current.CancellationToken);
            if (await fix.GetFixAllProvider().GetFixAsync(context) is { } all)
                document = (await ApplyAsync(all, document.Project.Solution)).GetDocument(document.Id)!;
        }

        return (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    /// <summary>The fix for a diagnostic.</summary>
    public static AgentTracingCodeFix FixFor(string id) => Fixes.Single(fix => fix.FixableDiagnosticIds.Contains(id));

    /// <summary>Whether a diagnostic has a fix.</summary>
    public static bool HasFixFor(string id) => Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id));

    private static async Task<List<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        await FixFor(diagnostic.Id).RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<Solution> ApplyAsync(CodeAction action, Solution solution)
    {
        var operations = await action.GetOperationsAsync(solution, new NoProgress(), TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static Project Project(AdhocWorkspace workspace, TestCompilation options, params string[] files)
    {
        var compilation = options.Create(files);
        var name = "Project" + workspace.CurrentSolution.ProjectIds.Count;
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: options.ParseOptions,
            metadataReferences: compilation.References));
        foreach (var tree in compilation.SyntaxTrees)
        {
            workspace.AddDocument(DocumentInfo.Create(
                DocumentId.CreateNewId(project.Id),
                tree.FilePath,
                filePath: $"/{name}/{tree.FilePath}",
                loader: TextLoader.From(TextAndVersion.Create(tree.GetText(), VersionStamp.Default))));
        }

        return workspace.CurrentSolution.GetProject(project.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project, TestCompilation options)
        => await AnalyzerTest.Analyze((CSharpCompilation)(await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, options);

    private static async Task AssertCompilesAsync(Project project, TestCompilation options, string id)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var output = AnalyzerTest.Generate((CSharpCompilation)compilation!, options);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
        // Test programs do not register the tracing, so AGT2007 is expected unless it is under test.
        Assert.Empty((await DiagnosticsAsync(project, options)).Where(diagnostic => diagnostic.Id != "AGT2007" || id == "AGT2007"));
    }

    private sealed class NoProgress : IProgress<CodeAnalysisProgress>
    {
        public void Report(CodeAnalysisProgress value)
        {
        }
    }
}
