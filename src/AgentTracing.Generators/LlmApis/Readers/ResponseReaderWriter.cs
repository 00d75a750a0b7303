using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Writes the statements of one response reader. Usage comes first: a later getter may throw, which the run time swallows.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="helpers">Readers that it may call.</param>
/// <param name="readsSums">Whether usage is read that is a sum over calls.</param>
/// <param name="parameter">Name of the parameter that is read.</param>
internal sealed class ResponseReaderWriter(Compilation compilation, ReaderHelpers helpers, bool readsSums, string parameter = ReaderEmitter.Result)
{
    private const string CompilerServices = "global::AgentTracing.CompilerServices.";
    private const string ReadUsageMethod = ReaderEmitter.Response + ".ReadUsage";

    /// <summary>Name of the readers of usage.</summary>
    private const string Count = "CountTokens";

    /// <summary>Suffix of the reader of an object, where what holds the object says what the model answered.</summary>
    private const string WithoutContent = "WithoutContent";
    private int _depth;

    /// <summary>The statements.</summary>
    public ReaderText Text { get; } = new(ReaderEmitter.Response, parameter);

    /// <summary>Whether the statements read usage.</summary>
    public bool ReadsUsage { get; private set; }

    /// <summary>Whether the statements read what the model answered.</summary>
    public bool ReadsContent { get; private set; }

    /// <summary>Whether the statements read usage that is a sum over calls.</summary>
    public bool ReadsSums { get; private set; }

    /// <summary>The statements as the reader of a type; null where there are none.</summary>
    public ReaderModel? Reader(ITypeSymbol type)
    {
        if (Text.IsEmpty)
            return null;

        var reader = ReaderSignature.Create(ReaderKind.Response, type, Text.ToString());
        return reader with
        {
            MethodName = ReadsSums ? reader.MethodName + "Sums" : reader.MethodName,
            Parameter = parameter,
            ReadsUsage = ReadsUsage,
            ReadsContent = ReadsContent,
            ReadsSums = ReadsSums,
        };
    }

    /// <summary>Reads an object and what is inside it.</summary>
    /// <param name="access">The object; not null.</param>
    /// <param name="isDerived">Whether the object was read as its base type already.</param>
    /// <param name="finishReason">Where the reason to end is, where something outside of the object says so.</param>
    /// <param name="isPart">Whether what holds the object says what the model answered.</param>
    public void Read(MemberAccess access, bool isDerived = false, string[]? finishReason = null, bool isPart = false)
    {
        // What is inside a result is of another type, unless types of a project's own have the SDK's names.
        if (_depth >= WalkBounds.Depth)
            return;

        _depth++;
        ReadObject(access, isDerived, finishReason, isPart);
        _depth--;
    }

    private void ReadObject(MemberAccess access, bool isDerived, string[]? finishReason, bool isPart)
    {
        var shape = ResponseReaders.ShapeOf(access.Type);
        finishReason ??= shape?.FinishReason;
        if (Inside(access, shape) is { } inside)
        {
            Text.WhereNotNull(inside, NameOf(inside), root => ReadInside(root, finishReason, isPart));
            ReadBody(access, ResponseReaders.ShapeOf(inside.Type));
            return;
        }

        if (ReadWire(access, shape, shape?.Wire))
        {
            if (!isPart)
                ReadsContent |= ContentReaders.ReadAnswer(Text, helpers, access, compilation);
            return;
        }

        if (IsTokenUsageSource(access.Type))
        {
            Text.Line($"{ReaderEmitter.Response}.Read({access.Expression});");
            ReadsUsage = true;
            return;
        }

        var isSum = shape is { IsAggregate: true };
        ReadsSums |= isSum && readsSums;
        if (shape is { IsOneOfSeveral: true })
            ReadId(access, shape);
        if (!isSum || readsSums)
            ReadUsage(access);
        ReadItems(access, shape);
        ReadGrounding(access);
        if (!isDerived)
        {
            if (shape is not { IsOneOfSeveral: true })
                ReadId(access, shape);
            ReadIdentity(access, shape);
            var tellsAnswer = isPart || ContentReaders.TellsAnswer(access.Type);
            foreach (var part in isSum && !readsSums ? [] : shape?.Parts ?? [])
                ReadPart(access, part, ReadOf(part, isPart: tellsAnswer || !part.IsAnswer));
        }

        ReadFinishReason(access, finishReason);
        if (isPart)
            return;

        ReadsContent |= ContentReaders.ReadAnswer(Text, helpers, access, compilation);
        ReadPrompt(access, shape);
    }

