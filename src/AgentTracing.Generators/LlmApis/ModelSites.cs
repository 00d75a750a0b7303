using System.Text;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The places where code names a model: parameters of constructors, factories and calls, and properties of options, requests and clients.
/// </summary>
internal sealed class ModelSites
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
        { "model", "modelid", "defaultmodel", "defaultmodelid", "selectedmodel", "modeloverride" };

    private static readonly IReadOnlyList<ModelTypes> Table = [.. Sdk.All.SelectMany(static sdk => sdk.Models)];
    private static readonly HashSet<string> Enums = new(Sdk.All.Select(static sdk => sdk.ModelEnum).OfType<string>(), StringComparer.Ordinal);

    private readonly Dictionary<INamedTypeSymbol, string?> _types = new(SymbolEqualityComparer.Default);

    private ModelSites()
    {
    }

    /// <summary>Metadata names of every type of the table.</summary>
    public static IEnumerable<string> TypeNames => Table.SelectMany(row => row.Types);

    /// <summary>The sites of a compilation; null when it references no SDK with sites.</summary>
    public static ModelSites? Create(Compilation compilation)
    {
        var sites = new ModelSites();
        var lookup = new NamespaceLookup(compilation);
        foreach (var row in Table)
        {
            foreach (var type in row.Types.SelectMany(lookup.Find))
                sites._types[type] = row.Provider;
        }

        return sites._types.Count == 0 ? null : sites;
    }

    /// <summary>Whether an argument for this parameter names a model.</summary>
    /// <param name="parameter">Parameter of a constructor, factory or call.</param>
    /// <param name="provider">Its provider; null when it is unknown at compile time.</param>
    public bool TryGet(IParameterSymbol parameter, out string? provider)
    {
        provider = null;
        return IsModel(parameter.Name, parameter.Type) && parameter.ContainingSymbol is IMethodSymbol method
            && _types.TryGetValue((method.ReducedFrom ?? method).ContainingType.OriginalDefinition, out provider);
    }

    /// <summary>Whether a value of this property names a model.</summary>
    /// <param name="property">The property.</param>
    /// <param name="provider">Its provider; null when it is unknown at compile time.</param>
    public bool TryGet(IPropertySymbol property, out string? provider)
    {
        provider = null;
        return IsModel(property.Name, property.Type) && _types.TryGetValue(property.ContainingType.OriginalDefinition, out provider);
    }

    /// <summary>
    /// The id of a member of an SDK's enum of models: <c>Model.ClaudeOpus4_6</c> is <c>claude-opus-4-6</c>. Null for other
    /// members.
    /// </summary>
    public static string? IdOf(IFieldSymbol member)
    {
        if (!Enums.Contains(member.ContainingType.MetadataNameOf()))
            return null;

        var id = new StringBuilder(member.Name.Length + 8);
        for (var i = 0; i < member.Name.Length; i++)
        {
            var c = member.Name[i];
            if (c == '_')
            {
                id.Append('-');
                continue;
            }

            if (i > 0 && member.Name[i - 1] != '_' && (char.IsUpper(c) || char.IsDigit(c) != char.IsDigit(member.Name[i - 1])))
                id.Append('-');
            id.Append(char.ToLowerInvariant(c));
        }

        return id.ToString();
    }

    /// <summary>Whether a parameter or property of this name and type names a model, if its type is a site.</summary>
    public static bool IsModel(string name, ITypeSymbol type)
        => name.IndexOf("model", StringComparison.OrdinalIgnoreCase) >= 0
            && (type.SpecialType == SpecialType.System_String || type.Is("Anthropic.Core", "ApiEnum`2"))
            && Names.Contains(MemberNames.Canonical(name));
}
