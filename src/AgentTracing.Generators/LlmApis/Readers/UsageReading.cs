using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Finds token usage by shape: which figures an object has, by the names SDKs give them, and from the names which provider's accounting
/// they follow.
/// </summary>
internal static class UsageReading
{
    private const string UsageDetails = "Microsoft.Extensions.AI.UsageDetails";
    private const string Accounting = "global::AgentTracing.CompilerServices.UsageAccounting.";

    /// <summary>The accounting of Microsoft.Extensions.AI, as an argument of <c>ReadUsage</c>.</summary>
    public const string UsageDetailsAccounting = Accounting + "UsageDetails";

    /// <summary>Where a result keeps its usage: a member, or the result itself; null where there is none.</summary>
    public static MemberAccess? Find(MemberAccess result, Compilation compilation)
    {
        if (result.FollowAny(MemberNames.Usage, compilation, a => IsUsage(a, compilation)) is { } usage)
            return usage;

        // Cohere: the billed units stand one level deeper, beside the plain counts.
        foreach (var outer in new[] { "usage", "meta" })
        {
            if (result.FollowAny([outer], compilation)?.FollowAny(["billedunit"], compilation, a => IsUsage(a, compilation)) is { } billed)
                return billed;
        }

        return IsUsage(result, compilation) ? result : null;
    }

    /// <summary>The arguments of <c>ReadUsage</c> for the figures that the object has, the accounting first.</summary>
    public static IReadOnlyList<string> Arguments(MemberAccess usage, Compilation compilation)
        => [AccountingOf(usage, compilation), .. Figures(usage, UsageFigure.All, compilation)];

    /// <summary>
    /// The arguments of <c>ReadUsage</c> that complete what Microsoft.Extensions.AI says by the times to live of cache writes; empty where
    /// there are none.
    /// </summary>
    public static IReadOnlyList<string> CacheWriteArguments(MemberAccess usage, Compilation compilation)
    {
        var figures = Figures(usage, UsageFigure.All.Where(f => f.Argument is "cacheWrite5m" or "cacheWrite1h"), compilation).ToList();
        return figures.Count == 0 ? [] : [UsageDetailsAccounting, .. figures];
    }

    /// <summary>
    /// What Microsoft.Extensions.AI has no property for, or had none: the dictionary, its keys, and the arguments of <c>ReadUsage</c> they
    /// stand for.
    /// </summary>
    public static (MemberAccess Counts, IReadOnlyList<(string Key, string Argument)> Keys)? AdditionalCounts(MemberAccess usage, Compilation compilation)
        => usage.Type.HasMetadataName(UsageDetails) && usage.Follow("AdditionalCounts", compilation) is { } counts
            ? (counts, [.. UsageFigure.All.SelectMany(figure => figure.CountKeys.Select(key => (key, figure.Argument)))])
            : null;

    /// <summary>Whether the type is the run time's own <c>TokenUsage</c>, which needs no accounting any more.</summary>
    public static bool IsTokenUsage(ITypeSymbol type) => type.HasMetadataName("AgentTracing.TokenUsage");

    private static bool IsUsage(MemberAccess access, Compilation compilation)
        => IsTokenUsage(access.Type) || UsageFigure.All.Take(3).Any(figure => Member(access, figure.Names, compilation) is not null);

    private static IEnumerable<string> Figures(MemberAccess usage, IEnumerable<UsageFigure> figures, Compilation compilation)
    {
        foreach (var figure in figures)
        {
            if (Read(usage, figure, compilation) is { } expression)
                yield return $"{figure.Argument}: {expression}";
        }
    }

    private static string? Read(MemberAccess usage, UsageFigure figure, Compilation compilation)
    {
        var member = Member(usage, figure.Names, compilation);
        foreach (var name in figure.Details)
        {
            member ??= usage.FollowAny([name], compilation) is { } details ? Member(details, figure.DetailNames, compilation) : null;
        }

        return member?.AsLong();
    }

    private static MemberAccess? Member(MemberAccess access, string[] names, Compilation compilation)
        => access.FollowAny(names, compilation, a => a.AsLong() is not null);

    // The names tell the accounting: each provider has words that no other uses.
    private static string AccountingOf(MemberAccess usage, Compilation compilation)
    {
        if (usage.Type.HasMetadataName(UsageDetails))
            return UsageDetailsAccounting;

        var names = new HashSet<string>(usage.Type.ReadableMembers(compilation).Select(m => MemberNames.Canonical(m.Name)), StringComparer.Ordinal);
        if (names.Contains("cachewriteinputtoken"))
            return Accounting + "Bedrock";
        if (names.Contains("inputtoken") && (names.Contains("cachereadinputtoken") || names.Contains("cachecreationinputtoken") || names.Contains("cachecreation")))
            return Accounting + "Anthropic";
        if (names.Contains("candidatestoken") || names.Contains("thoughtstoken"))
            return Accounting + "Gemini";
        if (names.Contains("prompteval") || names.Contains("eval"))
            return Accounting + "Ollama";
        if (usage.Type.Name.EndsWith("BilledUnits", StringComparison.Ordinal))
            return Accounting + "Cohere";

        return Accounting + "OpenAI";
    }
}
