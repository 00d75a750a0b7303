using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Calls;

/// <summary>AGT2005: adds the option for usage to the request.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StreamUsageCodeFix)), Shared]
public sealed class StreamUsageCodeFix() : AgentTracingCodeFix(DiagnosticIds.StreamUsage)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || diagnostic.AdditionalLocations is not [var location]
            || root?.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax creation
            || model.GetTypeInfo(creation, cancellationToken).Type is not { } request
            || StreamUsageAnalyzer.PropertyOf(request) is not { } property
            || IsSet(creation, property))
        {
            return [];
        }

        var data = model.LookupNamespacesAndTypes(creation.SpanStart, name: "BinaryData").Any() ? "BinaryData" : "System.BinaryData";
        string setting = property == StreamUsageAnalyzer.StreamOptions
            ? "StreamOptions = new() { IncludeUsage = true }"
            : $$$"""AdditionalProperties = { ["stream_options"] = {{{data}}}.FromString("{\"include_usage\":true}") }""";
        return [new PreparedFix($"Set {property}", nameof(StreamUsageCodeFix), document.Id, editor => editor.ReplaceNode(creation, (current, _) => With((BaseObjectCreationExpressionSyntax)current, setting)))];
    }

    private static bool IsSet(BaseObjectCreationExpressionSyntax creation, string property)
        => creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left.ToString() == property) == true;

    private static ExpressionSyntax With(BaseObjectCreationExpressionSyntax creation, string setting)
    {
        // Parsed as a whole expression, so a dictionary initializer is parsed as such.
        var parsed = ((BaseObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression($"new() {{ {setting} }}")).Initializer!;
        if (creation.Initializer is not { Expressions: [.., var last] } initializer)
        {
            var end = creation.GetTrailingTrivia();
            return creation.WithTrailingTrivia(SyntaxFactory.Space).WithInitializer(parsed.WithTrailingTrivia(end));
        }

        var added = parsed.Expressions[0].WithTriviaFrom(last);
        bool hasComma = initializer.Expressions.SeparatorCount == initializer.Expressions.Count;
        var comma = hasComma
            ? initializer.Expressions.GetSeparator(initializer.Expressions.Count - 1)
            : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(last.GetTrailingTrivia());
        IEnumerable<SyntaxNodeOrToken> items = initializer.Expressions.GetWithSeparators();
        items = hasComma
            ? [.. items, added, comma]
            : [.. items.Take(items.Count() - 1), last.WithTrailingTrivia(), comma, added];
        return creation.WithInitializer(initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(SyntaxFactory.NodeOrTokenList(items))));
    }
}
