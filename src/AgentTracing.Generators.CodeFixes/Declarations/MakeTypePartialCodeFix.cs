using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1002: makes a type and its containing types partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTypePartialCodeFix)), Shared]
public sealed class MakeTypePartialCodeFix() : AgentTracingCodeFix(DiagnosticIds.TypeNotPartial)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not TypeDeclarationSyntax type)
            return [];

        return
        [
            new PreparedFix($"Make '{type.Identifier.ValueText}' partial", nameof(MakeTypePartialCodeFix), document.Id, editor =>
            {
                editor.MakePartial(type);
                editor.MakeTypesPartial(type);
            }),
        ];
    }
}
