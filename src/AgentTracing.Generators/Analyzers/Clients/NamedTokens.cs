using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// Occurrences of names in the code of a compilation. The text of the files is searched, because walking all nodes is many times slower.
/// </summary>
internal sealed class NamedTokens(Compilation compilation)
{
    private readonly Lazy<List<(SyntaxTree Tree, string Text)>> _files = new(() => [.. compilation.SyntaxTrees.Select(static tree => (tree, tree.GetText().ToString()))]);
    private readonly ConcurrentDictionary<string, IReadOnlyList<SyntaxToken>> _known = new(StringComparer.Ordinal);

    /// <summary>The identifiers with that name, file by file.</summary>
    public IReadOnlyList<SyntaxToken> Of(string name, CancellationToken cancellationToken) => _known.GetOrAdd(name, sought => Find(sought, cancellationToken));

    /// <summary>The files whose text contains any of the words, also as a part of longer ones.</summary>
    public IEnumerable<SyntaxTree> FilesWith(IReadOnlyList<string> words) => _files.Value.Where(file => words.Any(file.Text.Contains)).Select(static file => file.Tree);

    private List<SyntaxToken> Find(string name, CancellationToken cancellationToken)
    {
        var found = new List<SyntaxToken>();
        if (name.Length == 0)
            return found;

        foreach (var (tree, text) in _files.Value)
        {
            for (int i = text.IndexOf(name, StringComparison.Ordinal); i >= 0; i = text.IndexOf(name, i + name.Length, StringComparison.Ordinal))
            {
                // Occurrences in comments, strings and longer names do not count.
                var token = IsWord(text, i, name.Length) ? tree.GetRoot(cancellationToken).FindToken(i) : default;
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(i) && token.ValueText == name)
                    found.Add(token);
            }
        }

        return found;
    }

    private static bool IsWord(string text, int start, int length)
        => (start == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
            && (start + length == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[start + length]));
}
