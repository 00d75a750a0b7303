using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <content>Reads what is billed: tokens, pieces, and costs that are reported.</content>
internal sealed partial class ResponseReaderWriter
{
    private void ReadUsage(MemberAccess access)
    {
        if (UsageReading.Find(access, compilation) is not { } found)
            return;

        ReadsUsage = true;
        if (UsageReading.IsTokenUsage(found.Type))
        {
            Text.Line($"{ReaderEmitter.Response}.SetUsage({found.Expression});");
            return;
        }

        Text.WhereNotNull(found, "usage", usage =>
        {
            var isWhole = found.Expression == access.Expression;
            if (isWhole || !Call(Count, usage, "usage", static (writer, value) => writer.CountTokens(value)))
                CountTokens(usage, isWhole);
        });
    }

    /// <summary>Reads an object with figures.</summary>
    /// <param name="usage">The object.</param>
    /// <param name="isWhole">Whether it is the result itself, of which everything else is read already.</param>
    private void CountTokens(MemberAccess usage, bool isWhole = false)
    {
        ReadsUsage = true;
        if (!isWhole)
            ReadMarkedCost(usage);
        Text.Line($"{ReadUsageMethod}({string.Join(", ", UsageReading.Arguments(usage, compilation))});");
        if (UsageReading.AdditionalCounts(usage, compilation) is { } counts)
            Text.Line($"{ReaderEmitter.Response}.ReadAdditionalCounts({counts.Expression});");
        ReadNewer(usage);
        Assign("Geography", usage.FollowAny(MemberNames.Geography, compilation)?.AsString(compilation));
        Assign("ServiceTier", ServiceTierOf(usage));
    }

    /// <summary>Reads the member that <c>[ReportedCost]</c> marks.</summary>
    private void ReadMarkedCost(MemberAccess access)
    {
        foreach (var member in access.Type.ReadableMembers(compilation))
        {
            if (!member.GetAttributes().Any(static attribute => attribute.AttributeClass?.HasMetadataName("AgentTracing.ReportedCostAttribute") == true)
                || access.Follow(member.Name, compilation) is not { } cost
                || cost.AsDouble() is not { } number)
            {
                continue;
            }

            // A double is read as the digits that it shows; all other numbers are decimals, or become one without loss.
            Text.Line(cost.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
                ? $"{ReaderEmitter.Response}.ReadMarkedCost((double?){number});"
                : $"{ReaderEmitter.Response}.ReadMarkedCost((decimal?){cost.Expression});");
            ReadsUsage = true;
            return;
        }
    }

    /// <summary>What the SDK keeps the JSON of, and has no property for yet.</summary>
    private void ReadNewer(MemberAccess usage)
    {
        var accounting = UsageReading.Arguments(usage, compilation)[0];
        foreach (var (details, figure) in UsageReading.Newer(usage, compilation))
            Text.WhereNotNull(details, "details", known => ReadPatch(known.Expression + ".Patch", figure.Wire!, figure, accounting));

        if (UsageReading.PatchOf(usage.Type) is not { } patch)
            return;

        // The JSON is of one type, whatever the usage is of: it is read in one place.
        var helper = !patch.ReturnsByRef || accounting != UsageReading.OpenAIAccounting ? null : helpers.Of("CountTokensOfPatch", patch.Type, () =>
        {
            var writer = new ResponseReaderWriter(compilation, helpers, readsSums, "patch");
            writer.ReadPatch("patch", accounting);
            return writer.Reader(patch.Type)! with { TypeName = "ref " + ReaderSignature.Display(patch.Type), MethodName = "CountTokensOfPatch" };
        });
        if (helper is null)
            ReadPatch(usage.Expression + ".Patch", accounting);
        else
            Text.Line($"{ReaderEmitter.Shared}{helper.MethodName}({ReaderEmitter.Response}, ref {usage.Expression}.Patch);");
    }

    /// <summary>Reads what other providers say of a usage in OpenAI's format.</summary>
    private void ReadPatch(string patch, string accounting)
    {
        foreach (var figure in UsageFigure.All)
        {
            foreach (var wire in figure.WiresOfUsage)
                ReadPatch(patch, wire, figure, accounting);
        }

        ReadCosts(patch);
    }

    /// <summary>Reads a figure from the JSON behind an object.</summary>
    private void ReadPatch(string patch, string wire, UsageFigure figure, string accounting)
    {
        var count = Text.Name(figure.Argument);
        Text.Block(
            $"if ({patch}.TryGetValue({CSharp.Literal("$." + wire)}u8, out long {count}))",
            () => Text.Line($"{ReadUsageMethod}({accounting}, {figure.Argument}: {count});"));
    }

