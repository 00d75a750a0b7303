using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Creates readers of the SDKs' options and requests: model, sampling parameters, output type and the other <c>gen_ai.request.*</c>
/// attributes.
/// </summary>
internal static class RequestReaders
{
    private static readonly string[] ModelNames = [.. RequestShape.Members.Single(static member => member.Name == "Model").Sources];
    private static readonly HashSet<string> Types = new(Sdk.All.SelectMany(static sdk => sdk.Requests), StringComparer.Ordinal);

    private static readonly KnownReaders Known = new(Make);

    /// <summary>The reader of a parameter of that type; null when the catalogue does not contain the type.</summary>
    public static ReaderModel? For(ITypeSymbol parameterType, Compilation compilation) => Known.Of(parameterType, compilation);

    private static ReaderModel? Make(ITypeSymbol parameterType, Compilation compilation)
        => Bound(parameterType) is { } type && type.WithBaseTypes().OfType<INamedTypeSymbol>().Any(t => Types.Contains(t.MetadataNameOf()))
            ? Reader(type, compilation)
            : null;

    /// <summary>The reader of a parameter whose type is not in the catalogue; null when it names no model.</summary>
    public static ReaderModel? ByShape(ITypeSymbol parameterType, Compilation compilation)
        => Bound(parameterType) is { SpecialType: SpecialType.None } type
            && MemberAccess.Variable(ReaderEmitter.Source, type).FollowAny(ModelNames, compilation, member => member.AsString(compilation) is not null) is not null
                ? Reader(type, compilation)
                : null;

    private static INamedTypeSymbol? Bound(ITypeSymbol type)
        => (type is ITypeParameterSymbol { ConstraintTypes: [{ } constraint, ..] } ? constraint : type) as INamedTypeSymbol;

    private static ReaderModel? Reader(INamedTypeSymbol type, Compilation compilation)
    {
        return type.TypeKind == TypeKind.Class && type.IsNamedFromGlobal(compilation)
            ? ReaderHelpers.Make(compilation, helpers => Reader(type, compilation, helpers))
            : null;
    }

    private static ReaderModel? Reader(INamedTypeSymbol type, Compilation compilation, ReaderHelpers helpers)
    {
        var text = new ReaderText(ReaderEmitter.Request, ReaderEmitter.Source);
        var source = MemberAccess.Variable(ReaderEmitter.Source, type);
        if (source.Type.HasMetadataName(SemanticKernel.Arguments))
            ReadArguments(text, source, compilation, helpers);
        else
            Read(text, source, compilation, helpers, []);
        return text.IsEmpty ? null : ReaderSignature.Create(ReaderKind.Request, type, text.ToString());
    }

    /// <summary>Settings belong to a service, which determines the model. If there are several, the selected one is unknown here.</summary>
    private static void ReadArguments(ReaderText text, MemberAccess arguments, Compilation compilation, ReaderHelpers helpers)
    {
        if (arguments.Follow("ExecutionSettings", compilation) is { } all && all.Follow("Values", compilation)?.Type.ElementType() is { } type && OfConnectors(type, compilation, helpers) is { } reader)
            text.Line($"{ReaderEmitter.Request}.ReadOnly({all.Expression}, {ReaderEmitter.Shared}{reader.MethodName});");
    }

    /// <summary>The reader of general settings as those of a connector, which have everything but the model.</summary>
    private static ReaderModel? OfConnectors(ITypeSymbol settings, Compilation compilation, ReaderHelpers helpers) => helpers.Of("Connectors", settings, () =>
    {
        var text = new ReaderText(ReaderEmitter.Request, ReaderEmitter.Source);
        ReadConnectors(text, MemberAccess.Variable(ReaderEmitter.Source, settings), compilation, helpers);
        return text.IsEmpty ? null : ReaderSignature.Create(ReaderKind.Request, settings, text.ToString()) with { MethodName = "ReadConnectorSettings" };
    });

    private static void Read(ReaderText text, MemberAccess source, Compilation compilation, ReaderHelpers helpers, IReadOnlyCollection<string> known)
    {
        var read = new HashSet<string>(known, StringComparer.Ordinal);
        foreach (var member in RequestShape.Members)
        {
            if (!read.Contains(member.Name) && Find(source, member, compilation) is { } expression)
            {
                text.Line($"{ReaderEmitter.Request}.{member.Name} = {expression};");
                read.Add(member.Name);
            }
        }

        if (!source.Type.HasMetadataName(SemanticKernel.Settings))
            return;

        if (OfConnectors(source.Type, compilation, helpers) is { } reader)
            text.Line($"{ReaderEmitter.Shared}{reader.MethodName}({ReaderEmitter.Request}, {source.Expression});");
        else
            ReadConnectors(text, source, compilation, helpers);
    }

