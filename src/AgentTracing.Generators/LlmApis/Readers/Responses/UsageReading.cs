using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Finds token usage by shape: the figures of an object, by the SDKs' names, and the accounting, which the names determine.
/// </summary>
internal static class UsageReading
{
    private const string UsageDetails = "Microsoft.Extensions.AI.UsageDetails";
    private const string Accounting = ReaderEmitter.CompilerServices + "UsageAccounting.";

    private const string TokenDetails = ReaderEmitter.CompilerServices + "TokenDetails.Sum";

    private static readonly string[] ImageUsages = [.. Sdk.All.SelectMany(static sdk => sdk.ImageUsages)];
    private static readonly string[] KindNames = ["modality", "ttl"];
    private static readonly string[] CountNames = ["token", "inputtoken"];

    /// <summary>The accounting of Microsoft.Extensions.AI, as an argument of <c>ReadUsage</c>.</summary>
    public const string UsageDetailsAccounting = Accounting + "UsageDetails";

    /// <summary>OpenAI's accounting, as an argument of <c>ReadUsage</c>.</summary>
    public const string OpenAIAccounting = Accounting + "OpenAI";

    /// <summary>The usage of a result: a member, or the result itself; null when there is none.</summary>
    public static MemberAccess? Find(MemberAccess result, Compilation compilation)
    {
        if (result.FollowAny(MemberNames.Usage, compilation, a => IsUsage(a, compilation)) is { } usage)
            return usage;

        // Cohere: the billed units are one level deeper, next to the plain counts.
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

    /// <summary>The counts without a property in Microsoft.Extensions.AI, or in earlier versions; null for other usage types.</summary>
    public static MemberAccess? AdditionalCounts(MemberAccess usage, Compilation compilation)
        => IsUsageDetails(usage.Type) ? usage.Follow("AdditionalCounts", compilation) : null;

    /// <summary>The details of the usage that lack a property for a newer figure, and keep its JSON. SDKs based on System.ClientModel do so.</summary>
    public static IEnumerable<MemberAccess> Newer(MemberAccess usage, Compilation compilation)
        => from figure in UsageFigure.All
           where figure.IsNewer && Read(usage, figure, compilation) is null
           from name in figure.Details
           let details = usage.FollowAny([name], compilation)
           where details is { } found && PatchOf(found.Type) is not null
           select details.Value;

    /// <summary>The member with the JSON of unknown properties; null when there is none.</summary>
    public static IPropertySymbol? PatchOf(ITypeSymbol type)
        => type.WithBaseTypes().SelectMany(static candidate => candidate.GetMembers("Patch")).OfType<IPropertySymbol>()
            .FirstOrDefault(static property => property.DeclaredAccessibility == Accessibility.Public && property.Type.HasMetadataName("System.ClientModel.Primitives.JsonPatch"));

    /// <summary>Whether the type is the usage of Microsoft.Extensions.AI.</summary>
    public static bool IsUsageDetails(ITypeSymbol type) => type.HasMetadataName(UsageDetails);

    /// <summary>Whether the type is the usage of requests for images.</summary>
    public static bool IsOfImages(ITypeSymbol type) => ImageUsages.Any(usage => type.HasMetadataName(usage));

    /// <summary>Whether the type is the run time's <c>TokenUsage</c>, which needs no accounting.</summary>
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
        string? without = null;
        foreach (var name in member is null ? figure.Details : [])
        {
            if (usage.FollowAny([name], compilation) is not { } details)
                continue;

            if (figure.Inside is { } inside)
                member ??= details.FollowAny([inside], compilation) is { } inner ? Member(inner, figure.DetailNames, compilation) : null;
            else
                member ??= Member(details, figure.DetailNames, compilation);
            if (figure.Without is { } counted && details.FollowAny([counted], compilation) is { } other)
                without ??= Member(other, figure.DetailNames, compilation)?.AsLong();
        }

        return (member?.AsLong(), without) switch
        {
            (null, _) => ReadLists(usage, figure, compilation),
            ({ } count, null) => count,
            var (count, counted) => $"{count} - ({counted} ?? 0)",
        };
    }

    private static string? ReadLists(MemberAccess usage, UsageFigure figure, Compilation compilation)
    {
        foreach (var name in figure.Lists)
        {
            if (usage.FollowAny([name], compilation) is not { } list || list.Type.ElementType() is not { } element)
                continue;

            var detail = MemberAccess.Variable("detail", element);
            var kind = detail.FollowAny(KindNames, compilation, member => member.AsName(compilation) is not null)?.AsName(compilation);
            var count = Member(detail, CountNames, compilation)?.AsLong();
            if (kind is not null && count is not null)
                return $"{TokenDetails}({list.Expression}, {CSharp.Literal(figure.Kind!)}, static detail => {kind}, static detail => {count})";
        }

        return null;
    }

    private static MemberAccess? Member(MemberAccess access, string[] names, Compilation compilation)
        => access.FollowAny(names, compilation, a => a.AsLong() is not null);

    // The names determine the accounting: each provider has unique names.
    private static string AccountingOf(MemberAccess usage, Compilation compilation)
    {
        if (IsUsageDetails(usage.Type))
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

        return OpenAIAccounting;
    }
}
