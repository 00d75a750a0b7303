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

    /// <summary>Reads JSON members for which OpenAI's SDK has no property: newer ones, and those of providers that extend its protocol.</summary>
    private void ReadNewer(MemberAccess usage)
    {
        if (UsageReading.Arguments(usage, compilation)[0] != UsageReading.OpenAIAccounting)
            return;

        foreach (var details in UsageReading.Newer(usage, compilation))
            Text.WhereNotNull(details, "details", known => ReadPatch(known, "ReadInputDetails"));
        ReadPatch(usage, "ReadUsage");
    }

    /// <summary>Calls the run time's reader of the JSON that an object keeps for members without a property.</summary>
    /// <param name="access">The object.</param>
    /// <param name="method">The reader.</param>
    /// <param name="arguments">Arguments between the response and the JSON.</param>
    /// <returns>Whether the object keeps it.</returns>
    private bool ReadPatch(MemberAccess access, string method, string arguments = "")
    {
        if (UsageReading.PatchOf(access.Type) is not { ReturnsByRef: true } patch)
            return false;

        Text.Line($"{ReaderEmitter.CompilerServices}OpenAIPatch.{method}({ReaderEmitter.Response}, {arguments}ref {access.Expression}.Patch, {LookupOf(patch.Type)});");
        return true;
    }

    /// <summary>The method that looks up values: the run time does not reference the type.</summary>
    private string LookupOf(ITypeSymbol patch)
    {
        const string Method = "TryGetJson";
        const string Path = "global::System.ReadOnlySpan<byte> path, out global::System.ReadOnlyMemory<byte> json";
        return helpers.Of(Method, patch, () => ReaderSignature.Create(ReaderKind.Function, patch, $"return patch.{Method}(path, out json);\n") with
        {
            TypeName = "ref " + ReaderSignature.Display(patch),
            MethodName = Method,
            Parameter = "patch, " + Path,
            Returns = "bool",
        }) is not null
            ? ReaderEmitter.Shared + Method
            : $"static (ref {ReaderSignature.Display(patch)} patch, {Path}) => patch.{Method}(path, out json)";
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
            if (IsListOfObjects(list, element) && Helper("ReadToolOfResponse", MemberAccess.Variable("tool", element), "tool", (writer, value) => writer.ReadTool(value, billed)) is { } reader)
                Text.Line($"{ReaderEmitter.Response}.ReadEach({list.Expression}, {ReaderEmitter.Shared}{reader.MethodName});");
            else
                Text.ForEach(list, element, "item", compilation, item => Text.WhereNotNull(item, "tool", tool => ReadTool(tool, billed)));
        }

        if (billed.Usage is { } path && UsageReading.PatchOf(access.Type) is not null)
        {
            var used = Text.Name("toolUsage");
            Text.Block(
                $"if ({access.Expression}.Patch.TryGetJson({CSharp.Literal(path)}u8, out var {used}))",
                () => Text.Line($"{ReaderEmitter.CompilerServices}{billed.UsageReader}({ReaderEmitter.Response}, {used});"));
        }
    }

    /// <summary>Reads a tool.</summary>
    private void ReadTool(MemberAccess tool, BilledTools billed)
    {
        var kind = $"{tool.Expression}.Kind.ToString()";
        var model = billed.Model is var (type, member) && compilation.FindNameable(type) is { } asking && asking.IsNamedFromGlobal(compilation) && asking.FindReadable(member, compilation) is not null
            ? $"({tool.Expression} as {ReaderSignature.Display(asking)})?.{member}"
            : null;
        if (!ReadPatch(tool, "ReadTool", $"{kind}, {model ?? "null"}, "))
            Text.Line($"{ReaderEmitter.Response}.ReadTool({kind}{(model is null ? "" : $", model: {model}")});");
    }

    /// <summary>Counts the billed items of a list.</summary>
    private void CountItems(MemberAccess items, ITypeSymbol element, ResponseShape shape)
        => Text.Block(
            $"{ReaderEmitter.CompilerServices}BilledItems.Read({ReaderEmitter.Response}, {items.Expression}, static item => item switch",
            () =>
            {
                var billed = Billed(shape, element).ToList();
                foreach (var (item, type) in billed)
                    Text.Line($"{PatternOf(item, type)} => {UnitOf(item, item.Session is { } session ? $"call.{session}" : null)},");
                if (UsageReading.PatchOf(element) is not null && element.FindReadable("Kind", compilation) is not null)
                {
                    foreach (var (kind, path, item) in billed.Where(static row => row.Item.Unknown is not null).Select(static row => (row.Item.Unknown!.Value.Kind, row.Item.Unknown.Value.Session, row.Item)))
                        Text.Line($"{{ }} other when other.Kind.ToString() == {CSharp.Literal(kind)} && other.Patch.TryGetValue({CSharp.Literal(path)}u8, out string? id) => {UnitOf(item, "id")},");
                }

                Text.Line("_ => default");
            },
            end: ");");

    private static string UnitOf(BilledItem item, string? session) => $"{ReaderEmitter.CompilerServices}BilledItem.{item.Unit}{(session is null ? "" : $"({session})")}";

    /// <summary>The billed items that the list can contain.</summary>
    private IEnumerable<(BilledItem Item, INamedTypeSymbol Type)> Billed(ResponseShape shape, ITypeSymbol element)
        => from item in shape.Items
           let type = compilation.FindNameable(item.Type)
           where type is not null && type.IsNamedFromGlobal(compilation) && compilation.CanBe(element, type)
               && (item.Session is null || type.FindReadable(item.Session, compilation) is not null)
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

    /// <summary>The items of a type that are billed, as a pattern.</summary>
    private string PatternOf(BilledItem billed, INamedTypeSymbol type)
    {
        var name = ReaderSignature.Display(type);
        if (billed.Session is not null)
            return $"{name} call";

        var told = billed.Unless is { } member ? (type.FindReadable(member, compilation) as IPropertySymbol)?.Type : null;
        var unless = billed.UnlessIs.Select(compilation.FindNameable).OfType<INamedTypeSymbol>()
            .Where(other => other.IsNamedFromGlobal(compilation) && told is not null && compilation.CanBe(told, other)).ToList();
        return unless.Count > 0 ? $"{name} {{ {billed.Unless}: not ({string.Join(" or ", unless.Select(ReaderSignature.Display))}) }}" : name;
    }
}
