using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Eng.House;

/// <summary>
/// The names of providers, the hosts of their services, and the sources and switches of the SDKs' own tracing. Each is declared once, in a
/// folder that the run time, the generator and the other packages compile.
/// </summary>
internal static class SharedFacts
{
    private const string Shared = "src/AgentTracing/Sdks/Shared/";

    /// <summary>Names with this part are searched for in longer texts and in comments as well: the word occurs nowhere else.</summary>
    private const string Switches = "enable";

    /// <summary>Files with words of another vocabulary that happen to equal names of providers.</summary>
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.Ordinal)
    {
        ["src/AgentTracing.Console/Html/OtherModels.cs"] = "ids of providers in the price catalogue",
        ["src/AgentTracing.Generators.CodeFixes/Prices/ModelProvider.cs"] = "ids of providers in pricing files",
        ["src/AgentTracing/Dialects/OpenInferenceProviders.cs"] = "OpenInference's own names of providers",
        ["src/AgentTracing/Pricing/Shared/Lookup/ModelIdForms.cs"] = "ids of providers in pricing files",
        ["src/AgentTracing/Pricing/Shared/Lookup/PriceResolver.cs"] = "gateways in ids of models",
        ["src/AgentTracing/Pricing/Shared/Tables/UsageWords.cs"] = "words of pricing files",
    };

    /// <summary>Sources named like a type or a namespace, which the file of the SDK contains as such.</summary>
    private static readonly string[] NamesOfTypes = ["Azure.AI.Inference.ChatCompletionsClient", "Microsoft.SemanticKernel"];

    /// <summary>Places that repeat a fact declared elsewhere.</summary>
    public static IEnumerable<string> Repeated(Repository repository)
    {
        var files = repository.Files("src").Select(static file => (file.Path, file.Text, Root: CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot())).ToList();
        var declared = files.Where(static file => file.Path.StartsWith(Shared, StringComparison.Ordinal)).SelectMany(static file => Facts(file.Root)).ToList();
        var facts = declared.Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

        var twice = declared.GroupBy(static fact => fact, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same => $"{Shared}: {same.Key} is declared twice");
        var literals = from file in files
                       where !file.Path.StartsWith(Shared, StringComparison.Ordinal) && !OtherWords.ContainsKey(file.Path)
                       from text in Texts(file.Root)
                       where facts.Contains(text) && !NamesOfTypes.Contains(text)
                       select $"{file.Path}: {text}";
        var mentions = from file in files
                       where !file.Path.StartsWith(Shared, StringComparison.Ordinal)
                       from name in facts
                       where name.Contains(Switches, StringComparison.OrdinalIgnoreCase) && file.Text.Contains(name, StringComparison.Ordinal)
                       select $"{file.Path}: {name}";
        var unused = OtherWords.Keys.Except(files.Where(file => Texts(file.Root).Any(facts.Contains)).Select(static file => file.Path)).Select(static path => $"{path}: has no such word; remove the exception");
        return facts.Count < 50 ? [$"{Shared}: only {facts.Count} facts were found"] : twice.Concat(literals).Concat(mentions).Concat(unused);
    }

    /// <summary>The facts that a file declares, except prefixes and parts of patterns, which the code next to them searches for.</summary>
    private static IEnumerable<string> Facts(CompilationUnitSyntax root)
        => root.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
            .Where(static literal => literal.Ancestors().OfType<MemberDeclarationSyntax>().First() is PropertyDeclarationSyntax or FieldDeclarationSyntax)
            .Where(static literal => literal.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Identifier.Text != "Families")
            .Select(static literal => literal.Token.ValueText);

    /// <summary>The texts of a file: literals and the parts of interpolated strings.</summary>
    private static IEnumerable<string> Texts(CompilationUnitSyntax root)
        => root.DescendantTokens()
            .Where(static token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken)
            .Select(static token => token.ValueText);
}
