using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>Applies the edits of fixes, those of one file with one editor.</summary>
internal static class SolutionEdits
{
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<PreparedFix> fixes, CancellationToken cancellationToken)
    {
        foreach (var file in fixes.Where(static fix => fix is not AdditionalFileFix).GroupBy(static fix => fix.Document))
        {
            var document = solution.GetDocument(file.Key)!;
            var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            var editor = new SyntaxEditor(root!, solution.Services);
            foreach (var fix in file)
                fix.Edit(editor);

            solution = solution.WithDocumentSyntaxRoot(file.Key, editor.GetChangedRoot());
        }

        return await AdditionalFileEdits.ApplyAsync(solution, fixes.OfType<AdditionalFileFix>(), cancellationToken).ConfigureAwait(false);
    }
}
