using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Operations;

/// <summary>Names that all generated code shares.</summary>
internal static class GeneratedCode
{
    /// <summary>The tool, as <c>GeneratedCodeAttribute</c> names it.</summary>
    public const string Tool = "AgentTracing.Generators";

    /// <summary>The tool's version.</summary>
    public static readonly string Version = typeof(GeneratedCode).Assembly.GetName().Version.ToString();

    /// <summary>Attributes of every method that is generated: a debugger steps over it, a stack trace leaves it out.</summary>
    public static readonly IReadOnlyList<GeneratedAttribute> MethodAttributes =
    [
        new("System.CodeDom.Compiler", "GeneratedCode", $"({CSharp.Literal(Tool)}, {CSharp.Literal(Version)})"),
        new("System.Diagnostics", "DebuggerStepThrough", ""),
        new("System.Diagnostics", "StackTraceHidden", ""),
    ];

    /// <summary>The run time that generated code calls.</summary>
    public const string Runtime = "global::AgentTracing.CompilerServices";
}

/// <summary>An attribute of generated code.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name, without the suffix.</param>
/// <param name="Arguments">Its arguments in parentheses, or empty.</param>
internal sealed record GeneratedAttribute(string Namespace, string Name, string Arguments)
{
    /// <summary>Writes it.</summary>
    public override string ToString() => $"global::{Namespace}.{Name}{Arguments}";
}
