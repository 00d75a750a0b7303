using System.Text.RegularExpressions;
using AgentTracing.Eng;
using Microsoft.CodeAnalysis;

/// <summary>Reads a project file as text: the SDK and packages of the project are not available.</summary>
internal sealed partial class ProjectFile
{
    private static readonly string[] OfHosts = ["Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    private static readonly string[] OfWeb =
        ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"];

    private static readonly (string Assembly, string Package)[] TestFrameworks = [("xunit", "xunit"), ("nunit", "NUnit"), ("Microsoft.VisualStudio.TestPlatform", "MSTest"), ("MSTest", "MSTest")];

    private readonly string _text;
    private readonly string _around;

    /// <summary>Reads a project file. For a source without a project file, defaults are assumed.</summary>
    /// <param name="path">The project file, or the source.</param>
    /// <param name="root">The folder at which the search for Directory.Build files ends.</param>
    public ProjectFile(string path, string root)
    {
        _text = IsProject(path) ? File.ReadAllText(path) : "<OutputType>Exe</OutputType>";
        List<string> around = [_text];
        for (var folder = Path.GetDirectoryName(path); folder?.Length >= root.Length; folder = Path.GetDirectoryName(folder))
            around.AddRange(new[] { "Directory.Build.props", "Directory.Build.targets" }.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(File.ReadAllText));
        _around = string.Concat(around);
    }

    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>
    /// Whether the project references an assembly. Assemblies of test frameworks need a package reference; all others are always
    /// referenced.
    /// </summary>
    public bool References(string assembly) => TestFrameworks.FirstOrDefault(framework => assembly.StartsWith(framework.Assembly, StringComparison.Ordinal)).Package is not { } package
        || _around.Contains($"PackageReference Include=\"{package}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The assembly name; null when it is the file name.</summary>
    public string? AssemblyName => Assembly().Match(_text) is { Success: true } match ? match.Groups["name"].Value : null;

    public OutputKind Output
        => IsWeb || _text.Contains("Microsoft.NET.Sdk.Worker", StringComparison.Ordinal) || Executable().IsMatch(_text) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The names of referenced projects and packages. A package may also be a project below the same folder.</summary>
    public IEnumerable<string> Projects => Reference().Matches(_text).Select(static match => match.Groups["name"].Value.Split('/', '\\')[^1].Replace(".csproj", "", StringComparison.Ordinal));

    public string Usings
        => ImplicitUsings.File(ImplicitUsings.OfAll.Concat(IsWeb ? OfWeb.Concat(OfHosts) : Output == OutputKind.ConsoleApplication ? OfHosts : [])
            .Concat(Using().Matches(_around).Select(static match => $"{match.Groups["static"].Value.Replace("Static=\"true\"", "static ", StringComparison.OrdinalIgnoreCase)}{match.Groups["name"].Value}"))
            .Distinct());

    private bool IsWeb => _text.Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal);

    [GeneratedRegex("<AssemblyName>(?<name>[^<$]+)</AssemblyName>")]
    private static partial Regex Assembly();

    [GeneratedRegex("<OutputType>Exe|<OutputType>WinExe", RegexOptions.IgnoreCase)]
    private static partial Regex Executable();

    [GeneratedRegex("""<(Project|Package)Reference Include="(?<name>[^"]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""<Using Include="(?<name>[\w.]+)"\s*(?<static>Static="[Tt]rue")?\s*/>""")]
    private static partial Regex Using();
}
