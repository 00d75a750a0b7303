using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Interception;

/// <summary>
/// The calls of models in Razor files, for the summary: none is intercepted, since generators do not see what the Razor generator writes. The blocks are bound
/// as members of a class with the file's usings and injected services.
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
            foreach (var (start, code) in file.Blocks(options, cancellationToken))
            {
                string usings = string.Concat(imported.Concat(file.Usings).Distinct().Select(static name => $"using {name};\n"));
                string head = $"{usings}partial class {CSharpName(file.Path)} {{ {string.Join(" ", file.Injected)}\n";
                string body = code.ToFullString();
                int open = body.IndexOf('{') + 1;
                var tree = CSharpSyntaxTree.ParseText(head + body.Substring(open), options, cancellationToken: cancellationToken);
                var model = compilation.AddSyntaxTrees(tree).GetModelOf(tree);
                int shift = start + open - head.Length;
                found.AddRange(tree.GetRoot(cancellationToken).DescendantNodes()
                    .Where(node => LlmCallSite.MayBeAt(node, catalogue.MethodNames))
                    .Select(node => LlmCallSite.At(node, model, catalogue, cancellationToken))
                    .Where(static site => site is { Api.IsModelCall: true })
                    .Select(site => new SkippedCall(file.Path, new CallPlace(site!.Value.Syntax.SpanStart + shift, file.Display(site.Value.Name.SpanStart + shift)), site.Value.Api.Sdk?.Property, SkipReason.Razor)));
            }
        }

        return found.ToImmutable();
    }

    private static string CSharpName(string path) => Infrastructure.CSharp.FileName(Path.GetFileNameWithoutExtension(path)).Replace('.', '_').Replace('-', '_');
}