    private static void ReadConnectors(ReaderText text, MemberAccess source, Compilation compilation, ReaderHelpers helpers)
    {
        foreach (var settings in SemanticKernel.ConnectorSettings.Select(compilation.FindNameable).OfType<INamedTypeSymbol>())
        {
            text.WhereIs(source, settings, "connector", compilation, connector =>
            {
                // The general settings name the model; connectors read everything else.
                if (Connector(settings, compilation, helpers) is { } reader)
                    text.Line($"{ReaderEmitter.Shared}{reader.MethodName}({ReaderEmitter.Request}, {connector.Expression});");
                else
                    Read(text, connector, compilation, helpers, ["Model"]);
            });
        }
    }

    private static ReaderModel? Connector(INamedTypeSymbol settings, Compilation compilation, ReaderHelpers helpers) => helpers.Of("Connector", settings, () =>
    {
        var text = new ReaderText(ReaderEmitter.Request, ReaderEmitter.Source);
        Read(text, MemberAccess.Variable(ReaderEmitter.Source, settings), compilation, helpers, ["Model"]);
        if (text.IsEmpty)
            return null;

        var reader = ReaderSignature.Create(ReaderKind.Request, settings, text.ToString());
        return reader with { MethodName = reader.MethodName + "Connector" };
    });

    // First on the options themselves, then on their nested objects.
    private static string? Find(MemberAccess source, RequestMember member, Compilation compilation, int depth = 2)
    {
        if (source.FollowAny(member.Sources, compilation, a => Convert(a, member.Value, compilation) is not null) is { } own)
            return Convert(own, member.Value, compilation);

        foreach (var name in depth == 0 ? [] : RequestShape.Inside)
        {
            if (source.FollowAny([name], compilation) is { } inside && Find(inside, member, compilation, depth - 1) is { } expression)
                return expression;
        }

        return null;
    }

    private static string? Convert(MemberAccess value, RequestValue kind, Compilation compilation) => kind switch
    {
        RequestValue.String => value.AsString(compilation),
        RequestValue.Name => value.AsName(compilation) is { } name ? LowerCase(value, name) : null,
        RequestValue.Long => value.AsLong(),
        RequestValue.Double => value.AsDouble(),
        RequestValue.Boolean => value.Type.SpecialType == SpecialType.System_Boolean ? value.Expression : null,
        RequestValue.Presence => $"{value.Expression} is not null",
        RequestValue.Strings => value.Type.ElementType()?.SpecialType == SpecialType.System_String ? value.Expression : null,
        _ => Format(value, compilation),
    };

    private static string LowerCase(MemberAccess value, string name)
        => value.Type.TypeKind == TypeKind.Enum ? $"{name}{(value.MayBeNull ? "?" : string.Empty)}.ToLowerInvariant()" : name;

    private static string? Format(MemberAccess format, Compilation compilation)
    {
        // Ollama takes "json" or a schema.
        if (format.Type.SpecialType == SpecialType.System_Object && format.Expression.EndsWith(".Format", StringComparison.Ordinal))
            return $"{format.Expression} is null ? null : \"json\"";
        if (format.Type.SpecialType != SpecialType.None)
            return null;

        var arms = Sdk.All.SelectMany(static sdk => sdk.Formats)
            .Select(pair => (Type: compilation.FindNameable(pair.Key), Output: pair.Value))
            .Where(arm => arm.Type is not null && (Derives(arm.Type, format.Type) || Derives(format.Type, arm.Type)))
            .Select(static arm => (arm.Type!, arm.Output));
        return ReaderText.SwitchOf(
            format.Expression,
            compilation.Arms(format.Type, arms).Select(static arm => (ReaderSignature.Display(arm.Type), arm.Result)).Concat(KindArms(format, compilation)));
    }

    // OpenAI's Responses: the format contains its kind.
    private static IEnumerable<(string Pattern, string Output)> KindArms(MemberAccess format, Compilation compilation)
    {
        if (format.Type.FindReadable("Kind", compilation)?.TypeOfMember() is not INamedTypeSymbol { TypeKind: TypeKind.Enum } kind)
            yield break;

        var kindName = kind.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        foreach (var field in kind.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.Name is "Text" or "JsonObject" or "JsonSchema")
                yield return ($"{{ Kind: {kindName}.{field.Name} }}", field.Name == "Text" ? "text" : "json");
        }
    }

    private static bool Derives(ITypeSymbol type, ITypeSymbol from) => type.WithBaseTypes().Contains(from, SymbolEqualityComparer.Default);
}
