using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Attributes;

/// <summary>
/// Arguments of our attributes that have an effect. A blank text, or a number that no member of an enum has, is treated as missing, and
/// AGT1015 reports it.
/// </summary>
internal static class AttributeArguments
{
    /// <summary>A named argument; null when it is missing or blank.</summary>
    public static string? Text(this AttributeData attribute, string name) => attribute.NamedArgument<string>(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>The first argument of the constructor; null when it is missing or blank.</summary>
    public static string? FirstText(this AttributeData attribute)
        => attribute.ConstructorArguments is [{ Value: string text }, ..] && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A named argument, also when it has no effect; a constant without type when it is missing.</summary>
    public static TypedConstant Named(this AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    /// <summary>The value of a named argument of an enum's type; null when it is missing, or the enum does not have it.</summary>
    public static int? EnumValue(this AttributeData attribute, string name)
        => attribute.Named(name) is { Value: int value } constant && constant.IsOfEnum() ? value : null;

    /// <summary>Whether a constant is a member of its enum or, for flags, consists of members.</summary>
    public static bool IsOfEnum(this TypedConstant constant)
    {
        if (constant is not { Kind: TypedConstantKind.Enum, Type: { } type, Value: int value })
            return false;

        int[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Select(static field => field.ConstantValue).OfType<int>()];
        return members.Contains(value)
            || (type.FindAttribute("System", nameof(FlagsAttribute)) is not null && (value & ~members.Aggregate(0, static (all, member) => all | member)) == 0);
    }
}
