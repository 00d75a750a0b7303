using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>
/// Generates the code that converts values to content: an expression for each value, and a method for each type with members. The methods
/// are overloads of each other. Methods of types that are only accessible in their containing type are placed there, the others in the
/// file's static class.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="types">Names types.</param>
/// <param name="staticClass">The name of the static class in the containing type.</param>
/// <param name="privateMethod">Name of the methods in the containing type.</param>
internal sealed class ContentValues(Compilation compilation, TypePrinter types, string staticClass, string privateMethod)
{
    /// <summary>Name of the methods in the static class.</summary>
    public const string Method = "WriteContent";

    /// <summary>The writer of values without a separate method.</summary>
    public const string Plain = "global::AgentTracing.CompilerServices.ContentBuilder.Plain";

    /// <summary>The statement that writes a value without its members.</summary>
    private const string Shallow = "content.Value((object)value);";

    private readonly ContentForms _forms = new(compilation);
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private readonly Queue<(ITypeSymbol Type, string Signature, int Depth)> _pending = new();
    private int _depth;

    /// <summary>
    /// The methods that the expressions need, directly or indirectly: the nearest types first, within <see cref="WalkBounds"/>. Values
    /// beyond the bounds are written like unknown types.
    /// </summary>
    public IEnumerable<ReaderModel> Writers
    {
        get
        {
            List<ReaderModel> writers = [];
            var length = 0;
            while (_pending.Count > 0)
            {
                var (type, signature, depth) = _pending.Dequeue();
                _depth = depth;
                var writer = WriterMethod(type, isShallow: length > WalkBounds.Text) with { Signature = signature };
                length += writer.TypeName.Length + writer.Body.Length;
                writers.Add(writer);
            }

            return writers.OrderBy(static writer => writer.TypeName, StringComparer.Ordinal);
        }
    }

    /// <summary>Whether values of the type become content.</summary>
    public bool CanWrite(ITypeSymbol type) => _forms.Of(type) != ContentForm.None;

    /// <summary>The writer of the type: a method or a lambda; null when values are written unchanged.</summary>
    public string? WriterOf(ITypeSymbol type) => WriterOf(type, isInside: true);

    private string? WriterOf(ITypeSymbol type, bool isInside)
    {
        var form = _forms.Of(type);
        if (form is ContentForm.None or ContentForm.Plain)
            return null;

        if (type.IsNullable())
            return $"static (content, value) => {Statement(type.WithoutNullable(), form, "value!.Value", isInside)}";

        return NeedsMethod(type, form)
            ? MethodOf(type, isInside)
            : $"static (content, value) => {Statement(type, form, "value", isInside)}";
    }

    private string Statement(ITypeSymbol type, ContentForm form, string value, bool isInside)
    {
        if (NeedsMethod(type, form))
            return MethodOf(type, isInside) is { } method ? $"{method}(content, {value})" : $"content.Value({value})";

        return form switch
        {
            ContentForm.Text => $"content.Value({value}.Text)",
            ContentForm.Json => $"content.Json({value}.{_forms.JsonOf(type)})",
            ContentForm.List or ContentForm.Dictionary => Items(type, form, value, isInside),
            _ => $"{{ using (content.Object()) {{ {string.Join(" ", Elements((INamedTypeSymbol)type, value, isInside))} }} }}",
        };
    }

    /// <summary>Whether the type needs a method: types that consist only of their type arguments are written inline.</summary>
    private static bool NeedsMethod(ITypeSymbol type, ContentForm form)
        => form == ContentForm.Object || (form is ContentForm.List or ContentForm.Dictionary && ContentForms.HasElementsOfItsOwn(type));

    private string Items(ITypeSymbol type, ContentForm form, string value, bool isInside)
    {
        var element = type.ElementType()!;
        var isSeveral = type.AllInterfaces.Count(static contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) > 1;
        if (form == ContentForm.List)
            return $"content.Items{(isSeveral ? $"<{types.Print(element)}>" : "")}({value}, {WriterOf(element, isInside) ?? Plain})";

        var entry = (INamedTypeSymbol)element;
        var arguments = isSeveral ? $"<{string.Join(", ", entry.TypeArguments.Select(types.Print))}>" : "";
        return $"content.Entries{arguments}({value}, {WriterOf(entry.TypeArguments[1], isInside) ?? Plain})";
    }

    private IEnumerable<string> Elements(INamedTypeSymbol tuple, string value, bool isInside)
        => tuple.TupleElements
            .Where(element => CanWrite(element.Type))
            .Select(element => Member(element, element.Type, value, isInside));

    private string Member(ISymbol member, ITypeSymbol type, string value, bool isInside)
    {
        var writer = WriterOf(type, isInside) is { } written ? ", " + written : "";
        var name = CSharp.Identifier(member.Name);
        return member.MayThrow(compilation)
            ? $"content.Property({CSharp.Literal(member.Name)}, {value}, static {value} => {value}.{name}{writer});"
            : $"content.Member({CSharp.Literal(member.Name)}, {value}.{name}{writer});";
    }

    private string? MethodOf(ITypeSymbol type, bool isInside)
    {
        var plain = type.WithNullableAnnotation(NullableAnnotation.None);
        var signature = SignatureOf(plain);
        if (!_methods.Contains(signature))
        {
            if (_methods.Count == WalkBounds.Types || _depth == WalkBounds.Depth)
                return null;

            _methods.Add(signature);
            _pending.Enqueue((plain, signature, _depth + 1));
        }

        if (type.IsReachable())
            return isInside ? $"{staticClass}.{Method}" : Method;

        return privateMethod;
    }

    /// <summary>
    /// The part of a type that distinguishes overloads: not nullability, the names of tuple elements, <c>dynamic</c> or <c>nint</c>.
    /// </summary>
    private static string SignatureOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{SignatureOf(array.ElementType)}[{array.Rank}]",
        { TypeKind: TypeKind.Dynamic } => "object<>",
        INamedTypeSymbol { IsNativeIntegerType: true, NativeIntegerUnderlyingType: { } underlying } => SignatureOf(underlying),
        INamedTypeSymbol named => $"{(named.ContainingType is { } outer ? SignatureOf(outer) + "+" : "")}{named.OriginalDefinition.ToDisplayString(Definition)}<{string.Join(",", named.TypeArguments.Select(SignatureOf))}>",
        _ => type.ToDisplayString(Definition),
    };

    private static readonly SymbolDisplayFormat Definition = SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None);

    private ReaderModel WriterMethod(ITypeSymbol type, bool isShallow)
    {
        var isPrivate = !type.IsReachable();
        var text = new ReaderText(ReaderEmitter.Content, ReaderEmitter.Value);
        var form = _forms.Of(type);
        if (isShallow)
        {
            text.Line(Shallow);
        }
        else if (form is ContentForm.List or ContentForm.Dictionary)
        {
            text.Line(Items(type, form, ReaderEmitter.Value, isInside: isPrivate) + ";");
        }
        else
        {
            var hasMembers = text.Block("using (content.Object())", () =>
            {
                foreach (var member in _forms.MembersOf(type))
                    text.Line(Member(member, member.TypeOfMember(), ReaderEmitter.Value, isInside: isPrivate));
            });
            if (!hasMembers)
                text.Line(Shallow);
        }

        return new ReaderModel(
            ReaderKind.Value, types.Print(type), isPrivate ? privateMethod : Method, string.Empty, string.Empty, text.ToString(), isPrivate);
    }
}
