using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.CodeFixes.Projects;

/// <summary>
/// Turns interception on in the project file, which is an additional file of the project while it is off
/// (<c>buildTransitive/AgentTracing.Generators.targets</c>).
/// </summary>
internal static class InterceptionFix
{
    // Generated code needs file-local types.
    private const LanguageVersion Oldest = LanguageVersion.CSharp11;

    /// <summary>The fix for a call; null when it would not cover the call, or is not possible.</summary>
    public static async Task<PreparedFix?> PrepareAsync(Project project, LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        if (project.ParseOptions is not CSharpParseOptions { LanguageVersion: >= Oldest }
            || !IsSwitch(project, site)
            || InterceptionParser.Skip(site, model, cancellationToken) is not null
            || project.AdditionalDocuments.FirstOrDefault(file => file.FilePath == project.FilePath) is not { } file)
        {
            return null;
        }

        string text = (await file.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();
        return Edit(text) is null
            ? null
            : new AdditionalFileFix($"Intercept the LLM calls of {project.Name} ({InterceptionOptions.Property} in its project file)", nameof(InterceptionFix), project.Id, file.Id, file.Name, Edit);

        static string? Edit(string? text) => text is null ? null : ProjectFileEditor.SetProperty(text, InterceptionOptions.Property, "true");
    }

    /// <summary>Whether only the property is missing: it is off, and the SDK of the call is not excluded.</summary>
    private static bool IsSwitch(Project project, LlmCallSite site)
    {
        var options = InterceptionOptions.Read(project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions);
        return !options.IsOn && (options with { IsOn = true }).Covers(site.Api.Sdk?.Property);
    }
}
