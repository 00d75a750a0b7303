using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers;

/// <summary>Recognizes classes of tests and benchmarks by the attributes of xUnit, NUnit, MSTest, TUnit and BenchmarkDotNet, and attributes derived from them.</summary>
internal static class TestCode
{
    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "FactAttribute", "TheoryAttribute", "TestAttribute", "TestCaseAttribute", "TestCaseSourceAttribute", "TestMethodAttribute", "TestClassAttribute",
        "TestFixtureAttribute", "BenchmarkAttribute",
    };

    private static readonly string[] Frameworks = ["xunit", "nunit.framework", "Microsoft.VisualStudio.TestPlatform", "MSTest", "TUnit", "BenchmarkDotNet"];

    /// <summary>Whether the project contains tests or benchmarks, which do not run in production.</summary>
    public static bool IsTestProject(Compilation compilation)
        => compilation.ReferencedAssemblyNames.Any(static reference => Frameworks.Any(framework => reference.Name.StartsWith(framework, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the symbol belongs to a test class, or to a type nested in one.</summary>
    public static bool Contains(ISymbol? symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (IsTestType(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether the type, or one it derives from, has tests.</summary>
    public static bool IsTestType(INamedTypeSymbol type)
        => type.SelfAndBaseTypes()
            .TakeWhile(static current => current.SpecialType == SpecialType.None)
            .Any(static current => HasTestAttribute(current) || current.GetMembers().OfType<IMethodSymbol>().Any(HasTestAttribute));

    private static bool HasTestAttribute(ISymbol symbol)
        => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.SelfAndBaseTypes().Any(static type => Attributes.Contains(type.MetadataName)) == true);
}
