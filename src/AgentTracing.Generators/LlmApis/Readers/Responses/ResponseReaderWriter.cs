using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Writes the statements of one response reader. Usage comes first, because a later getter may throw, and the run time catches the
/// exception.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="helpers">Readers that it may call.</param>
/// <param name="readsSums">Whether the usage is a sum of calls.</param>
/// <param name="parameter">Name of the input parameter.</param>
internal sealed partial class ResponseReaderWriter(Compilation compilation, ReaderHelpers helpers, bool readsSums, string parameter = ReaderEmitter.Result)
{
    private const string ReadUsageMethod = ReaderEmitter.Response + ".ReadUsage";

    /// <summary>Name of the readers of usage.</summary>
    private const string Count = "CountTokens";

    private int _depth;

    /// <summary>The statements.</summary>
    public ReaderText Text { get; } = new(ReaderEmitter.Response, parameter);

    /// <summary>Whether the statements read usage.</summary>
    public bool ReadsUsage { get; private set; }

    /// <summary>Whether the statements read the model's output.</summary>
    public bool ReadsContent { get; private set; }

    /// <summary>Whether the statements read usage that is a sum of calls.</summary>
    public bool ReadsSums { get; private set; }

    /// <summary>The statements as the reader of a type; null when there are none.</summary>
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

    /// <summary>Reads an object and its nested objects.</summary>
    /// <param name="access">The object; not null.</param>
    /// <param name="isDerived">Whether the object was read as its base type already.</param>
    /// <param name="finishReason">Paths of the finish reason, if the containing object determines them; else null.</param>
    /// <param name="isPart">Whether the containing object has the model's output.</param>
    public void Read(MemberAccess access, bool isDerived = false, MemberPath[]? finishReason = null, bool isPart = false)
        => Descend(() => ReadObject(access, isDerived, finishReason, isPart));

    /// <summary>Nested objects have other types, unless a project redeclares the SDK's types, so the walk is bounded.</summary>
    private void Descend(Action read)
    {
        if (_depth >= WalkBounds.Depth)
            return;

        _depth++;
        read();
        _depth--;
    }

    private void ReadObject(MemberAccess access, bool isDerived, MemberPath[]? finishReason, bool isPart)
    {
        var shape = ResponseReaders.ShapeOf(access.Type);
        finishReason ??= shape?.FinishReason;
        ReadMarkedCost(access);
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
        else
        {
            ReadTier(access);
        }

        ReadFinishReason(access, finishReason);
        if (isPart)
            return;

        ReadsContent |= ContentReaders.ReadAnswer(Text, helpers, access, compilation);
        ReadPrompt(access, shape);
    }

    /// <summary>Reads a nested object, with the reader of its type if there is one.</summary>
    public void ReadInside(MemberAccess access, MemberPath[]? finishReason = null, bool isPart = false)
    {
        if (IsUsageAlone(access) && Call(Count, access, "usage", static (writer, value) => writer.CountTokens(value)))
            return;

        if (finishReason is not null || Helper("", access, ReaderEmitter.Result, static (writer, value) => writer.Read(value)) is not { } reader)
        {
            Read(access, isDerived: false, finishReason, isPart);
            return;
        }

        if (isPart && reader.ReadsContent)
        {
            Text.Line($"{ReaderEmitter.Response}.ReadPart({access.Expression}, {ReaderEmitter.Shared}{reader.MethodName});");
            return;
        }

        ReadsContent |= reader.ReadsContent;
        WriteCall(reader, access);
    }

    /// <summary>Whether an object contains only figures.</summary>
    private bool IsUsageAlone(MemberAccess access)
        => UsageReading.IsUsageDetails(access.Type)
            || (!UsageReading.IsTokenUsage(access.Type)
                && UsageReading.Find(access, compilation) is { } usage && usage.Expression == access.Expression
                && ResponseReaders.ShapeOf(access.Type) is null && !ContentReaders.TellsAnswer(access.Type)
                && FollowString(access, MemberNames.ResponseId) is null && FollowString(access, MemberNames.ResponseModel) is null
                && FinishReasonOf(access) is null);

    /// <summary>Writes the call of another reader; false when its statements must be inline.</summary>
    private bool Call(string method, MemberAccess value, string valueName, Action<ResponseReaderWriter, MemberAccess> write)
    {
        if (Helper(method, value, valueName, write) is not { } helper)
            return false;

        ReadsContent |= helper.ReadsContent;
        WriteCall(helper, value);
        return true;
    }

    private void WriteCall(ReaderModel reader, MemberAccess value) => Text.Line($"{ReaderEmitter.Shared}{reader.MethodName}({ReaderEmitter.Response}, {value.Expression});");

