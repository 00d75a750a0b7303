namespace AgentTracing.Eng;

/// <summary>The global usings of <c>&lt;ImplicitUsings&gt;</c>, for projects that are compiled without MSBuild.</summary>
internal static class ImplicitUsings
{
    /// <summary>The namespaces for every project (Microsoft.NET.Sdk).</summary>
    public static readonly string[] OfAll =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    /// <summary>A file with these global usings.</summary>
    public static string File(IEnumerable<string> namespaces) => string.Concat(namespaces.Select(static name => $"global using {name};\n"));
}