    /// <summary>Reads an object as what it turns out to be.</summary>
    public void ReadAny(MemberAccess access, IReadOnlyList<string> types)
    {
        foreach (var type in types)
            ReadPart(access, new ResponsePart("", type), inner => ReadInside(inner, finishReason: null, isPart: false));
    }

    /// <summary>Reads an object inside the one that the reader is for: by the reader of its own type.</summary>
    public void ReadInside(MemberAccess access, string[]? finishReason = null, bool isPart = false)
    {
        if (UsageReading.IsUsageDetails(access.Type) && Call(Count, access, "usage", static (writer, value) => writer.CountTokens(value)))
            return;

        if (finishReason is not null || !Call(isPart ? WithoutContent : "", access, ReaderEmitter.Result, (writer, value) => writer.Read(value, isPart: isPart)))
            Read(access, isDerived: false, finishReason, isPart);
    }

    /// <summary>Writes the call of another reader; false where what it does has to be written here.</summary>
    /// <param name="method">Name of the reader; a suffix of the usual name, where it begins with an underscore or is empty.</param>
    /// <param name="value">What it reads.</param>
    /// <param name="valueName">Name of its parameter.</param>
    /// <param name="write">Writes it.</param>
    private bool Call(string method, MemberAccess value, string valueName, Action<ResponseReaderWriter, MemberAccess> write)
    {
        var helper = helpers.Of(method + (readsSums ? "+" : ""), value.Type, () =>
        {
            var writer = new ResponseReaderWriter(compilation, helpers, readsSums, valueName);
            write(writer, MemberAccess.Variable(valueName, value.Type));
            return writer.Reader(value.Type) is not { } reader ? null
                : method.Length == 0 ? reader
                : reader with { MethodName = method == WithoutContent ? reader.MethodName + method : method };
        });
        if (helper is null)
            return false;

        ReadsUsage |= helper.ReadsUsage;
        ReadsContent |= helper.ReadsContent;
        ReadsSums |= helper.ReadsSums;
        Text.Line($"{ReaderEmitter.Shared}{helper.MethodName}({ReaderEmitter.Response}, {value.Expression});");
        return true;
    }

    private Action<MemberAccess> ReadOf(ResponsePart part, bool isPart) => part.Reads switch
    {
        ResponsePartReads.Model => inner => Assign("Model", FollowString(inner, MemberNames.ResponseModel)?.AsString(compilation)),
        _ when part.Path.Length == 0 => inner => Read(inner, isDerived: true, isPart: isPart),
        _ => inner => ReadInside(inner, finishReason: null, isPart),
    };

    private static string NameOf(MemberAccess access)
    {
        var name = access.Expression.Substring(access.Expression.LastIndexOfAny(['.', '?']) + 1);
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static string NameOf(INamedTypeSymbol type) => char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1);

    private static bool IsTokenUsageSource(ITypeSymbol type)
        => type.WithBaseTypes().Any(t => IsSourceItself(t) || t.AllInterfaces.Any(IsSourceItself));

    private static bool IsSourceItself(ITypeSymbol type) => type.HasMetadataName("AgentTracing.ITokenUsageSource");

