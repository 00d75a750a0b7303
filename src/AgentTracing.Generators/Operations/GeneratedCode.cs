namespace AgentTracing.Generators.Operations;

/// <summary>Names that all generated code shares.</summary>
internal static class GeneratedCode
{
    /// <summary>The tool, as <c>GeneratedCodeAttribute</c> names it.</summary>
    public const string Tool = "AgentTracing.Generators";

    /// <summary>The tool's version.</summary>
    public static readonly string Version = typeof(GeneratedCode).Assembly.GetName().Version.ToString();

    /// <summary>The run time that generated code calls.</summary>
    public const string Runtime = "global::AgentTracing.CompilerServices";
}
