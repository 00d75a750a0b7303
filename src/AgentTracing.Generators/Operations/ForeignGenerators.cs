using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Other generators that complete partial methods. Generators do not see each other's output, so they are recognized by their attributes.
/// </summary>
internal static class ForeignGenerators
{
    // Attributes of methods, whose generators write the body.
    private static readonly (string Namespace, string Attribute)[] OfMethods =
    [
        ("Microsoft.Extensions.Logging", "LoggerMessageAttribute"),
        ("System.Text.RegularExpressions", "GeneratedRegexAttribute"),
        ("System.Runtime.InteropServices", "LibraryImportAttribute"),
        ("System.Runtime.InteropServices.JavaScript", "JSImportAttribute"),
        ("Microsoft.Extensions.Diagnostics.Metrics", "CounterAttribute"),
        ("Microsoft.Extensions.Diagnostics.Metrics", "CounterAttribute`1"),
        ("Microsoft.Extensions.Diagnostics.Metrics", "HistogramAttribute"),
        ("Microsoft.Extensions.Diagnostics.Metrics", "HistogramAttribute`1"),
        ("Microsoft.Extensions.Diagnostics.Metrics", "GaugeAttribute"),
    ];

    // Attributes of types, whose generators implement all partial methods of the type.
    private static readonly (string Namespace, string Attribute)[] OfTypes = [("Riok.Mapperly.Abstractions", "MapperAttribute")];

    // ModelContextProtocol's writes the declaration, where its descriptions of documentation comments go.
    private const string Mcp = "ModelContextProtocol.Server";
    private static readonly string[] McpAttributes = ["McpServerToolAttribute", "McpServerPromptAttribute", "McpServerResourceAttribute"];

    /// <summary>The attribute on the method, or its type, whose generator writes the body of the method; null when there is none.</summary>
    public static string? ImplementerOf(IMethodSymbol method)
        => Find(method, OfMethods) ?? Find(method.ContainingType, OfTypes);

    /// <summary>
    /// The attribute of ModelContextProtocol on the method, whose generator declares the method if it is partial; null when there is none.
    /// </summary>
    public static string? McpAttributeOf(IMethodSymbol method)
        => McpAttributes.FirstOrDefault(name => method.FindAttribute(Mcp, name) is not null) is { } found ? Shortened(found) : null;

    /// <summary>Whether another generator declares the method if it is partial.</summary>
    public static bool Declares(IMethodSymbol method) => McpAttributeOf(method) is not null;

    private static string? Find(ISymbol? symbol, (string Namespace, string Attribute)[] attributes)
        => symbol is null ? null : attributes.Where(known => symbol.FindAttribute(known.Namespace, known.Attribute) is not null).Select(static known => Shortened(known.Attribute)).FirstOrDefault();

    private static string Shortened(string attribute) => attribute.Replace("Attribute", "").Split('`')[0];
}
