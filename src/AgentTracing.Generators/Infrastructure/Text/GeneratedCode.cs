using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>Names that all generated code shares.</summary>
internal static class GeneratedCode
{
    /// <summary>The tool name in <c>GeneratedCodeAttribute</c>.</summary>
    public const string Tool = "AgentTracing.Generators";

    /// <summary>The name of the run time's assembly.</summary>
    public const string Assembly = "AgentTracing";

    /// <summary>The tool's version.</summary>
    public static readonly string Version = typeof(GeneratedCode).Assembly.GetName().Version.ToString();

    /// <summary>Names that generated code uses in addition to those of the run time's <c>CompilerServices</c>.</summary>
    private static readonly string[] Names =
    [
        "AgentTracing.AgentTelemetry", "AgentTracing.ContentCapture", "AgentTracing.LlmOperation", "System.ArgumentNullException", "System.Exception",
        "System.Diagnostics.ActivitySource", "System.IO.MemoryStream", "System.StringComparison", "System.Threading.Tasks.TaskAsyncEnumerableExtensions",
        "System.Uri", "System.UriKind",
    ];

    private static readonly GeneratedAttribute[] AllMethodAttributes =
    [
        new("System.CodeDom.Compiler", "GeneratedCode", $"({CSharp.Literal(Tool)}, {CSharp.Literal(Version)})"),
        new("System.Diagnostics", "DebuggerStepThrough", ""),
        new("System.Diagnostics", "StackTraceHidden", ""),
    ];

    private static readonly CompilationFact<Facts> Known = new(static compilation => new Facts(FindAlias(compilation), FindHiddenName(compilation), [.. FindMethodAttributes(compilation)]));

    /// <summary>
    /// Attributes of every generated method: a debugger steps over it, and stack traces omit it. An attribute whose name means another type
    /// in the compilation is omitted.
    /// </summary>
    public static IReadOnlyList<GeneratedAttribute> MethodAttributes(Compilation compilation) => Known.Of(compilation).MethodAttributes;

    /// <summary>
    /// A type name that all generated code needs but that means another type in the compilation, so nothing can be generated; null when
    /// there is none.
    /// </summary>
    public static string? HiddenName(Compilation compilation) => Known.Of(compilation).HiddenName;

    /// <summary>The extern alias of AgentTracing, if the reference has no name without an alias; else null.</summary>
    public static string? Alias(Compilation compilation) => Known.Of(compilation).Alias;

    private static string? FindAlias(Compilation compilation)
        => compilation.References
            .Where(static reference => reference.Properties.Aliases is { IsDefaultOrEmpty: false } aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias))
            .FirstOrDefault(reference => compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol { Name: Assembly })
            ?.Properties.Aliases[0];

    private static IEnumerable<GeneratedAttribute> FindMethodAttributes(Compilation compilation)
        => AllMethodAttributes.Where(attribute => Means(compilation, attribute.FullName + "Attribute") && compilation.GetTypeByMetadataName(attribute.FullName) is null);

    private static string? FindHiddenName(Compilation compilation)
    {
        const string Contract = "AgentTracing.CompilerServices.GeneratedCodeContract";
        var runTime = compilation.GetTypeByMetadataName(Contract)?.ContainingNamespace.GetTypeMembers()
            .Where(static type => type.DeclaredAccessibility == Accessibility.Public)
            .Select(static type => type.MetadataNameOf()) ?? [Contract];
        return runTime.Concat(Names).FirstOrDefault(name => !Means(compilation, name));
    }

    /// <summary>Whether the name means the library's type, not one that the project declares.</summary>
    private static bool Means(Compilation compilation, string name)
        => compilation.FindNameable(name) is { } type && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);

    private sealed record Facts(string? Alias, string? HiddenName, GeneratedAttribute[] MethodAttributes);

    /// <summary>The namespace that generated code calls.</summary>
    public const string Runtime = "global::AgentTracing.CompilerServices";

    /// <summary>Whether operations of any kind are recorded.</summary>
    public const string IsEnabled = "global::AgentTracing.AgentTelemetry.IsEnabled";
}

/// <summary>An attribute of generated code.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name, without the suffix.</param>
/// <param name="Arguments">Its arguments in parentheses, or empty.</param>
internal sealed record GeneratedAttribute(string Namespace, string Name, string Arguments)
{
    /// <summary>Its full name, without the suffix.</summary>
    public string FullName => $"{Namespace}.{Name}";

    /// <summary>Writes it.</summary>
    public override string ToString() => $"global::{FullName}{Arguments}";
}
