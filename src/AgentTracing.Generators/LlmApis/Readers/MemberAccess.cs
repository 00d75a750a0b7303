using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// An expression of generated code and its type. It is extended member by member, if the referenced version of an SDK has the member.
/// </summary>
/// <param name="expression">The expression.</param>
/// <param name="type">Its type.</param>
/// <param name="mayBeNull">Whether the next member needs <c>?.</c>.</param>
internal readonly struct MemberAccess(string expression, ITypeSymbol type, bool mayBeNull)
{
    /// <summary>The text of the expression.</summary>
    public string Expression { get; } = expression;

    /// <summary>Type of the expression, without <see cref="Nullable{T}"/>.</summary>
    public ITypeSymbol Type { get; } = type.WithoutNullable();

    /// <summary>
    /// Whether the expression can be null: by its type, not by its annotation, because objects from JSON ignore annotations.
    /// </summary>
    public bool MayBeNull { get; } = mayBeNull;

    /// <summary>A variable that is not null.</summary>
    public static MemberAccess Variable(string name, ITypeSymbol type) => new(name, type, mayBeNull: false);

    /// <summary>Accesses a member; null when it does not exist.</summary>
    public MemberAccess? Follow(string member, Compilation compilation) => Type.FindReadable(member, compilation) is { } symbol ? To(symbol) : null;

    /// <summary>
    /// Follows a path of members and method results; null when one of them does not exist, or is a list item or dictionary entry, which
    /// needs a statement instead of an expression.
    /// </summary>
    public MemberAccess? Follow(MemberPath path, Compilation compilation)
    {
        MemberAccess? access = this;
        foreach (var step in path.Steps)
        {
            access = step.Kind switch
            {
                MemberStepKind.Member => access.Value.Follow(step.Name, compilation),
                MemberStepKind.Result => access.Value.Call(step, compilation),
                _ => null,
            };
            if (access is null)
                return null;
        }

        return access;
    }

    private MemberAccess? Call(MemberStep method, Compilation compilation)
        => Type.WithBaseTypes().Any(type => !type.GetMembers(method.Name).IsEmpty)
            ? Variable($"{Expression}{Dot}{method.Name}<{method.TypeArgument}>()", compilation.ObjectType)
            : null;

    /// <summary>Accesses the first member with one of the <paramref name="names"/> in canonical form.</summary>
    public MemberAccess? FollowAny(IReadOnlyList<string> names, Compilation compilation, Func<MemberAccess, bool>? fits = null)
    {
        var members = Type.ReadableMembers(compilation).ToList();
        foreach (var name in names)
        {
            foreach (var member in members)
            {
                if (MemberNames.Canonical(member.Name) == name && To(member) is var access && (fits is null || fits(access)))
                    return access;
            }
        }

        return null;
    }

    /// <summary>The expression as a string in the provider's spelling; null when the type is not a string or a wrapper of one.</summary>
    public string? AsString(Compilation compilation)
    {
        if (Type.SpecialType == SpecialType.System_String)
            return Expression;

        // Anthropic's ApiEnum: Value() throws for values that the SDK does not know yet, Raw() does not.
        if (Type.GetMembers("Raw").OfType<IMethodSymbol>().Any(m => m.Parameters.IsEmpty && m.ReturnType.SpecialType == SpecialType.System_String))
            return $"{Expression}{Dot}Raw()";

        return Type.FindReadable("Value", compilation)?.TypeOfMember().SpecialType == SpecialType.System_String ? $"{Expression}{Dot}Value" : null;
    }

    /// <summary>
    /// Like <see cref="AsString"/>, but also for enums and the SDKs' extensible enums, whose names represent the provider's values.
    /// </summary>
    public string? AsName(Compilation compilation)
        => AsString(compilation)
            ?? (Type.TypeKind is TypeKind.Enum or TypeKind.Struct && Type.SpecialType == SpecialType.None ? $"{Expression}{Dot}ToString()" : null);

    /// <summary>The expression as a whole number that converts to <c>long?</c>, or null when the type is not a number.</summary>
    public string? AsLong() => Type.SpecialType switch
    {
        SpecialType.System_Int64 or SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte
            or SpecialType.System_SByte or SpecialType.System_UInt32 or SpecialType.System_UInt16 => Expression,
        SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal => $"(long?){Expression}",
        _ => null,
    };

    /// <summary>The expression as a number that converts to <c>double?</c>, or null when the type is not a number.</summary>
    public string? AsDouble() => Type.SpecialType switch
    {
        SpecialType.System_Double => Expression,
        SpecialType.System_Decimal => $"(double?){Expression}",

        // Through decimal: 0.7f is reported as 0.7, not as 0.699999988079071.
        SpecialType.System_Single => $"(double?)(decimal?){Expression}",
        _ => AsLong(),
    };

    private string Dot => MayBeNull ? "?." : ".";

    private MemberAccess To(ISymbol member)
    {
        var type = member.TypeOfMember();
        return new($"{Expression}{Dot}{CSharp.Identifier(member.Name)}", type, !type.IsValueType || type.IsNullable());
    }
}
