using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>
/// Provides the diagnostics for a fix-all operation as an editor does: those of each project, and those of each document together with
/// those without a document.
/// </summary>
/// <param name="analyze">Finds the diagnostics of a project.</param>
internal sealed class FixAllDiagnostics(Func<Project, Task<ImmutableArray<Diagnostic>>> analyze) : FixAllContext.DiagnosticProvider
{
    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await analyze(project);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        => (await analyze(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree is not { } tree || tree.FilePath == document.FilePath);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => Task.FromResult(Enumerable.Empty<Diagnostic>());
}