    /// <summary>
    /// OpenRouter and LiteLLM say what a request cost, Perplexity the parts of it. With a key of one's own, OpenRouter's cost is its own fee, and what the provider charges
    /// stands beside it.
    /// </summary>
    private void ReadCosts(string patch)
    {
        var (cost, total, isOwnKey, provider) = (Text.Name("cost"), Text.Name("totalCost"), Text.Name("isOwnKey"), Text.Name("providerCost"));
        Text.Line($"if ({patch}.TryGetValue(\"$.cost\"u8, out double {cost}))");
        Text.Line("{");
        Text.Line($"    if ({patch}.TryGetValue(\"$.is_byok\"u8, out bool {isOwnKey}) && {isOwnKey} && {patch}.TryGetValue(\"$.cost_details.upstream_inference_cost\"u8, out double {provider}))");
        Text.Line($"        {cost} += {provider};");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({cost});");
        Text.Line("}");
        Text.Line($"else if ({patch}.TryGetValue(\"$.cost.total_cost\"u8, out double {total}))");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({total});");
    }

    /// <summary>Counts what the provider bills by the piece.</summary>
    private void ReadItems(MemberAccess access, ResponseShape? shape)
    {
        if (shape?.ItemList is not { } path || access.Follow(path, compilation) is not { } list || list.Type.ElementType() is not { } element)
            return;

        if (!Billed(shape, element).Any())
            return;

        Text.WhereNotNull(list, NameOf(list), items =>
        {
            // Which items count is a fact of the type that holds the list.
            if (!Call("CountItemsOf" + access.Type.Name, items, "items", (writer, value) => writer.CountItems(value, element, shape)))
                CountItems(items, element, shape);
        });
    }

    private void CountItems(MemberAccess items, ITypeSymbol element, ResponseShape shape)
    {
        var known = Billed(shape, element).Select(row => (row.Item, row.Type, Count: Text.Name(row.Item.Unit))).ToList();
        Text.Line($"long {string.Join(", ", known.Select(static row => row.Count + " = 0"))};");
        foreach (var row in known.Where(static row => row.Item.Session is not null))
            Text.Line($"string? {row.Count}Id = null;");
        Text.ForEach(items, element, "item", compilation, item => Text.Block($"switch ({item.Expression})", () =>
        {
            foreach (var (billed, type, count) in known)
                WriteCase(billed, type, count);
        }));
        Text.Line($"{ReaderEmitter.Response}.ReadUnits({string.Join(", ", known.Select(static row => $"{row.Item.Unit}: {row.Count}"))});");
    }

    /// <summary>The items that are billed, of those that the list can hold.</summary>
    private IEnumerable<(BilledItem Item, INamedTypeSymbol Type)> Billed(ResponseShape shape, ITypeSymbol element)
        => from item in shape.Items
           let type = compilation.FindNameable(item.Type)
           where type is not null && type.IsNamedFromGlobal(compilation) && compilation.CanBe(element, type)
           select (item, type);

    /// <summary>Counts the searches of the web that Gemini's answers are grounded in.</summary>
    private void ReadGrounding(MemberAccess access)
    {
        if (access.FollowAny(MemberNames.Choices, compilation) is not { } candidates || candidates.Type.ElementType() is not { } element)
            return;

        var first = new MemberAccess("candidate", element, mayBeNull: true);
        if (first.FollowAny(MemberNames.Grounding, compilation)?.FollowAny(MemberNames.GroundingQueries, compilation) is not { } list || list.Type.FindReadable("Count", compilation) is null)
            return;

        var count = Text.Name("searches");
        Text.Line($"long {count} = 0;");
        Text.ForEach(candidates, element, "candidate", compilation, candidate =>
            Text.Line($"{count} += {candidate.FollowAny(MemberNames.Grounding, compilation)!.Value.FollowAny(MemberNames.GroundingQueries, compilation)!.Value.Expression}?.Count ?? 0;"));
        Text.Line($"{ReaderEmitter.Response}.ReadGrounding({count});");
    }

    private void WriteCase(BilledItem billed, INamedTypeSymbol type, string count)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (billed.Session is { } session && type.FindReadable(session, compilation) is not null)
        {
            var call = Text.Name("call");
            Text.Line($"case {name} {call} when {call}.{session} != {count}Id:");
            Text.Line($"    {count}Id = {call}.{session};");
        }
        else
        {
            var told = billed.Unless is { } member ? (type.FindReadable(member, compilation) as IPropertySymbol)?.Type : null;
            var unless = billed.UnlessIs.Select(compilation.FindNameable).OfType<INamedTypeSymbol>()
                .Where(other => other.IsNamedFromGlobal(compilation) && told is not null && compilation.CanBe(told, other)).ToList();
            var pattern = unless.Count > 0
                ? $" {{ {billed.Unless}: not ({string.Join(" or ", unless.Select(static other => other.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}) }}"
                : "";
            Text.Line($"case {name}{pattern}:");
        }

        Text.Line($"    {count}++;");
        Text.Line("    break;");
    }
}
