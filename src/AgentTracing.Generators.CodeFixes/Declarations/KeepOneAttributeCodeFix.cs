using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1005: keeps one operation attribute of several.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepOneAttributeCodeFix)), Shared]
public sealed class KeepOneAttributeCodeFix() : AgentTracingCodeFix(DiagnosticIds.SeveralKinds)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await OperationDeclaration.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } operation)
            return [];

        var attributes = OperationAttributes.Of(operation.Symbol)
            .Select(found => (found.Kind, Syntax: found.Attribute.SyntaxIn(operation.Model.Compilation, cancellationToken) as AttributeSyntax))
            .ToList();
        if (attributes.Any(attribute => attribute.Syntax is null || !operation.Syntax.Contains(attribute.Syntax)))
            return [];

        return
        [
            .. attributes.Select(kept => new PreparedFix(
                $"Keep [{kept.Kind}], remove the others",
                $"{nameof(KeepOneAttributeCodeFix)}.{kept.Kind}",
                document.Id,
                editor => editor.ReplaceNode(
                    operation.Syntax,
                    Without(operation.Syntax, [.. attributes.Select(static attribute => attribute.Syntax!).Where(attribute => attribute != kept.Syntax)])))),
        ];
    }

    private static MethodDeclarationSyntax Without(MethodDeclarationSyntax method, HashSet<AttributeSyntax> removed)
    {
        List<AttributeListSyntax> lists = [];
        foreach (var list in method.AttributeLists)
        {
            var attributes = list.Attributes;
            for (int i = attributes.Count - 1; i >= 0; i--)
            {
                if (removed.Contains(list.Attributes[i]))
                    attributes = attributes.RemoveAt(i);
            }

            if (attributes.Count > 0)
                lists.Add(list.WithAttributes(attributes));
        }

        return method.WithAttributeLists([.. lists]).WithLeadingTrivia(method.GetLeadingTrivia());
    }
}
