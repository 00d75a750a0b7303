using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1001: makes an annotated method and its containing types partial, and moves its body to the implementation method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialCodeFix)), Shared]
public sealed class MakePartialCodeFix() : AgentTracingCodeFix(DiagnosticIds.MethodNotPartial)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await OperationDeclaration.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { ImplementationName: { } name } operation
            || operation.HasImplementation(name)
            || operation.WouldChangeBinding(name, cancellationToken)
            || operation is { Symbol: { IsOverride: true, IsGenericMethod: true } })
        {
            return [];
        }

        var split = new OperationSplit(operation.Syntax, operation.Model);
        if (split.HasDirectivesInHead)
            return [];

        bool hasBody = operation.Syntax.Body is not null || operation.Syntax.ExpressionBody is not null;
        string title = $"Make '{operation.Symbol.Name}' partial" + (hasBody ? $" and move its body to '{name}'" : "");
        return
        [
            new PreparedFix(title, nameof(MakePartialCodeFix), document.Id, editor =>
            {
                editor.MakeTypesPartial(operation.Syntax);
                if (hasBody)
                    editor.InsertAfter(operation.Syntax, split.Implementation(name));
                editor.ReplaceNode(operation.Syntax, split.Declaration());
            }),
        ];
    }
}
