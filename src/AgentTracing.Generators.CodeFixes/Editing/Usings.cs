using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>Adds using directives.</summary>
internal static class Usings
{
    /// <summary>Adds a using directive to the file, unless a type of the namespace can be named at the position already.</summary>
    public static void AddUsing(this SyntaxEditor editor, SemanticModel model, int position, string @namespace, string type)
    {
        if (model.LookupNamespacesAndTypes(position, name: type).Any(symbol => symbol.ContainingNamespace.ToDisplayString() == @namespace))
            return;

        editor.ReplaceNode(editor.OriginalRoot, (root, _) => WithUsing((CompilationUnitSyntax)root, @namespace));
    }

    private static CompilationUnitSyntax WithUsing(CompilationUnitSyntax unit, string @namespace)
    {
        // Another fix of the same file may have added it.
        if (unit.Usings.Any(existing => existing.Name?.ToString() == @namespace))
            return unit;

        var lineBreak = Trivia.LineBreak(unit);
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(lineBreak);
        var next = unit.Usings.FirstOrDefault(existing => existing is { Alias: null, Name: { } name } && existing.StaticKeyword.IsKind(SyntaxKind.None)
            && existing.GlobalKeyword.IsKind(SyntaxKind.None) && IsAfter(name.ToString(), @namespace));
        if (unit.Usings.Count == 0)
        {
            // The header of the file stays at the top.
            var first = unit.GetFirstToken(includeZeroWidth: true);
            return unit.ReplaceToken(first, first.WithLeadingTrivia()).AddUsings(directive.WithLeadingTrivia(first.LeadingTrivia).WithTrailingTrivia(lineBreak, lineBreak));
        }

        if (next is null)
            return unit.AddUsings(directive);

        int index = unit.Usings.IndexOf(next);
        return index > 0
            ? unit.WithUsings(unit.Usings.Insert(index, directive))
            : unit.WithUsings(unit.Usings.Replace(next, next.WithLeadingTrivia()).Insert(0, directive.WithLeadingTrivia(next.GetLeadingTrivia())));
    }

    /// <summary>Sorted by name, System first, as editors do.</summary>
    private static bool IsAfter(string existing, string added)
        => IsOfSystem(existing) != IsOfSystem(added) ? IsOfSystem(added) : string.CompareOrdinal(existing, added) > 0;

    private static bool IsOfSystem(string @namespace) => @namespace == "System" || @namespace.StartsWith("System.", StringComparison.Ordinal);
}
