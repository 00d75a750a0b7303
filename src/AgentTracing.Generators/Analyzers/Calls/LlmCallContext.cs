using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>The shared facts of the analyzers of LLM calls about a compilation.</summary>
internal sealed class LlmCallContext
{
    private LlmCallContext(LlmApiCatalogue catalogue, Compilation compilation, AnalyzerOptions options)
    {
        Catalogue = catalogue;
        Setup = TelemetrySetup.Of(compilation);
        Interception = InterceptionOptions.Read(options.AnalyzerConfigOptionsProvider.GlobalOptions);
        Enclosing = new EnclosingSpans(catalogue, OperationSymbols.Of(compilation), Setup.Models, new Middleware(Setup.Models, Setup.Tokens));
        Clients = new TracedClients(Setup);
    }

    /// <summary>The calls.</summary>
    public LlmApiCatalogue Catalogue { get; }

    /// <summary>The registrations of the compilation.</summary>
    public TelemetrySetup Setup { get; }

    /// <summary>Which code runs inside a span.</summary>
    public EnclosingSpans Enclosing { get; }

    /// <summary>Which clients trace their calls.</summary>
    public TracedClients Clients { get; }

    /// <summary>Which calls are intercepted.</summary>
    public InterceptionOptions Interception { get; }

    /// <summary>The context of a compilation; null when it calls no LLM SDK.</summary>
    public static LlmCallContext? Of(Compilation compilation, AnalyzerOptions options)
        => LlmApiCatalogue.Of(compilation) is { } catalogue ? new LlmCallContext(catalogue, compilation, options) : null;
}
