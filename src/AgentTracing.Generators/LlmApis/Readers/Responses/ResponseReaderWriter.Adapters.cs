using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <content>Reads the provider's object behind an adapter's.</content>
internal sealed partial class ResponseReaderWriter
{
    private MemberAccess? RawOf(MemberAccess access, MemberPath path, ResponseShape shape)
    {
        if (access.Follow(path, compilation) is not { } raw || shape.RawInside is not { } adapter)
            return access.Follow(path, compilation);

        return compilation.FindNameable(adapter) is { } type && type.IsNamedFromGlobal(compilation)
            ? new MemberAccess($"({raw.Expression} as {ReaderSignature.Display(type)})", type, mayBeNull: true).Follow(path, compilation)
            : null;
    }

    /// <summary>Reads the provider's object behind an adapter's.</summary>
    private void ReadRaw(MemberAccess access, MemberAccess raw, ResponseShape shape)
    {
        // Only conversations have rounds; an adapter's other responses may come from a model of any kind.
        var kinds = shape.IsUpdate ? RawKinds.Updates : shape.Rounds is not null ? RawKinds.Answers : RawKinds.Answers | RawKinds.Media;
        if (!shape.IsAdapted)
        {
            ReadProvider(raw);
        }
        else if (shape.Rounds is { } path && access.Follow(path, compilation) is { } messages && messages.Type.ElementType() is { } element
            && element.IsNamedFromGlobal(compilation) && SdkProviders.OfRawTypes(compilation, kinds).Any())
        {
            var message = ReaderSignature.Display(element);
            var call = $"{ReaderEmitter.CompilerServices}AdaptedAnswer.Read<{message}>({ReaderEmitter.Response}, {raw.Expression}, {messages.Expression}, "
                + "static message => message.Role.Value == \"tool\", static message => message.RawRepresentation, ";
            if (RawReader(kinds) is { } reader)
                Text.Line($"{call}{ReaderEmitter.Shared}{reader.MethodName});");
            else
                Text.Block($"{call}static ({ReaderEmitter.Response}, raw) =>", () => ReadRaw(MemberAccess.Variable("raw", compilation.ObjectType), kinds), end: ");");
        }
        else if (raw.Type.SpecialType == SpecialType.System_Object && RawReader(kinds) is { } reader)
        {
            Text.Line($"{ReaderEmitter.Shared}{reader.MethodName}({ReaderEmitter.Response}, {raw.Expression});");
        }
        else
        {
            ReadRaw(raw, kinds);
        }
    }

    /// <summary>
    /// Reads the provider from the type of the provider's object; one contract covers whole responses and elements of streams.
    /// </summary>
    private void ReadProvider(MemberAccess raw)
    {
        var types = SdkProviders.OfRawTypes(compilation, RawKinds.Answers | RawKinds.Media | RawKinds.Updates).Distinct().ToList();
        var helper = raw.Type.SpecialType != SpecialType.System_Object ? null : helpers.Of("ProviderOf", compilation.ObjectType, () =>
        {
            var text = new ReaderText("raw");
            text.Switch("return", MemberAccess.Variable("raw", compilation.ObjectType), types, compilation);
            return text.IsEmpty
                ? null
                : ReaderSignature.Create(ReaderKind.Function, compilation.ObjectType, text.ToString()) with { TypeName = "object?", MethodName = "ProviderOf", Parameter = "raw", Returns = "string?" };
        });
        if (helper is null)
            Text.Switch($"{ReaderEmitter.Response}.Provider =", raw, types, compilation);
        else
            Text.Line($"{ReaderEmitter.Response}.Provider = {ReaderEmitter.Shared}ProviderOf({raw.Expression});");
    }

    /// <summary>The reader of an object whose type is only known at run time; null when there is none.</summary>
    private ReaderModel? RawReader(RawKinds kinds)
    {
        var method = kinds switch { RawKinds.Updates => "ReadRawUpdate", RawKinds.Answers => "ReadRaw", _ => "ReadRawMedia" };
        var helper = helpers.Of(method, compilation.ObjectType, () =>
        {
            var writer = new ResponseReaderWriter(compilation, helpers, readsSums, "raw");
            writer.ReadRaw(MemberAccess.Variable("raw", compilation.ObjectType), kinds);
            return writer.Reader(compilation.ObjectType) is { } reader ? reader with { TypeName = "object?", MethodName = method } : null;
        });
        ReadsUsage |= helper is { ReadsUsage: true };
        return helper;
    }

    private void ReadRaw(MemberAccess raw, RawKinds kinds)
    {
        var isUpdate = kinds == RawKinds.Updates;
        Text.Block($"switch ({raw.Expression})", () =>
        {
            var answer = Text.Name("answer");
            foreach (var (type, provider) in compilation.Arms(raw.Type, SdkProviders.OfRawTypes(compilation, kinds)))
            {
                var known = MemberAccess.Variable(answer, type);
                if (AdaptedHelper(known, isUpdate) is { } helper)
                {
                    Text.Line($"case {ReaderSignature.Display(type)} {known.Expression}: {ReaderEmitter.Response}.ReadAs({CSharp.Literal(provider)}, {known.Expression}, {ReaderEmitter.Shared}{helper.MethodName}); break;");
                    continue;
                }

                Text.Case(ReaderSignature.Display(type), known.Expression, $"{ReaderEmitter.Response}.Provider = {CSharp.Literal(provider)};", () => ReadInsideAdapter(known, isUpdate));
            }
        });
    }

    /// <summary>Reads an object inside the provider's object.</summary>
    private void ReadInsideAdapter(MemberAccess access, bool isUpdate)
    {
        if (AdaptedHelper(access, isUpdate) is { } helper)
            WriteCall(helper, access);
        else
            ReadAdapted(access, isUpdate);
    }

    private ReaderModel? AdaptedHelper(MemberAccess access, bool isUpdate)
        => Helper(isUpdate ? "AdaptUpdate" : "Adapt", access, ReaderEmitter.Result, (writer, value) => writer.ReadAdapted(value, isUpdate));

    /// <summary>
    /// Reads usage, tier, geography and units; for whole responses also id, model and finish reason, if the adapter does not have them.
    /// </summary>
    private void ReadAdapted(MemberAccess access, bool isUpdate, bool isDerived = false)
        => Descend(() => ReadAdaptedInside(access, isUpdate, isDerived));

    private void ReadAdaptedInside(MemberAccess access, bool isUpdate, bool isDerived)
    {
        var shape = ResponseReaders.ShapeOf(access.Type);
        if (ReadWire(access, shape, shape?.AdaptedWire))
            return;

        if (Inside(access, shape) is { } inside)
        {
            // The object inside an update is a whole response, with the id and model if the adapter lacks them.
            Text.WhereNotNull(inside, NameOf(inside), root => ReadInsideAdapter(root, isUpdate: false));
            return;
        }

        ReadUsage(access);
        ReadItems(access, shape);
        ReadGrounding(access);
        ReadTier(access);
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
}