    /// <summary>Another reader to call; null when its statements must be inline.</summary>
    /// <param name="method">Name of the reader; empty for the default name.</param>
    /// <param name="value">Its argument.</param>
    /// <param name="valueName">Name of its parameter.</param>
    /// <param name="write">Writes it.</param>
    private ReaderModel? Helper(string method, MemberAccess value, string valueName, Action<ResponseReaderWriter, MemberAccess> write)
    {
        var helper = helpers.Of(method + (readsSums ? "+" : ""), value.Type, () =>
        {
            var writer = new ResponseReaderWriter(compilation, helpers, readsSums, valueName);
            write(writer, MemberAccess.Variable(valueName, value.Type));
            return writer.Reader(value.Type) is not { } reader ? null
                : method.Length == 0 ? reader
                : reader with { MethodName = method };
        });
        if (helper is null)
            return null;

        ReadsUsage |= helper.ReadsUsage;
        ReadsSums |= helper.ReadsSums;
        return helper;
    }

    private static string NameOf(MemberAccess access)
    {
        var name = access.Expression.Substring(access.Expression.LastIndexOfAny(['.', '?']) + 1);
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private static string NameOf(INamedTypeSymbol type) => char.ToLowerInvariant(type.Name[0]) + type.Name.Substring(1);

    private static bool IsTokenUsageSource(ITypeSymbol type)
        => type.WithBaseTypes().Any(t => IsSourceItself(t) || t.AllInterfaces.Any(IsSourceItself));

    private static bool IsSourceItself(ITypeSymbol type) => type.HasMetadataName("AgentTracing.ITokenUsageSource");

    // The content of a wrapper: by the table, or the Value of a generic type without its own usage.
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

    private bool ReadWire(MemberAccess access, ResponseShape? shape, string? method)
    {
        if (method is null || shape!.WireMember is not { } path || access.Follow(path, compilation) is not { } json)
            return false;

        Text.Line($"{ReaderEmitter.CompilerServices}{method}({ReaderEmitter.Response}, {json.Expression});");
        ReadsUsage = true;
        return true;
    }

    /// <summary>The HTTP response behind a result of System.ClientModel, for a value without the usage.</summary>
    private void ReadBody(MemberAccess result, ResponseShape? shape)
    {
        if (shape?.Body is not { } method || !result.Type.WithBaseTypes().Any(static type => type.HasMetadataName("System.ClientModel.ClientResult")))
            return;

        Text.Line($"{ReaderEmitter.CompilerServices}{method}({ReaderEmitter.Response}, {result.Expression}.GetRawResponse().Content.ToMemory());");
        ReadsUsage = true;
    }

    private void ReadId(MemberAccess access, ResponseShape? shape)
    {
        var id = shape?.Id is { } path ? access.Follow(path, compilation) : FollowString(access, MemberNames.ResponseId);
        Assign("Id", id?.AsString(compilation));
    }

    private void ReadIdentity(MemberAccess access, ResponseShape? shape)
    {
        Assign("Model", FollowString(access, MemberNames.ResponseModel)?.AsString(compilation));
        ReadTier(access);

        if (shape?.Raw is { } path && (!shape.IsAggregate || readsSums) && RawOf(access, path, shape) is { } raw)
            ReadRaw(access, raw, shape);

        if (shape is { ModelOnFirstElement: true } && access.Type.ElementType() is { } element)
        {
            var first = new MemberAccess($"{access.Expression}[0]", element, mayBeNull: true);
            Text.Block($"if ({access.Expression}.Count > 0)", () => Assign("Model", FollowString(first, MemberNames.ResponseModel)?.AsString(compilation)));
        }
    }

    private void ReadPrompt(MemberAccess access, ResponseShape? shape)
    {
        if (shape?.Prompt is not { } path || access.Follow(path, compilation) is not { } prompt)
            return;

        Text.Line($"{ReaderEmitter.Response}.Content?.AddPrompt({prompt.Expression});");
        ReadsContent = true;
    }

    private void ReadFinishReason(MemberAccess access, MemberPath[]? paths)
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

    private MemberAccess? FollowString(MemberAccess access, string[] names)
        => access.FollowAny(names, compilation, member => member.AsString(compilation) is not null);

    /// <summary>Reads tier and speed of the response. In a stream, only one kind of element has them.</summary>
    private void ReadTier(MemberAccess access)
    {
        Assign("ServiceTier", ServiceTierOf(access));
        Assign("Speed", access.FollowAny(MemberNames.Performance, compilation)?.FollowAny(MemberNames.Latency, compilation)?.AsName(compilation));
    }

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
