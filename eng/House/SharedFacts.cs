using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Eng.House;

/// <summary>
/// The names of providers, hosts of their services, and sources and switches of SDKs' own tracing. Each is declared once, in a folder that the run time, the generator
/// and the packages beside them compile.
/// </summary>
internal static class SharedFacts
{
    private const string Shared = "src/AgentTracing/Sdks/Shared/";

    /// <summary>Names in which a repetition counts within longer texts and comments as well: nothing else is called so.</summary>
    private const string Switches = "enable";

    /// <summary>Files that have words of their own which happen to be names of providers.</summary>
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.Ordinal)
    {
        ["src/AgentTracing.Console/Html/OtherModels.cs"] = "ids of providers in the price catalogue",
        ["src/AgentTracing.Generators.CodeFixes/Prices/ModelProvider.cs"] = "ids of providers in pricing files",
        ["src/AgentTracing/Dialects/OpenInferenceProviders.cs"] = "OpenInference's own names of providers",
        ["src/AgentTracing/Pricing/Shared/Lookup/ModelIdForms.cs"] = "ids of providers in pricing files",
        ["src/AgentTracing/Pricing/Shared/Lookup/PriceResolver.cs"] = "gateways in ids of models",
        ["src/AgentTracing/Usage/UsageWords.cs"] = "words of pricing files",
    };

    /// <summary>Sources that have the name of a type or a namespace, which the SDK's own file says as such.</summary>
    private static readonly string[] NamesOfTypes = ["Azure.AI.Inference.ChatCompletionsClient", "Microsoft.SemanticKernel"];

    /// <summary>Where a fact stands that is declared elsewhere.</summary>
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

    /// <summary>The facts that a file declares: not the beginnings of names, and not the parts of patterns, which code beside them looks for.</summary>
    private static IEnumerable<string> Facts(CompilationUnitSyntax root)
        => root.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
            .Where(static literal => literal.Ancestors().OfType<MemberDeclarationSyntax>().First() is PropertyDeclarationSyntax or FieldDeclarationSyntax)
            .Where(static literal => literal.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Identifier.Text != "Families")
            .Select(static literal => literal.Token.ValueText);

    /// <summary>The texts of a file: literals, and the parts of interpolated ones.</summary>
    private static IEnumerable<string> Texts(CompilationUnitSyntax root)
        => root.DescendantTokens()
            .Where(static token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken)
            .Select(static token => token.ValueText);
}
