namespace AgentTracing.Tests.Shared;

/// <summary>A user's project file, like that of <c>dotnet new console</c>.</summary>
internal static class UserProject
{
    /// <summary>Writes the file.</summary>
    /// <param name="properties">Additional properties.</param>
    /// <param name="rest">Item groups and imports.</param>
    /// <param name="sdk">The MSBuild SDK.</param>
    public static string File(string properties, string rest, string sdk = "Microsoft.NET.Sdk") => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            {properties.Trim().ReplaceLineEndings("\n    ")}
          </PropertyGroup>
          {rest}
        </Project>
        """;
}
