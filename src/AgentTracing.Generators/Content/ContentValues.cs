using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>
/// Writes how values become content: an expression for each value, and a method for each type that has members. The methods are overloads of each
/// other; those of types that only their containing type can name stand in it, the others in the file's static class.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="types">Names types.</param>
/// <param name="staticClass">The static class, as code in the containing type names it.</param>
/// <param name="privateMethod">Name of the methods in the containing type.</param>
internal sealed class ContentValues(Compilation compilation, TypePrinter types, string staticClass, string privateMethod)
{
    /// <summary>Name of the methods in the static class.</summary>
    public const string Method = "WriteContent";

    /// <summary>Writes what needs no method of its own.</summary>
    public const string Plain = "global::AgentTracing.CompilerServices.ContentBuilder.Plain";

    /// <summary>Types beyond which a graph is too large to be content.</summary>
    private const int MaxTypes = 64;

    private readonly ContentForms _forms = new(compilation);
    private readonly HashSet<ITypeSymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly List<ReaderModel> _writers = [];

    /// <summary>The methods that the expressions need so far.</summary>
    public IEnumerable<ReaderModel> Writers => _writers.OrderBy(static writer => writer.TypeName, StringComparer.Ordinal);

    /// <summary>Whether values of the type become content.</summary>
    public bool CanWrite(ITypeSymbol type) => _forms.Of(type) != ContentForm.None;

    /// <summary>What writes a value of the type: a method, a lambda; null where it is written as it is.</summary>
    public string? WriterOf(ITypeSymbol type) => WriterOf(type, isInside: true);

    private string? WriterOf(ITypeSymbol type, bool isInside)
    {
        var form = _forms.Of(type);
        if (form is ContentForm.None or ContentForm.Plain)
            return null;

        if (type.IsNullable())
            return $"static (content, value) => {Statement(type.WithoutNullable(), form, "value!.Value", isInside)}";

        return form == ContentForm.Object
            ? MethodOf(type, isInside)
            : $"static (content, value) => {Statement(type, form, "value", isInside)}";
    }

    private string Statement(ITypeSymbol type, ContentForm form, string value, bool isInside) => form switch
    {
        ContentForm.Object => MethodOf(type, isInside) is { } method ? $"{method}(content, {value})" : $"content.Value({value})",
        ContentForm.Text => $"content.Value({value}.Text)",
        ContentForm.List => $"content.Items({value}, {WriterOf(type.ElementType()!, isInside) ?? Plain})",
        ContentForm.Dictionary => $"content.Entries({value}, {WriterOf(_forms.ValueTypeOf(type)!, isInside) ?? Plain})",
        _ => $"{{ using (content.Object()) {{ {string.Join(" ", Elements((INamedTypeSymbol)type, value, isInside))} }} }}",
    };

    private IEnumerable<string> Elements(INamedTypeSymbol tuple, string value, bool isInside)
        => tuple.TupleElements
            .Where(element => CanWrite(element.Type))
            .Select(element => Member(element, element.Type, value, isInside));

    private string Member(ISymbol member, ITypeSymbol type, string value, bool isInside)
    {
        var writer = WriterOf(type, isInside);
        return $"content.Member({CSharp.Literal(member.Name)}, {value}.{CSharp.Identifier(member.Name)}{(writer is null ? "" : ", " + writer)});";
    }

    private string? MethodOf(ITypeSymbol type, bool isInside)
    {
        var plain = type.WithNullableAnnotation(NullableAnnotation.None);
        if (!_written.Contains(plain))
        {
            if (_written.Count == MaxTypes)
                return null;

            _written.Add(plain);
            _writers.Add(WriterMethod(plain));
        }

        if (type.IsReachable())
            return isInside ? $"{staticClass}.{Method}" : Method;

        return privateMethod;
    }

    private ReaderModel WriterMethod(ITypeSymbol type)
    {
        var isPrivate = !type.IsReachable();
        var text = new ReaderText(ReaderEmitter.Content, ReaderEmitter.Value);
        text.Block("using (content.Object())", () =>
        {
            foreach (var member in _forms.MembersOf(type))
                text.Line(Member(member, member.TypeOfMember(), ReaderEmitter.Value, isInside: isPrivate));
        });

        return new ReaderModel(
            ReaderKind.Value, types.Print(type), isPrivate ? privateMethod : Method, string.Empty, string.Empty, text.ToString(), isPrivate);
    }
}
