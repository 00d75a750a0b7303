using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1015: removes an argument without effect, if the attribute works without it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IneffectiveArgumentCodeFix)), Shared]
public sealed class IneffectiveArgumentCodeFix() : AgentTracingCodeFix(DiagnosticIds.IneffectiveArgument)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { Parent: AttributeArgumentListSyntax { Parent: AttributeSyntax attribute } list } argument)
            return [];

        // [assembly: LlmApi] needs both arguments of its constructor.
        if (argument.NameEquals is null && model?.GetSymbolInfo(attribute, cancellationToken).Symbol is not IMethodSymbol { Parameters: [{ IsOptional: true }] })
            return [];

        string name = (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText ?? "the name";
        return
        [
            new($"Remove {name}", $"{nameof(IneffectiveArgumentCodeFix)}.Remove", document.Id, editor =>
            {
                editor.RemoveNode(argument, list.Arguments[0] == argument ? SyntaxRemoveOptions.KeepNoTrivia : SyntaxRemoveOptions.KeepTrailingTrivia);
                editor.ReplaceNode(attribute, static (current, _) => current is AttributeSyntax { ArgumentList.Arguments.Count: 0 } empty ? empty.WithArgumentList(null) : current);
            }),
        ];
    }
}
