using System.Collections.Immutable;
using System.Text;
using AgentTracing.Generators.Tests.Analyzers.Prices;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Tests.CodeFixes.Prices;

/// <summary>A project after a price fix.</summary>
/// <param name="Source">Its code.</param>
/// <param name="File">Its pricing file.</param>
/// <param name="Encoding">The encoding that the pricing file is saved in.</param>
/// <param name="Remaining">The remaining price diagnostics.</param>
internal sealed record PriceFix(string Source, string File, Encoding? Encoding, string[] Remaining)
{
    /// <summary>Applies a fix of the first diagnostic with this id, or of all of them.</summary>
    public static async Task<PriceFix> Apply(string id, string key, string source, string? file, bool all = false, Encoding? encoding = null)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, source, file, encoding);
        var diagnostics = await DiagnosticsAsync(project);
        var diagnostic = diagnostics.First(diagnostic => diagnostic.Id == id);
        TextDocument document = diagnostic.Location.IsInSource ? project.Documents.Last() : project.AdditionalDocuments.Single();
        var fix = CodeFixTest.FixFor(id);
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        var chosen = actions.Single(action => action.EquivalenceKey == key);
        if (all)
        {
            chosen = await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
                project.Documents.Last(), fix, FixAllScope.Project, key, [id], new FixAllDiagnostics(DiagnosticsAsync), TestContext.Current.CancellationToken));
        }

        var operations = await chosen!.GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        var text = await changed.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken);
        return new PriceFix(
            (await changed.Documents.Last().GetTextAsync(TestContext.Current.CancellationToken)).ToString(),
            text.ToString(),
            text.Encoding,
            [.. (await DiagnosticsAsync(changed)).Select(static diagnostic => diagnostic.Id).Distinct()]);
    }

    /// <summary>The equivalence keys of the offered fixes.</summary>
    public static async Task<string?[]> Offered(string id, string source, string? file)
    {
        using var workspace = new AdhocWorkspace();
        var project = Project(workspace, source, file, encoding: null);
        var diagnostic = (await DiagnosticsAsync(project)).First(diagnostic => diagnostic.Id == id);
        List<CodeAction> actions = [];
        await CodeFixTest.FixFor(id).RegisterCodeFixesAsync(new CodeFixContext(project.Documents.Last(), diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return [.. actions.Select(static action => action.EquivalenceKey)];
    }

    private static Project Project(AdhocWorkspace workspace, string source, string? file, Encoding? encoding)
    {
        var compilation = PriceAnalysis.Options.Create(source);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "P", "P", LanguageNames.CSharp, filePath: "/project/P.csproj", compilationOptions: compilation.Options, parseOptions: PriceAnalysis.Options.ParseOptions, metadataReferences: compilation.References));
        var solution = project.Solution;
        foreach (var tree in compilation.SyntaxTrees)
            solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), tree.FilePath, tree.GetText(TestContext.Current.CancellationToken), filePath: "/project/" + tree.FilePath);
        if (file is not null)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), "llm-pricing.json", SourceText.From(file, encoding ?? new UTF8Encoding(false)), filePath: "/project/llm-pricing.json");

        return solution.GetProject(project.Id)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (CSharpCompilation)(await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var diagnostics = await AnalyzerTest.Analyze(compilation, PriceAnalysis.Options, additionalFiles: project.AnalyzerOptions.AdditionalFiles);
        return [.. diagnostics.Where(static diagnostic => diagnostic.Id.StartsWith("AGT3", StringComparison.Ordinal))];
    }
}
