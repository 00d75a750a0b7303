using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT2xxx: LLM calls.</content>
internal static partial class Descriptors
{
    /// <summary>Arguments: called type and method, the remedy.</summary>
    public static readonly DiagnosticDescriptor UncoveredCall = new(
        DiagnosticIds.UncoveredCall,
        "No span covers an LLM call",
        "No span covers the LLM call '{0}'; {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UncoveredCall));

    /// <summary>Arguments: type and method, the two tracers.</summary>
    public static readonly DiagnosticDescriptor TracedTwice = new(
        DiagnosticIds.TracedTwice,
        "An LLM call is traced twice",
        "'{0}' is traced by {1} and by {2}, so it is counted twice; remove one of them",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.TracedTwice));

    /// <summary>No arguments.</summary>
    public static readonly DiagnosticDescriptor PipelineOrder = new(
        DiagnosticIds.PipelineOrder,
        "UseOpenTelemetry comes before UseFunctionInvocation",
        "UseOpenTelemetry() before UseFunctionInvocation() loses the spans of tools and merges the LLM calls into one; swap them",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PipelineOrder));

    /// <summary>No arguments.</summary>
    public static readonly DiagnosticDescriptor PipelineTwice = new(
        DiagnosticIds.PipelineTwice,
        "A pipeline has UseOpenTelemetry twice",
        "The pipeline has UseOpenTelemetry() twice, so each call has two spans; remove one",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PipelineTwice));

    /// <summary>Arguments: type and method, the option to set.</summary>
    public static readonly DiagnosticDescriptor StreamUsage = new(
        DiagnosticIds.StreamUsage,
        "A streaming call does not ask for its usage",
        "The provider sends the usage of '{0}' only on request, and without usage there is no cost; set {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StreamUsage));

    /// <summary>Arguments: type and method, reason.</summary>
    public static readonly DiagnosticDescriptor NotIntercepted = new(
        DiagnosticIds.NotIntercepted,
        "An LLM call cannot be intercepted",
        "The LLM call '{0}' cannot be intercepted, because {1}; extract it into an [LlmCall] method",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotIntercepted));

    /// <summary>Arguments: the missing registration.</summary>
    public static readonly DiagnosticDescriptor NotRegistered = new(
        DiagnosticIds.NotRegistered,
        "AgentTracing is not registered with OpenTelemetry",
        "{0}; add AddAgentTracing()",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotRegistered),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Arguments: the function-calling method, the remedy.</summary>
    public static readonly DiagnosticDescriptor HiddenRounds = new(
        DiagnosticIds.HiddenRounds,
        "The rounds of a function-calling pipeline are not traced",
        "{0}() calls the model several times for one response, but nothing below it traces these rounds; {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.HiddenRounds));
}
