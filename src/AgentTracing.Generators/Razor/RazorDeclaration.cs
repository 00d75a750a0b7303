using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Razor;

/// <summary>
/// An annotated partial method in a Razor file. Nothing implements it, so the compiler stops (CS8795) before an analyzer could report the
/// reason.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Start">Start of the name.</param>
/// <param name="Length">Its length.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
internal sealed record RazorDeclaration(string Path, string Method, int Start, int Length, int Line, int Column)
{
    /// <summary>The declarations of a file.</summary>
    public static IEnumerable<RazorDeclaration> In(RazorFile file, CSharpParseOptions options, CancellationToken cancellationToken)
    {
        foreach (var (start, code) in file.Blocks(options, cancellationToken))
        {
            foreach (var method in code.Members.OfType<MethodDeclarationSyntax>())
            {
                if (method is { Body: null, ExpressionBody: null } && method.Modifiers.Any(SyntaxKind.PartialKeyword) && method.AttributeLists.SelectMany(static list => list.Attributes).Any(IsOperation))
                {
                    int position = start + method.Identifier.SpanStart;
                    var place = file.PlaceOf(position);
                    yield return new RazorDeclaration(file.Path, method.Identifier.ValueText, position, method.Identifier.Span.Length, place.Line, place.Character);
                }
            }
        }
    }

    /// <summary>The problem and its remedy for a method of a Razor file.</summary>
    public static string ProblemIn(string path)
        => $"it is in a Razor file, which generators do not see; move it, and the method that does its work, to the code-behind file '{System.IO.Path.GetFileName(path)}.cs'";

    /// <summary>Converts it to a diagnostic.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptors.Shape, Location.Create(Path, new TextSpan(Start, Length), new LinePositionSpan(new(Line, Column), new(Line, Column + Length))), Method, ProblemIn(Path));

    private static bool IsOperation(AttributeSyntax attribute)
    {
        string name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return OperationAttributes.IsName(name);
    }
}
