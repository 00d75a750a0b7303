using System.Runtime.CompilerServices;
using AgentTracing.Generators.Analyzers;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>What calls are asked about again and again, answered once for a compilation.</summary>
internal sealed class InterceptionSymbols
{
    private static readonly ConditionalWeakTable<Compilation, InterceptionSymbols> Known = new();

    private InterceptionSymbols(Compilation compilation)
    {
        Catalogue = compilation.GetTypeByMetadataName(Contract) is null ? null : LlmApiCatalogue.Create(compilation);
        Operations = new OperationSymbols(compilation);
    }

    private const string Contract = "AgentTracing.CompilerServices.LlmClient";

    /// <summary>The calls of LLM SDKs; null where the compilation can make none, or has no run time to trace them.</summary>
    public LlmApiCatalogue? Catalogue { get; }

    /// <summary>The annotated methods.</summary>
    public OperationSymbols Operations { get; }

    /// <summary>The answers for <paramref name="compilation"/>.</summary>
    public static InterceptionSymbols Of(Compilation compilation) => Known.GetValue(compilation, static key => new InterceptionSymbols(key));
}
