using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Razor;

/// <summary>
/// The <c>@code</c> blocks of a Razor file, which generators only get as the text of an additional file. They are C#, so the C# parser
/// finds their ends.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="text">Its text.</param>
internal sealed class RazorFile(string path, SourceText text)
{
    private const string Header = "class _ ";
    private static readonly Regex CodeBlock = new(@"@(?:code|functions)\s*(?=\{)", RegexOptions.CultureInvariant);
    private static readonly Regex Using = new(@"^\s*@using\s+(?<name>(?:static\s+)?[\w.=<>\s]+?);?\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);
    private static readonly Regex Inject = new(@"^\s*@inject\s+(?<type>\S.*?)\s+(?<name>\w+)\s*;?\s*$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private readonly string _text = text.ToString();

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The imported namespaces.</summary>
    public IEnumerable<string> Usings => Using.Matches(_text).Cast<Match>().Select(static match => match.Groups["name"].Value.Trim());

    /// <summary>The injected services, as members.</summary>
    public IEnumerable<string> Injected => Inject.Matches(_text).Cast<Match>().Select(static match => $"{match.Groups["type"].Value} {match.Groups["name"].Value} {{ get; set; }} = default!;");

    /// <summary>The blocks with their braces and their starts in the file.</summary>
    public IEnumerable<(int Start, TypeDeclarationSyntax Code)> Blocks(CSharpParseOptions options, CancellationToken cancellationToken)
    {
        for (var match = CodeBlock.Match(_text); match.Success; match = match.NextMatch())
        {
            int start = match.Index + match.Length;
            var unit = CSharpSyntaxTree.ParseText(Header + _text.Substring(start), options, cancellationToken: cancellationToken).GetCompilationUnitRoot(cancellationToken);
            if (unit.Members.FirstOrDefault() is TypeDeclarationSyntax code)
                yield return (start - Header.Length, code);
        }
    }

    /// <summary>A position in the file as text: <c>Counter.razor(3,5)</c>.</summary>
    public string Display(int position)
    {
        var place = PlaceOf(position);
        return FormattableString.Invariant($"{System.IO.Path.GetFileName(path)}({place.Line + 1},{place.Character + 1})");
    }

    /// <summary>The line and the column of a position.</summary>
    public LinePosition PlaceOf(int position) => text.Lines.GetLinePosition(position);
}
