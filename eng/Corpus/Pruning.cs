using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>
/// Removes declarations that do not compile, usually because a package is missing: the compiler emits nothing while there are errors in
/// declarations.
/// </summary>
internal static class Pruning
{
    private const int Rounds = 12;

    public static CSharpCompilation WithoutWrongDeclarations(CSharpCompilation compilation)
    {
        for (int round = 0; round < Rounds; round++)
        {
            var wrong = compilation.GetDeclarationDiagnostics()
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceTree is not null)
                .GroupBy(static diagnostic => diagnostic.Location.SourceTree!)
                .ToArray();
            if (wrong.Length == 0)
                break;

            foreach (var errors in wrong)
            {
                var root = errors.Key.GetRoot();
                var nodes = errors.Select(error => Removable(root.FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true))).OfType<SyntaxNode>().Distinct().ToArray();
                if (nodes.Length > 0)
                {
                    var kept = root.RemoveNodes(nodes, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
                    compilation = compilation.ReplaceSyntaxTree(errors.Key, CSharpSyntaxTree.Create((CSharpSyntaxNode)kept, SourceProject.Options, errors.Key.FilePath));
                }
            }
        }

        return compilation;
    }

    private static SyntaxNode? Removable(SyntaxNode node)
        => node.AncestorsAndSelf().FirstOrDefault(static node => node switch
        {
            UsingDirectiveSyntax or AttributeListSyntax or BaseListSyntax or AccessorDeclarationSyntax or TypeParameterConstraintClauseSyntax => true,
            BaseTypeSyntax { Parent: BaseListSyntax { Types.Count: > 1 } } => true,
            MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax => true,
            _ => false,
        });
}
