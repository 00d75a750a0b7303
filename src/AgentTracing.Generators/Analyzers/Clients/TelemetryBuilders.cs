using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Determines by names whether the builder of a call is for traces or metrics.</summary>
internal static class TelemetryBuilders
{
    /// <summary>The methods that create a builder, or pass one to a lambda.</summary>
    public static TelemetryKind KindOf(string method) => method switch
    {
        "WithTracing" or "CreateTracerProviderBuilder" or "ConfigureOpenTelemetryTracerProvider" => TelemetryKind.Traces,
        "WithMetrics" or "CreateMeterProviderBuilder" or "ConfigureOpenTelemetryMeterProvider" => TelemetryKind.Metrics,
        _ => TelemetryKind.Unknown,
    };

    /// <summary>The kind of a call's builder.</summary>
    public static TelemetryKind KindOf(InvocationExpressionSyntax call)
    {
        var root = Pipeline.RootOf(call);
        if (root is InvocationExpressionSyntax first && LlmCallSite.NameOf(first.Expression) is { } made)
            return KindOf(made.Identifier.ValueText);

        if (root is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return KindInChain(call);

        foreach (var ancestor in call.Ancestors())
        {
            switch (ancestor)
            {
                case SimpleLambdaExpressionSyntax lambda when lambda.Parameter.Identifier.ValueText == name:
                    return KindOf(lambda);
                case ParenthesizedLambdaExpressionSyntax lambda when lambda.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name):
                    return KindOf(lambda);
                case BaseMethodDeclarationSyntax method when method.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name) is { Type: { } type }:
                    return KindOfType(type.ToString());
            }
        }

        return KindInChain(call);
    }

    private static TelemetryKind KindOf(LambdaExpressionSyntax lambda)
        => lambda is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } && LlmCallSite.NameOf(call.Expression) is { } name
            ? KindOf(name.Identifier.ValueText)
            : TelemetryKind.Unknown;

    // Sdk.CreateTracerProviderBuilder().AddAgentTracing()
    private static TelemetryKind KindInChain(InvocationExpressionSyntax call)
    {
        foreach (var step in Pipeline.StepsBefore(call))
        {
            if (LlmCallSite.NameOf(step.Expression) is { } name && KindOf(name.Identifier.ValueText) is var kind and not TelemetryKind.Unknown)
                return kind;
        }

        return TelemetryKind.Unknown;
    }

    private static TelemetryKind KindOfType(string type)
        => type.Contains("TracerProvider") ? TelemetryKind.Traces : type.Contains("MeterProvider") ? TelemetryKind.Metrics : TelemetryKind.Unknown;
}

/// <summary>The kind of an OpenTelemetry builder.</summary>
internal enum TelemetryKind
{
    Unknown,
    Traces,
    Metrics,
}
