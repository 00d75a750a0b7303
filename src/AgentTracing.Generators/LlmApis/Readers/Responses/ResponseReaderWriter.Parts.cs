using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <content>Reads objects inside a result: members, items of lists, entries of dictionaries.</content>
internal sealed partial class ResponseReaderWriter
{
    /// <summary>Reads an object by its type at run time.</summary>
    public void ReadAny(MemberAccess access, IReadOnlyList<string> types)
    {
        foreach (var type in types)
            ReadPart(access, new ResponsePart(MemberPath.Self, type), inner => ReadInside(inner, finishReason: null, isPart: false));
    }

    /// <summary>Reads each item of a list, with the reader of its type if it has one.</summary>
    /// <param name="items">The list.</param>
    /// <param name="element">Type of its items.</param>
    public void ReadEach(MemberAccess items, ITypeSymbol element)
    {
        if (IsListOfObjects(items, element) && Helper("", MemberAccess.Variable("item", element), ReaderEmitter.Result, static (writer, value) => writer.Read(value)) is { } reader)
        {
            ReadsContent |= reader.ReadsContent;
            Text.Line($"{ReaderEmitter.Response}.ReadEach({items.Expression}, {ReaderEmitter.Shared}{reader.MethodName});");
            return;
        }

        Text.ForEach(items, element, "item", compilation, item => Text.WhereNotNull(item, "content", content => ReadInside(content)));
    }

    /// <summary>Whether the run time can read the list item by item: the list and its items must be reference types.</summary>
    private bool IsListOfObjects(MemberAccess items, ITypeSymbol element)
        => element.IsReferenceType && element.IsNamedFromGlobal(compilation) && items.Type.IsReferenceType && items.Type.TypeKind != TypeKind.TypeParameter
            && (items.Type is IArrayTypeSymbol || items.Type.AllInterfaces.Append(items.Type).Any(type =>
                type is INamedTypeSymbol { TypeArguments: [var argument] } && type.Is("System.Collections.Generic", "IEnumerable`1") && SymbolEqualityComparer.Default.Equals(argument, element)));

    /// <summary>The reader of a part without the model's output; null when its statements must be inline.</summary>
    private ReaderModel? FiguresReader(INamedTypeSymbol type, ResponsePart part)
    {
        if (part.Reads != ResponsePartReads.Everything)
            return null;

        var access = MemberAccess.Variable(NameOf(type), type);
        var reader = IsUsageAlone(access)
            ? Helper(Count, access, "usage", static (writer, value) => writer.CountTokens(value))
            : Helper("", access, ReaderEmitter.Result, static (writer, value) => writer.Read(value));
        return reader is { ReadsContent: false } ? reader : null;
    }

    private Action<MemberAccess> ReadOf(ResponsePart part, bool isPart) => part.Reads switch
    {
        ResponsePartReads.Model => inner => Assign("Model", FollowString(inner, MemberNames.ResponseModel)?.AsString(compilation)),
        _ when part.Path.IsSelf => inner => Read(inner, isDerived: true, isPart: isPart),
        _ => inner => ReadInside(inner, finishReason: null, isPart),
    };

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

        if (part.Path.SplitAtEach() is var (list, _))
            ReadItems(access, list, type, part, read);
        else if (part.Path.SplitAtEntry() is var (dictionary, key))
            ReadEntry(access, dictionary, key, type, part, read);
        else if (access.Follow(part.Path, compilation) is { } value)
            Text.WhereIs(value, type, NameOf(type), compilation, read);
    }

    /// <summary>Reads the items of a list that are of a type.</summary>
    private void ReadItems(MemberAccess access, MemberPath list, INamedTypeSymbol type, ResponsePart part, Action<MemberAccess> read)
    {
        if (access.Follow(list, compilation) is not { } items || items.Type.ElementType() is not { } element)
            return;

        if (IsListOfObjects(items, element) && FiguresReader(type, part) is { } reader)
            Text.Line($"{ReaderEmitter.Response}.ReadEach<{ReaderSignature.Display(element)}, {ReaderSignature.Display(type)}>({items.Expression}, {ReaderEmitter.Shared}{reader.MethodName});");
        else
            Text.ForEach(items, element, "item", compilation, item => Text.WhereIs(item, type, NameOf(type), compilation, read));
    }

    /// <summary>Reads the entry of a dictionary, if it is of a type.</summary>
    private void ReadEntry(MemberAccess access, MemberPath path, string key, INamedTypeSymbol type, ResponsePart part, Action<MemberAccess> read)
    {
        if (access.Follow(path, compilation) is not { Type: INamedTypeSymbol { TypeArguments: [_, var entryType] } } dictionary)
            return;

        var name = CSharp.Literal(key);
        if (IsDictionaryOfObjects(dictionary) && FiguresReader(type, part) is { } reader)
        {
            Text.Line($"{ReaderEmitter.Response}.ReadEntry<{ReaderSignature.Display(type)}>({dictionary.Expression}, {name}, {ReaderEmitter.Shared}{reader.MethodName});");
            return;
        }

        var entry = Text.Name("entry");
        Text.WhereIs(MemberAccess.Variable($"{dictionary.Expression}?.TryGetValue({name}, out var {entry}) == true && {entry}", entryType), type, NameOf(type), compilation, read);
    }

    private static bool IsDictionaryOfObjects(MemberAccess dictionary)
        => dictionary.Type.AllInterfaces.Append(dictionary.Type).Any(static type =>
            type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_Object }] }
            && type.Is("System.Collections.Generic", "IReadOnlyDictionary`2"));
}
