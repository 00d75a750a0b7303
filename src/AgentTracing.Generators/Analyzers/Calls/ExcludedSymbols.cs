using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>
/// Symbols that <c>dotnet_code_quality.AGT2001.excluded_symbol_names</c> names, in the form of the .NET analyzers: names or documentation ids
/// (<c>M:Shop.Chat.Ask</c>, <c>T:Shop.Chat</c>, <c>N:Shop</c>), separated by <c>|</c>; <c>*</c> at the end is a wildcard.
/// </summary>
internal static class ExcludedSymbols
{
    /// <summary>Whether the option names the called method, or the code around the call.</summary>
    public static bool Contain(string option, IMethodSymbol called, ISymbol? enclosing)
    {
        foreach (string entry in option.Split('|'))
        {
            string pattern = entry.Trim();
            if (pattern.Length == 0)
                continue;

            if (IsNamed(pattern, called.OriginalDefinition))
                return true;

            for (var symbol = enclosing; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
            {
                if (IsNamed(pattern, symbol))
                    return true;
            }
        }

        return false;
    }

    private static bool IsNamed(string pattern, ISymbol symbol)
    {
        bool isPrefix = pattern[^1] == '*';
        string text = isPrefix ? pattern.Substring(0, pattern.Length - 1) : pattern;
        if (pattern is not [_, ':', ..])
            return isPrefix ? symbol.Name.StartsWith(text, StringComparison.Ordinal) : symbol.Name == text;

        if (symbol.GetDocumentationCommentId() is not { } id)
            return false;

        return isPrefix
            ? id.StartsWith(text, StringComparison.Ordinal)
            : id == text || (id.StartsWith(text, StringComparison.Ordinal) && id[text.Length] is '(' or '`');
    }
}
