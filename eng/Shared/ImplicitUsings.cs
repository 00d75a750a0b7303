namespace AgentTracing.Eng;

/// <summary>What <c>&lt;ImplicitUsings&gt;</c> imports, for projects that are compiled here without MSBuild.</summary>
internal static class ImplicitUsings
{
    /// <summary>The namespaces of every project (Microsoft.NET.Sdk).</summary>
    public static readonly string[] OfAll =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>The file that imports these namespaces.</summary>
    public static string File(IEnumerable<string> namespaces) => string.Concat(namespaces.Select(static name => $"global using {name};\n"));
}
