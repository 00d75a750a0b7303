using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>What an editor tells a fix of all: the diagnostics of each project, and of each document with those that are in no document.</summary>
/// <param name="analyze">Finds the diagnostics of a project.</param>
internal sealed class FixAllDiagnostics(Func<Project, Task<ImmutableArray<Diagnostic>>> analyze) : FixAllContext.DiagnosticProvider
{
    public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await analyze(project);

    public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        => (await analyze(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree is not { } tree || tree.FilePath == document.FilePath);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => Task.FromResult(Enumerable.Empty<Diagnostic>());
}
