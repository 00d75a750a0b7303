using System.Collections.Immutable;
using System.Text;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Interception;

/// <summary>
/// The model calls in Razor files, and those in code-behind files that use their declarations, for the summary: none is intercepted,
/// because generators do not see the output of the Razor generator. The blocks are bound as members of a class with the file's usings and
/// injected services; the code-behind file is another part of that class.
/// </summary>
internal static class RazorCalls
{
    private const string Imports = "_Imports.razor";

    /// <summary>The calls in the files.</summary>
    public static ImmutableArray<ModelCall> In(ImmutableArray<AdditionalText> files, Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.SyntaxTrees.FirstOrDefault()?.Options is not CSharpParseOptions options || InterceptionSymbols.Of(compilation).Catalogue is not { } catalogue)
            return [];

        RazorFile[] razor = [.. files.Select(file => file.GetText(cancellationToken) is { } text ? new RazorFile(file.Path, text) : null).OfType<RazorFile>()];
        string[] imported = [.. razor.Where(static file => Path.GetFileName(file.Path) == Imports).SelectMany(static file => file.Usings)];
        var found = ImmutableArray.CreateBuilder<ModelCall>();
        foreach (var file in razor)
        {
            string usings = string.Concat(imported.Concat(file.Usings).Distinct().Select(static name => $"using {name};\n"));
            var behind = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == file.Path + ".cs");
            string head = $"{usings}{NamespaceOf(behind, CSharpName(file.Path), cancellationToken)}partial class {CSharpName(file.Path)} {{ {string.Join(" ", file.Injected)}\n";
            var members = new StringBuilder(head);
            foreach (var (start, code) in file.Blocks(options, cancellationToken))
            {
                string body = code.ToFullString();
                int open = body.IndexOf('{') + 1;
                members.Append(body, open, body.LastIndexOf('}') - open);
                var tree = CSharpSyntaxTree.ParseText(head + body.Substring(open), options, cancellationToken: cancellationToken);
                int shift = start + open - head.Length;
                found.AddRange(CallsIn(tree, compilation.AddSyntaxTrees(tree), catalogue, cancellationToken)
                    .Select(site => Skipped(file.Path, site, site.Syntax.SpanStart + shift, file.Display(site.Name.SpanStart + shift), SkipReason.Razor)));
            }

            if (behind is not null)
            {
                var whole = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(members.Append('}').ToString(), options, cancellationToken: cancellationToken));
                var seen = compilation.GetModelOf(behind);
                found.AddRange(CallsIn(behind, whole, catalogue, cancellationToken)
                    .Where(site => LlmCallSite.At(site.Syntax, seen, catalogue, cancellationToken) is null)
                    .Select(site => Skipped(behind.FilePath, site, site.Syntax.SpanStart, InterceptionParser.Display(site.Name), SkipReason.RazorMember)));
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<LlmCallSite> CallsIn(SyntaxTree tree, Compilation compilation, LlmApiCatalogue catalogue, CancellationToken cancellationToken)
    {
        var model = compilation.GetModelOf(tree);
        return tree.GetRoot(cancellationToken).DescendantNodes()
            .Where(node => LlmCallSite.MayBeAt(node, catalogue.MethodNames))
            .Select(node => LlmCallSite.At(node, model, catalogue, cancellationToken))
            .OfType<LlmCallSite>()
            .Where(static site => site.Api.IsModelCall);
    }

    private static SkippedCall Skipped(string path, LlmCallSite site, int position, string display, SkipReason reason)
        => new(path, new CallPlace(position, display), site.Api.Sdk?.Property, reason);

    /// <summary>The namespace declaration of the code-behind class; empty when there is no code-behind file, or no namespace.</summary>
    private static string NamespaceOf(SyntaxTree? behind, string name, CancellationToken cancellationToken)
        => behind?.GetRoot(cancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>().FirstOrDefault(type => type.Identifier.ValueText == name)
            is { } type && string.Join(".", type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(static space => space.Name.ToString())) is { Length: > 0 } space
            ? $"namespace {space}; "
            : "";

    private static string CSharpName(string path) => Infrastructure.CSharp.FileName(Path.GetFileNameWithoutExtension(path)).Replace('.', '_').Replace('-', '_');
}
