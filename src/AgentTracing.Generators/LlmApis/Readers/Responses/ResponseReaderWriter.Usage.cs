using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <content>Reads billed data: tokens, units, and reported costs.</content>
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
    /// <param name="isWhole">Whether it is the result itself, whose other members are already read.</param>
    private void CountTokens(MemberAccess usage, bool isWhole = false)
    {
        ReadsUsage = true;
        if (!isWhole)
            ReadMarkedCost(usage);
        Text.Line($"{ReadUsageMethod}({string.Join(", ", UsageReading.Arguments(usage, compilation))});");
        if (UsageReading.IsOfImages(usage.Type))
            Text.Line($"{ReaderEmitter.Response}.TakeOutputForImages();");
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

            // A double is read by its displayed digits; all other numbers convert to decimal without loss.
            Text.Line(cost.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
                ? $"{ReaderEmitter.Response}.ReadMarkedCost((double?){number});"
                : $"{ReaderEmitter.Response}.ReadMarkedCost((decimal?){cost.Expression});");
            ReadsUsage = true;
            return;
        }
    }

    /// <summary>Reads newer JSON members for which the SDK has no property yet.</summary>
    private void ReadNewer(MemberAccess usage)
    {
        var accounting = UsageReading.Arguments(usage, compilation)[0];
        foreach (var (details, figure) in UsageReading.Newer(usage, compilation))
            Text.WhereNotNull(details, "details", known => ReadPatch(known.Expression + ".Patch", figure.Wire!, figure, accounting));

        if (UsageReading.PatchOf(usage.Type) is not { } patch)
            return;

        // The JSON has the same type for every usage type, so one method reads it.
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

    /// <summary>Reads other providers' additions to OpenAI's usage format.</summary>
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
    /// OpenRouter and LiteLLM report the cost of a request, Perplexity its parts. With the user's own key, OpenRouter's cost is only its
    /// fee, and the provider's charge is a separate member.
    /// </summary>
    private void ReadCosts(string patch)
    {
        var (cost, total, ticks) = (Text.Name("cost"), Text.Name("totalCost"), Text.Name("ticks"));
        var (isOwnKey, provider) = (Text.Name("isOwnKey"), Text.Name("providerCost"));
        Text.Line($"if ({patch}.TryGetValue(\"$.cost\"u8, out double {cost}))");
        Text.Line("{");
        Text.Line($"    if ({patch}.TryGetValue(\"$.is_byok\"u8, out bool {isOwnKey}) && {isOwnKey} && {patch}.TryGetValue(\"$.cost_details.upstream_inference_cost\"u8, out double {provider}))");
        Text.Line($"        {cost} += {provider};");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({cost});");
        Text.Line("}");
        Text.Line($"else if ({patch}.TryGetValue(\"$.cost.total_cost\"u8, out double {total}))");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({total});");
        Text.Line($"else if ({patch}.TryGetValue(\"$.cost_in_usd_ticks\"u8, out long {ticks}))");
        Text.Line($"    {ReaderEmitter.Response}.ReportTicks({ticks});");
    }

    /// <summary>Counts billed units.</summary>
    private void ReadItems(MemberAccess access, ResponseShape? shape)
    {
        if (shape?.ItemList is not { } path || access.Follow(path, compilation) is not { } list || list.Type.ElementType() is not { } element)
            return;

        if (!Billed(shape, element).Any())
            return;

        Text.WhereNotNull(list, NameOf(list), items =>
        {
            // The type that contains the list determines which items count.
            if (!Call("CountItemsOf" + access.Type.Name, items, "items", (writer, value) => writer.CountItems(value, element, shape)))
                CountItems(items, element, shape);
        });
        if (shape.Tools is { } tools && !Call("ReadToolsOf", access, ReaderEmitter.Result, (writer, value) => writer.ReadTools(value, tools)))
            ReadTools(access, tools);
    }

    /// <summary>Reads the tools that determine the price of the counted items.</summary>
    private void ReadTools(MemberAccess access, BilledTools billed)
    {
        if (access.Follow(billed.List, compilation) is { } list && list.Type.ElementType() is { } element && element.FindReadable("Kind", compilation) is not null)
        {
            Text.ForEach(list, element, "item", compilation, item => Text.WhereNotNull(item, "tool", tool =>
            {
                List<string> arguments = [$"{tool.Expression}.Kind.ToString()"];
                if (UsageReading.PatchOf(element) is not null && billed.Memory.Length > 0)
                    arguments.Add("memory: " + PatchedText(tool, billed.Memory));
                if (billed.Model is var (type, member) && compilation.FindNameable(type) is { } asking && asking.IsNamedFromGlobal(compilation) && asking.FindReadable(member, compilation) is not null)
                    arguments.Add($"model: ({tool.Expression} as {asking.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})?.{member}");
                Text.Line($"{ReaderEmitter.Response}.ReadTool({string.Join(", ", arguments)});");
            }));
        }

        if (billed.Usage is { } path && UsageReading.PatchOf(access.Type) is not null)
        {
            var used = Text.Name("toolUsage");
            Text.Block(
                $"if ({access.Expression}.Patch.TryGetJson({CSharp.Literal(path)}u8, out var {used}))",
                () => Text.Line($"{ReaderEmitter.CompilerServices}{billed.UsageReader}({ReaderEmitter.Response}, {used});"));
        }
    }

    /// <summary>An expression of the first text at one of several paths in the JSON behind an object; its value is null when there is none.</summary>
    private string PatchedText(MemberAccess access, string[] paths)
        => string.Concat(paths.Select(path =>
        {
            var text = Text.Name("text");
            return $"{access.Expression}.Patch.TryGetValue({CSharp.Literal(path)}u8, out string? {text}) ? {text} : ";
        })) + "null";

    private void CountItems(MemberAccess items, ITypeSymbol element, ResponseShape shape)
    {
        var counts = Billed(shape, element).Select(row => $"{row.Item.Unit}: {CountOf(items, row.Item, row.Type)}");
        Text.Line($"{ReaderEmitter.Response}.ReadUnits({string.Join(", ", counts)});");
    }

    /// <summary>The billed items that the list can contain.</summary>
    private IEnumerable<(BilledItem Item, INamedTypeSymbol Type)> Billed(ResponseShape shape, ITypeSymbol element)
        => from item in shape.Items
           let type = compilation.FindNameable(item.Type)
           where type is not null && type.IsNamedFromGlobal(compilation) && compilation.CanBe(element, type)
           select (item, type);

    /// <summary>Counts the web searches of Gemini's grounded responses.</summary>
    private void ReadGrounding(MemberAccess access)
    {
        if (access.FollowAny(MemberNames.Choices, compilation) is not { } candidates || candidates.Type.ElementType() is not { } element)
            return;

        var first = new MemberAccess("candidate", element, mayBeNull: true);
        if (!Queries(first).Any())
            return;

        var count = Text.Name("searches");
        Text.Line($"long {count} = 0;");
        var mapped = PlaceIn(first) is null ? null : Text.Name("isMapped");
        if (mapped is not null)
            Text.Line($"var {mapped} = false;");
        Text.ForEach(candidates, element, "candidate", compilation, candidate =>
        {
            foreach (var queries in Queries(candidate))
                Text.Line($"{count} += {queries.Expression}?.Count ?? 0;");
            if (mapped is not null && candidate.FollowAny(MemberNames.Grounding, compilation)?.FollowAny(MemberNames.GroundingChunks, compilation) is { } chunks)
            {
                Text.ForEach(chunks, chunks.Type.ElementType()!, "chunk", compilation, chunk =>
                    Text.Line($"{mapped} |= {chunk.FollowAny(MemberNames.GroundingPlace, compilation)!.Value.Expression} is not null;"));
            }
        });
        Text.Line(mapped is null ? $"{ReaderEmitter.Response}.ReadGrounding({count});" : $"{ReaderEmitter.Response}.ReadGrounding({count}, {mapped});");
    }

    private IEnumerable<MemberAccess> Queries(MemberAccess candidate)
        => from names in new[] { MemberNames.GroundingQueries, MemberNames.GroundingImageQueries }
           let list = candidate.FollowAny(MemberNames.Grounding, compilation)?.FollowAny(names, compilation)
           where list is { } found && found.Type.FindReadable("Count", compilation) is not null
           select list.Value;

    private MemberAccess? PlaceIn(MemberAccess candidate)
        => candidate.FollowAny(MemberNames.Grounding, compilation)?.FollowAny(MemberNames.GroundingChunks, compilation)?.Type.ElementType() is { } chunk
            ? new MemberAccess("chunk", chunk, mayBeNull: true).FollowAny(MemberNames.GroundingPlace, compilation)
            : null;

    /// <summary>The number of billed items in a list, as an expression.</summary>
    private string CountOf(MemberAccess items, BilledItem billed, INamedTypeSymbol type)
    {
        const string List = ReaderEmitter.CompilerServices + "BilledItems.";
        var name = ReaderSignature.Display(type);
        if (billed.Session is { } session && type.FindReadable(session, compilation) is not null)
            return $"{List}CountSessions({items.Expression}, static item => {SessionOf(billed, name, session, items.Type.ElementType()!)})";

        var told = billed.Unless is { } member ? (type.FindReadable(member, compilation) as IPropertySymbol)?.Type : null;
        var unless = billed.UnlessIs.Select(compilation.FindNameable).OfType<INamedTypeSymbol>()
            .Where(other => other.IsNamedFromGlobal(compilation) && told is not null && compilation.CanBe(told, other)).ToList();
        var pattern = unless.Count > 0 ? $" {{ {billed.Unless}: not ({string.Join(" or ", unless.Select(ReaderSignature.Display))}) }}" : "";
        return $"{List}Count({items.Expression}, static item => item is {name}{pattern})";
    }

    /// <summary>The session of an item, as an expression: of a type with a session, or of an item without a type in the SDK.</summary>
    private string SessionOf(BilledItem billed, string type, string session, ITypeSymbol element)
        => billed.Unknown is var (kind, path) && UsageReading.PatchOf(element) is not null && element.FindReadable("Kind", compilation) is not null
            ? $"item switch {{ {type} call => call.{session}, {{ }} other when other.Kind.ToString() == {CSharp.Literal(kind)} && other.Patch.TryGetValue({CSharp.Literal(path)}u8, out string? id) => id, _ => null }}"
            : $"(item as {type})?.{session}";
}
