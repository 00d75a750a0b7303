using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pricing;

/// <summary>The role of a compilation for its pricing files.</summary>
internal enum PricingRole
{
    /// <summary>It does not reference the run time: nothing can be registered.</summary>
    None,

    /// <summary>The run time itself, whose file is the catalogue.</summary>
    Runtime,

    /// <summary>The package of the catalogue, which the run time is built on.</summary>
    Catalogue,

    /// <summary>A project that uses the run time.</summary>
    Project,
}

/// <summary>The rank and assembly of a compilation's prices.</summary>
/// <param name="Role">The role of the compilation.</param>
/// <param name="Assembly">Its name.</param>
/// <param name="IsApplication">Whether it is an application.</param>
/// <param name="References">The referenced assemblies with prices; later ones override earlier ones.</param>
internal sealed record PricingTarget(PricingRole Role, string Assembly, bool IsApplication, EquatableArray<ReferencedPrices> References)
{
    private const string RuntimeAssembly = "AgentTracing";
    private const string CatalogueAssembly = "AgentTracing.Prices";
    private const string PricesType = "AgentTracing.CompilerServices.CompiledPrices";
    private const string PricesAttribute = PricesType + "Attribute";

    /// <summary>One above every referenced assembly with prices: an assembly overrides those that it references.</summary>
    public int Rank => References.Count == 0 ? 0 : References.Max(reference => reference.Rank) + 1;

    /// <summary>Reads a compilation. It opens only references that reference the run time.</summary>
    public static PricingTarget Of(Compilation compilation)
    {
        string name = compilation.AssemblyName ?? "";
        bool isApplication = compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
        if (compilation.GetTypeByMetadataName(PricesType) is not { } pricesType)
            return new PricingTarget(name == CatalogueAssembly ? PricingRole.Catalogue : PricingRole.None, name, isApplication, []);
        if (SymbolEqualityComparer.Default.Equals(pricesType.ContainingAssembly, compilation.Assembly))
            return new PricingTarget(PricingRole.Runtime, name, isApplication, []);

        var references = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.First().ReferencedAssemblies.Any(static identity => identity.Name == RuntimeAssembly) && IsGlobal(compilation, assembly))
            .Select(Marker)
            .OfType<ReferencedPrices>()
            .OrderBy(static reference => reference.Rank)
            .ThenBy(static reference => reference.Assembly, StringComparer.Ordinal);
        return new PricingTarget(PricingRole.Project, name, isApplication, references.ToEquatableArray());
    }

    private static ReferencedPrices? Marker(IAssemblySymbol assembly)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.ToDisplayString() == PricesAttribute
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }, { Value: int rank }, { Kind: TypedConstantKind.Array, IsNull: false } tables])
            {
                return new ReferencedPrices(
                    assembly.Name,
                    type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                    rank,
                    tables.Values.Select(static table => table.Value as string ?? "").ToEquatableArray());
            }
        }

        return null;
    }

    /// <summary>Whether generated code can name the types of a reference, which is not possible with an extern alias.</summary>
    private static bool IsGlobal(Compilation compilation, IAssemblySymbol assembly) =>
        compilation.GetMetadataReference(assembly) is not { } reference || reference.Properties.Aliases.IsEmpty || reference.Properties.Aliases.Contains(MetadataReferenceProperties.GlobalAlias);
}

/// <summary>A referenced assembly with prices.</summary>
/// <param name="Assembly">Its name.</param>
/// <param name="TypeName">The fully qualified name of the type with the prices.</param>
/// <param name="Rank">One above every assembly with prices that it references.</param>
/// <param name="Tables">The lines of its tables; later ones override earlier ones.</param>
internal sealed record ReferencedPrices(string Assembly, string TypeName, int Rank, EquatableArray<string> Tables);
