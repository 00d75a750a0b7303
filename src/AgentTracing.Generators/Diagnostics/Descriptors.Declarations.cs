using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT1xxx: declarations of operations.</content>
internal static partial class Descriptors
{
    /// <summary>Arguments: attribute, method, implementation, the obstacle and its remedy.</summary>
    public static readonly DiagnosticDescriptor MethodNotPartial = new(
        DiagnosticIds.MethodNotPartial,
        "An annotated method is not partial",
        "[{0}] has no effect on '{1}', {3} its body to '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MethodNotPartial));

    /// <summary>Arguments: type, method.</summary>
    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        DiagnosticIds.TypeNotPartial,
        "A containing type is not partial",
        "The type '{0}' is not partial, so '{1}' cannot be implemented; make '{0}' partial",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.TypeNotPartial));

    /// <summary>Arguments: method, implementation, the error, an alternative or nothing.</summary>
    public static readonly DiagnosticDescriptor Implementation = new(
        DiagnosticIds.Implementation,
        "The implementation method is missing or differs",
        "'{0}' is implemented by '{1}', but {2}; {3}declare '{1}' with the signature of '{0}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Implementation));

    /// <summary>Arguments: method, the part and the reason.</summary>
    public static readonly DiagnosticDescriptor Shape = new(
        DiagnosticIds.Shape,
        "An annotated method has a shape that cannot be wrapped",
        "'{0}' cannot be wrapped in a span: {1}; change that, or move the attribute to a method that can",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Shape));

    /// <summary>Arguments: method, attributes.</summary>
    public static readonly DiagnosticDescriptor SeveralKinds = new(
        DiagnosticIds.SeveralKinds,
        "A method has several operation attributes",
        "'{0}' is annotated as {1}, but is one operation; keep one of the attributes",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SeveralKinds));

    /// <summary>Arguments: implementation, method.</summary>
    public static readonly DiagnosticDescriptor ImplementationCall = new(
        DiagnosticIds.ImplementationCall,
        "An implementation method is called directly",
        "'{0}' is called without the span of '{1}'; call '{1}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ImplementationCall));

    /// <summary>Arguments: kind, name, method, the other method with the name.</summary>
    public static readonly DiagnosticDescriptor SharedName = new(
        DiagnosticIds.SharedName,
        "Two agents or tools share a name",
        "The {0} '{2}' has the name \"{1}\" of '{3}', so traces and metrics cannot distinguish them; give one of them another name",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SharedName),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>Arguments: method, type of its result, the reason and what to do.</summary>
    public static readonly DiagnosticDescriptor NoUsage = new(
        DiagnosticIds.NoUsage,
        "The result of an LLM call contains no token usage",
        "'{0}' returns '{1}', {2}, or call AgentTrace.RecordUsage",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NoUsage));

    /// <summary>Arguments: attribute, parameter, reason.</summary>
    public static readonly DiagnosticDescriptor Parameter = new(
        DiagnosticIds.Parameter,
        "A telemetry attribute does not fit its parameter",
        "[{0}] on the parameter '{1}' is ignored: {2}; change the parameter, or remove the attribute",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Parameter));

    /// <summary>Arguments: method.</summary>
    public static readonly DiagnosticDescriptor UnobservedTask = new(
        DiagnosticIds.UnobservedTask,
        "The task of an operation is neither awaited nor returned",
        "The task of '{0}' is neither awaited nor returned, so its span can outlive its parent's; await it, or return it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnobservedTask));

    /// <summary>Arguments: method, implementation.</summary>
    public static readonly DiagnosticDescriptor AsyncVoid = new(
        DiagnosticIds.AsyncVoid,
        "An operation is async void",
        "'{0}' is async void, so its span ends at its first await and its exceptions cannot be caught; return Task from '{0}' and '{1}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.AsyncVoid));

    /// <summary>Arguments: attribute, method, name or description, our value, the other attribute, its value.</summary>
    public static readonly DiagnosticDescriptor Contradiction = new(
        DiagnosticIds.Contradiction,
        "A tool's name or description contradicts another attribute",
        "The {2} \"{3}\" of '{1}' in [{0}] contradicts \"{5}\" in [{4}], which the model gets; use the same in both, or remove it from [{0}]",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Contradiction));

    /// <summary>Arguments: method, the reason why it is a tool.</summary>
    public static readonly DiagnosticDescriptor UntracedTool = new(
        DiagnosticIds.UntracedTool,
        "A tool is not annotated",
        "'{0}' is a tool ({1}) without an annotation; add [Tool] to record every execution with its arguments and errors",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UntracedTool));

    /// <summary>Arguments: method, return type.</summary>
    public static readonly DiagnosticDescriptor NoScore = new(
        DiagnosticIds.NoScore,
        "The result of an evaluator contains no score",
        "[Evaluator] '{0}' returns '{1}', which contains no score; return a number, a boolean, a label, an IEvaluationResult or an EvaluationResult of Microsoft.Extensions.AI.Evaluation, or call AgentTrace.Score",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NoScore));

    /// <summary>Arguments: argument, attribute, the reason and what to write instead.</summary>
    public static readonly DiagnosticDescriptor IneffectiveArgument = new(
        DiagnosticIds.IneffectiveArgument,
        "An argument of an attribute has no effect",
        "{0} of [{1}] has no effect: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.IneffectiveArgument));

    /// <summary>Arguments: method, implementation, the difference.</summary>
    public static readonly DiagnosticDescriptor Nullability = new(
        DiagnosticIds.Nullability,
        "An implementation differs in nullability",
        "'{0}' is implemented by '{1}', which {2}, so a null can pass unnoticed; declare both alike",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Nullability));

    /// <summary>The rules that the parser of operations checks.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Declarations { get; } =
        [MethodNotPartial, TypeNotPartial, Implementation, Shape, SeveralKinds, Parameter, AsyncVoid, Contradiction, Nullability];
}
