using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Attributes;

/// <summary>
/// Names and descriptions of a tool in other libraries' attributes. The model gets them, so <c>[Tool]</c> uses them if it sets none. Empty
/// texts are ignored.
/// </summary>
internal static class ToolAttributes
{
    private static readonly (string Namespace, string Attribute, string? Argument)[] Names =
    [
        ("ModelContextProtocol.Server", "McpServerToolAttribute", "Name"),
        ("Microsoft.SemanticKernel", "KernelFunctionAttribute", null),
        ("System.ComponentModel", "DisplayNameAttribute", null),
    ];

    private static readonly (string Namespace, string Attribute, string? Argument)[] Descriptions = [("System.ComponentModel", "DescriptionAttribute", null)];

    /// <summary>The name in another attribute, and the attribute; null when there is none.</summary>
    public static (string Text, string Attribute)? NameOf(IMethodSymbol method) => Find(method, Names);

    /// <summary>The attribute that makes the method a tool of a kernel or of an MCP server; null when it has none.</summary>
    public static string? ToolAttributeOf(IMethodSymbol method)
        => Names.Where(static known => known.Namespace != "System.ComponentModel")
            .Where(known => method.FindAttribute(known.Namespace, known.Attribute) is not null)
            .Select(static known => known.Attribute.Replace("Attribute", ""))
            .FirstOrDefault();

    /// <summary>The description in another attribute, and the attribute; null when there is none.</summary>
    public static (string Text, string Attribute)? DescriptionOf(IMethodSymbol method) => Find(method, Descriptions);

    private static (string Text, string Attribute)? Find(IMethodSymbol method, (string Namespace, string Attribute, string? Argument)[] attributes)
    {
        foreach (var (space, name, argument) in attributes)
        {
            if (method.FindAttribute(space, name) is { } attribute
                && (argument is null ? attribute.ConstructorArguments.FirstOrDefault().Value as string : attribute.NamedArgument<string>(argument)) is { Length: > 0 } text)
            {
                return (text, name.Replace("Attribute", ""));
            }
        }

        return null;
    }
}