    // What a wrapper holds: where the table says, or the Value of a type that is generic in it and says nothing about usage itself.
    private MemberAccess? Inside(MemberAccess access, ResponseShape? shape)
    {
        if (shape is not null)
            return shape.Root is { } root ? access.Follow(root, compilation) : null;

        return access.Type is INamedTypeSymbol { TypeArguments: [{ } argument] }
            && access.Follow("Value", compilation) is { } value
            && SymbolEqualityComparer.Default.Equals(value.Type, argument.WithoutNullable())
            && UsageReading.Find(access, compilation) is null
                ? value
                : null;
    }

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
            if (found.Expression == access.Expression || !Call(Count, usage, "usage", static (writer, value) => writer.CountTokens(value)))
                CountTokens(usage);
        });
    }

    private void CountTokens(MemberAccess usage)
    {
        ReadsUsage = true;
        Text.Call(ReadUsageMethod, UsageReading.Arguments(usage, compilation));
        if (UsageReading.AdditionalCounts(usage, compilation) is { } counts)
            Text.Line($"{ReaderEmitter.Response}.ReadAdditionalCounts({counts.Expression});");
        ReadNewer(usage);
        Assign("Geography", usage.FollowAny(MemberNames.Geography, compilation)?.AsString(compilation));
        Assign("ServiceTier", ServiceTierOf(usage));
    }

    /// <summary>What the SDK keeps the JSON of, and has no property for yet.</summary>
    private void ReadNewer(MemberAccess usage)
    {
        foreach (var (details, figure) in UsageReading.Newer(usage, compilation))
        {
            Text.WhereNotNull(details, "details", known =>
            {
                var count = Text.Name(figure.Argument);
                Text.Line($"if ({known.Expression}.Patch.TryGetValue({CSharp.Literal("$." + figure.Wire)}u8, out long {count}))");
                Text.Line($"    {ReadUsageMethod}({UsageReading.Arguments(usage, compilation)[0]}, {figure.Argument}: {count});");
            });
        }

        if (!UsageReading.HasPatch(usage.Type))
            return;

        foreach (var figure in UsageFigure.All)
        {
            foreach (var wire in figure.WiresOfUsage)
            {
                var count = Text.Name(figure.Argument);
                Text.Line($"if ({usage.Expression}.Patch.TryGetValue({CSharp.Literal("$." + wire)}u8, out long {count}))");
                Text.Line($"    {ReadUsageMethod}({UsageReading.Arguments(usage, compilation)[0]}, {figure.Argument}: {count});");
            }
        }

        ReadCosts(usage);
    }

    /// <summary>
    /// OpenRouter and LiteLLM say what a request cost, Perplexity the parts of it. With a key of one's own, OpenRouter's cost is its own fee, and what the provider charges
    /// stands beside it.
    /// </summary>
    private void ReadCosts(MemberAccess usage)
    {
        var (cost, total, isOwnKey, provider) = (Text.Name("cost"), Text.Name("totalCost"), Text.Name("isOwnKey"), Text.Name("providerCost"));
        var patch = usage.Expression + ".Patch";
        Text.Line($"if ({patch}.TryGetValue(\"$.cost\"u8, out double {cost}))");
        Text.Line("{");
        Text.Line($"    if ({patch}.TryGetValue(\"$.is_byok\"u8, out bool {isOwnKey}) && {isOwnKey} && {patch}.TryGetValue(\"$.cost_details.upstream_inference_cost\"u8, out double {provider}))");
        Text.Line($"        {cost} += {provider};");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({cost});");
        Text.Line("}");
        Text.Line($"else if ({patch}.TryGetValue(\"$.cost.total_cost\"u8, out double {total}))");
        Text.Line("{");
        Text.Line($"    {ReaderEmitter.Response}.ReportCost({total});");
        Text.Line("}");
    }

    private bool ReadWire(MemberAccess access, ResponseShape? shape, string? method)
    {
        if (method is null || shape!.WireMember is not { } path || access.Follow(path, compilation) is not { } json)
            return false;

        Text.Line($"{CompilerServices}{method}({ReaderEmitter.Response}, {json.Expression});");
        ReadsUsage = true;
        return true;
    }

    /// <summary>The HTTP response behind a result of System.ClientModel, for a value that leaves the usage out.</summary>
    private void ReadBody(MemberAccess result, ResponseShape? shape)
    {
        if (shape?.Body is not { } method || !result.Type.WithBaseTypes().Any(static type => type.HasMetadataName("System.ClientModel.ClientResult")))
            return;

        Text.Line($"{CompilerServices}{method}({ReaderEmitter.Response}, {result.Expression}.GetRawResponse().Content.ToMemory());");
        ReadsUsage = true;
    }

    /// <summary>Counts what the provider bills by the piece.</summary>
    private void ReadItems(MemberAccess access, ResponseShape? shape)
    {
        if (shape?.ItemList is not { } path || access.Follow(path, compilation) is not { } list || list.Type.ElementType() is not { } element)
            return;

        if (!Billed(shape).Any())
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
        var known = Billed(shape).Select(row => (row.Item, row.Type, Count: Text.Name(row.Item.Unit))).ToList();
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

    private IEnumerable<(BilledItem Item, INamedTypeSymbol Type)> Billed(ResponseShape shape)
        => from item in shape.Items
           let type = compilation.FindNameable(item.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
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
            var unless = billed.UnlessIs.Select(compilation.FindNameable).OfType<INamedTypeSymbol>().Where(other => other.IsNamedFromGlobal(compilation)).ToList();
            var pattern = billed.Unless is { } member && unless.Count > 0 && type.FindReadable(member, compilation) is not null
                ? $" {{ {member}: not ({string.Join(" or ", unless.Select(static other => other.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}) }}"
                : "";
            Text.Line($"case {name}{pattern}:");
        }

        Text.Line($"    {count}++;");
        Text.Line("    break;");
    }

    private void ReadId(MemberAccess access, ResponseShape? shape)
    {
        var id = shape?.Id is { } path ? access.Follow(path, compilation) : FollowString(access, MemberNames.ResponseId);
        Assign("Id", id?.AsString(compilation));
    }

    private void ReadIdentity(MemberAccess access, ResponseShape? shape)
    {
        Assign("Model", FollowString(access, MemberNames.ResponseModel)?.AsString(compilation));
        Assign("ServiceTier", ServiceTierOf(access));

        if (shape?.Raw is { } path && (!shape.IsAggregate || readsSums) && RawOf(access, path, shape) is { } raw)
            ReadRaw(access, raw, shape);

        if (shape is { ModelOnFirstElement: true } && access.Type.ElementType() is { } element)
        {
            var first = new MemberAccess($"{access.Expression}[0]", element, mayBeNull: true);
            Text.Block($"if ({access.Expression}.Count > 0)", () => Assign("Model", FollowString(first, MemberNames.ResponseModel)?.AsString(compilation)));
        }
    }

    private MemberAccess? RawOf(MemberAccess access, string path, ResponseShape shape)
    {
        if (access.Follow(path, compilation) is not { } raw || shape.RawInside is not { } adapter)
            return access.Follow(path, compilation);

        return compilation.FindNameable(adapter) is { } type && type.IsNamedFromGlobal(compilation)
            ? MemberAccess.Variable($"({raw.Expression} as {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})?.{path}", compilation.ObjectType)
            : null;
    }

    private void ReadPrompt(MemberAccess access, ResponseShape? shape)
    {
        if (shape?.Prompt is not { } path || access.Follow(path, compilation) is not { } prompt)
            return;

        var content = Text.Name(ReaderEmitter.Content);
        var text = Text.Name(NameOf(prompt));
        ReadsContent |= Text.Block($"if ({ReaderEmitter.Response}.Content is {{ }} {content} && {prompt.Expression} is {{ }} {text})", () =>
        {
            Text.Line($"{content}.Input.Begin(null);");
            Text.Line($"{content}.Input.AddText({text});");
        });
    }

    private void ReadFinishReason(MemberAccess access, string[]? paths)
    {
        if (paths is not null)
        {
            var reasons = paths.Select(path => access.Follow(path, compilation)?.AsName(compilation)).OfType<string>().ToList();
            if (reasons.Count > 0)
                SetFinishReason(string.Join(" ?? ", reasons));
            return;
        }

        if (FinishReasonOf(access) is { } reason)
            SetFinishReason(reason);
        else if (access.FollowAny(MemberNames.FinishReason, compilation) is { } all && all.Type.ElementType() is { SpecialType: SpecialType.System_String } text)
            Text.ForEach(all, text, "reason", compilation, item => AddFinishReason(item.Expression));
        else if (access.FollowAny(MemberNames.Choices, compilation) is { } choices && choices.Type.ElementType() is { } element)
            Text.ForEach(choices, element, "choice", compilation, choice => AddFinishReason(FinishReasonOf(choice)));
    }

    private void ReadPart(MemberAccess access, ResponsePart part, Action<MemberAccess> read)
    {
        if (part.Is is null)
        {
            if (access.Follow(part.Path, compilation) is { } member)
                Text.WhereNotNull(member, NameOf(member), read);
            return;
        }

        if (compilation.FindNameable(part.Is) is not { } type || !type.IsNamedFromGlobal(compilation))
            return;

        var name = NameOf(type);
        if (part.Path.EndsWith("[]", StringComparison.Ordinal))
        {
            if (access.Follow(part.Path.Substring(0, part.Path.Length - 2), compilation) is { } items && items.Type.ElementType() is { } element)
                Text.ForEach(items, element, "item", compilation, item => Text.WhereIs(item, type, name, compilation, read));
        }
        else if (ValueOf(access, part.Path) is { } value)
        {
            Text.WhereIs(value, type, name, compilation, read);
        }
    }

    /// <summary>The provider's own object, behind one of an adapter.</summary>
    private void ReadRaw(MemberAccess access, MemberAccess raw, ResponseShape shape)
    {
        var types = SdkProviders.OfRawTypes(compilation, areUpdates: shape.IsUpdate).ToList();
        if (!shape.IsAdapted)
        {
            ReadProvider(raw);
        }
        else if (shape.Rounds is { } path && access.Follow(path, compilation) is { } messages && types.Count > 0)
        {
            var message = ReaderSignature.Display(messages.Type.ElementType()!);
            Text.Line($"{CompilerServices}AdaptedAnswer.Read<{message}>(");
            Text.Line($"    {ReaderEmitter.Response}, {raw.Expression}, {messages.Expression},");
            Text.Line("    static message => message.Role.Value == \"tool\", static message => message.RawRepresentation,");
            if (RawReader(types, isUpdate: false) is { } reader)
                Text.Line($"    {ReaderEmitter.Shared}{reader.MethodName});");
            else
                Text.Block($"    static ({ReaderEmitter.Response}, raw) =>", () => ReadRaw(MemberAccess.Variable("raw", compilation.ObjectType), types, isUpdate: false), end: ");");
        }
        else if (raw.Type.SpecialType == SpecialType.System_Object && RawReader(types, shape.IsUpdate) is { } reader)
        {
            Text.Line($"{ReaderEmitter.Shared}{reader.MethodName}({ReaderEmitter.Response}, {raw.Expression});");
        }
        else
        {
            ReadRaw(raw, types, shape.IsUpdate);
        }
    }

    /// <summary>Who serves it, told by the type of the provider's own object: one contract stands for whole answers and for elements of streams.</summary>
    private void ReadProvider(MemberAccess raw)
    {
        var types = SdkProviders.OfRawTypes(compilation, areUpdates: false).Concat(SdkProviders.OfRawTypes(compilation, areUpdates: true)).Distinct().ToList();
        var helper = raw.Type.SpecialType != SpecialType.System_Object ? null : helpers.Of("ProviderOf", compilation.ObjectType, () =>
        {
            var text = new ReaderText("raw");
            text.Switch("return", MemberAccess.Variable("raw", compilation.ObjectType), types, compilation);
            return text.IsEmpty
                ? null
                : ReaderSignature.Create(ReaderKind.Provider, compilation.ObjectType, text.ToString()) with { TypeName = "object?", MethodName = "ProviderOf", Parameter = "raw" };
        });
        if (helper is null)
            Text.Switch($"{ReaderEmitter.Response}.Provider =", raw, types, compilation);
        else
            Text.Line($"{ReaderEmitter.Response}.Provider = {ReaderEmitter.Shared}ProviderOf({raw.Expression});");
    }

    /// <summary>The reader of an object of which only run time tells the type; null where there is none.</summary>
    private ReaderModel? RawReader(IReadOnlyList<(INamedTypeSymbol Type, string Provider)> types, bool isUpdate)
    {
        var method = isUpdate ? "ReadRawUpdate" : "ReadRaw";
        var helper = helpers.Of(method, compilation.ObjectType, () =>
        {
            var writer = new ResponseReaderWriter(compilation, helpers, readsSums, "raw");
            writer.ReadRaw(MemberAccess.Variable("raw", compilation.ObjectType), types, isUpdate);
            return writer.Reader(compilation.ObjectType) is { } reader ? reader with { TypeName = "object?", MethodName = method } : null;
        });
        ReadsUsage |= helper is { ReadsUsage: true };
        return helper;
    }

    private void ReadRaw(MemberAccess raw, IEnumerable<(INamedTypeSymbol Type, string Provider)> types, bool isUpdate)
    {
        Text.Block($"switch ({raw.Expression})", () =>
        {
            foreach (var (type, provider) in compilation.Arms(raw.Type, types))
            {
                var known = MemberAccess.Variable(Text.Name(NameOf(type)), type);
                Text.Line($"case {ReaderSignature.Display(type)} {known.Expression}:");
                Text.Indent(() =>
                {
                    Text.Line($"{ReaderEmitter.Response}.Provider = {CSharp.Literal(provider)};");
                    ReadInsideAdapter(known, isUpdate);
                    Text.Line("break;");
                });
            }
        });
    }

    /// <summary>An object inside the provider's own.</summary>
    private void ReadInsideAdapter(MemberAccess access, bool isUpdate)
    {
        if (!Call(isUpdate ? "AdaptUpdate" : "Adapt", access, ReaderEmitter.Result, (writer, value) => writer.ReadAdapted(value, isUpdate)))
            ReadAdapted(access, isUpdate);
    }

    /// <summary>Usage, tier, geography and units; of whole answers also id, model and reason to end, where the adapter does not tell them.</summary>
    private void ReadAdapted(MemberAccess access, bool isUpdate, bool isDerived = false)
    {
        if (_depth >= WalkBounds.Depth)
            return;

        _depth++;
        ReadAdaptedInside(access, isUpdate, isDerived);
        _depth--;
    }

    private void ReadAdaptedInside(MemberAccess access, bool isUpdate, bool isDerived)
    {
        var shape = ResponseReaders.ShapeOf(access.Type);
        if (ReadWire(access, shape, shape?.AdaptedWire))
            return;

        if (Inside(access, shape) is { } inside)
        {
            Text.WhereNotNull(inside, NameOf(inside), root => ReadInsideAdapter(root, isUpdate));
            return;
        }

        ReadUsage(access);
        ReadItems(access, shape);
        ReadGrounding(access);
        Assign("ServiceTier", ServiceTierOf(access));
        if (isUpdate)
        {
            foreach (var part in isDerived ? [] : shape?.Parts ?? [])
                ReadPart(access, part, inner => ReadAdapted(inner, isUpdate, isDerived: true));
            return;
        }

        Complete("Id", FollowString(access, MemberNames.ResponseId)?.AsString(compilation));
        Complete("Model", FollowString(access, MemberNames.ResponseModel)?.AsString(compilation));
    }

    private void Complete(string property, string? expression)
    {
        if (expression is not null)
            Text.Line($"{ReaderEmitter.Response}.{property} ??= {expression};");
    }

    // A member, a value of a dictionary, a method without parameters, or the object itself.
    private MemberAccess? ValueOf(MemberAccess access, string path)
    {
        if (path.Length == 0)
            return access;

        if (path.EndsWith("()", StringComparison.Ordinal))
        {
            var method = path.Substring(0, path.IndexOfAny(['<', '(']));
            return access.Type.WithBaseTypes().Any(t => !t.GetMembers(method).IsEmpty) ? MemberAccess.Variable($"{access.Expression}.{path}", compilation.ObjectType) : null;
        }

        if (path.IndexOf('[') is var bracket and > 0)
        {
            if (access.Follow(path.Substring(0, bracket), compilation) is not { Type: INamedTypeSymbol { TypeArguments: [_, var entryType] } } dictionary)
                return null;

            var key = path.Substring(bracket + 1, path.Length - bracket - 2);
            var entry = Text.Name("entry");
            return MemberAccess.Variable($"{dictionary.Expression}?.TryGetValue(\"{key}\", out var {entry}) == true && {entry}", entryType);
        }

        return access.Follow(path, compilation);
    }

    private MemberAccess? FollowString(MemberAccess access, string[] names)
        => access.FollowAny(names, compilation, member => member.AsString(compilation) is not null);

    /// <summary>A name, or an object with one (Bedrock's).</summary>
    private string? ServiceTierOf(MemberAccess access)
        => access.FollowAny(MemberNames.ServiceTier, compilation) is { } tier ? tier.AsName(compilation) ?? tier.FollowAny(["type"], compilation)?.AsName(compilation) : null;

    private string? FinishReasonOf(MemberAccess access)
        => access.FollowAny(MemberNames.FinishReason, compilation, member => member.AsName(compilation) is not null)?.AsName(compilation);

    private void SetFinishReason(string expression) => Text.Line($"{ReaderEmitter.Response}.SetFinishReason({expression});");

    private void AddFinishReason(string? expression)
    {
        if (expression is not null)
            Text.Line($"{ReaderEmitter.Response}.AddFinishReason({expression});");
    }

    private void Assign(string property, string? expression)
    {
        if (expression is not null)
            Text.Line($"{ReaderEmitter.Response}.{property} = {expression};");
    }
}
