using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>
/// <c>dotnet format</c> applies the first fix of every warning of a solution, without a person who looks at the result. What restructures code, or switches something on for a project, is
/// made there only where the diagnostic is named: <c>dotnet format analyzers --diagnostics AGT2001</c>.
/// </summary>
internal static class FormatRun
{
    /// <summary>Whether fixes of a diagnostic are applied that the user did not ask for.</summary>
    public static bool IsUnasked(Workspace workspace, string id) => IsUnasked(workspace.Kind, id, CommandLine());

    /// <summary>The same for a kind of workspace and the arguments of a process.</summary>
    internal static bool IsUnasked(string? workspaceKind, string id, IEnumerable<string> arguments)
        => workspaceKind == WorkspaceKind.MSBuild && !arguments.Contains(id, StringComparer.OrdinalIgnoreCase);

#pragma warning disable RS1035 // No workspace says which diagnostics were asked for; fixes, unlike analyzers, run in no compiler.
    private static string[] CommandLine() => Environment.GetCommandLineArgs();
#pragma warning restore RS1035
}
