namespace AgentTracing.Tests.Shared;

/// <summary>The project file of a user: a program as <c>dotnet new console</c> makes it.</summary>
internal static class UserProject
{
    /// <summary>Writes the file.</summary>
    /// <param name="properties">Further properties.</param>
    /// <param name="rest">Groups of items, and imports.</param>
    /// <param name="sdk">The SDK that it is built with.</param>
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
