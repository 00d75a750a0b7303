using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>
/// Detects <c>dotnet format</c>, which applies the first fix of every warning in a solution without review. Fixes that restructure code, or turn on a
/// project setting, are applied there only if the diagnostic is named: <c>dotnet format analyzers --diagnostics AGT2001</c>.
/// </summary>
internal static class FormatRun
{
    /// <summary>Whether fixes of a diagnostic would be applied without the user's request.</summary>
    public static bool IsUnrequested(Workspace workspace, string id) => IsUnrequested(workspace.Kind, id, CommandLine());

    /// <summary>The same for a kind of workspace and the arguments of a process.</summary>
    internal static bool IsUnrequested(string? workspaceKind, string id, IEnumerable<string> arguments)
        => workspaceKind == WorkspaceKind.MSBuild && !arguments.Contains(id, StringComparer.OrdinalIgnoreCase);

#pragma warning disable RS1035 // The workspace does not contain the requested diagnostics; fixes, unlike analyzers, do not run in the compiler.
    private static string[] CommandLine() => Environment.GetCommandLineArgs();
#pragma warning restore RS1035
}
