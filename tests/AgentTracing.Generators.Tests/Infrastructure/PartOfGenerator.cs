using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>
/// The generator without its pipelines, which depend only on references: annotated methods, and interceptors if the test needs them.
/// </summary>
internal sealed class PartOfGenerator(bool intercepts) : IIncrementalGenerator
{
    /// <summary>Generates annotated methods.</summary>
    public static ISourceGenerator Operations { get; } = new PartOfGenerator(intercepts: false).AsSourceGenerator();

    /// <summary>Generates annotated methods and interceptors.</summary>
    public static ISourceGenerator Calls { get; } = new PartOfGenerator(intercepts: true).AsSourceGenerator();

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static context => context.AddEmbeddedAttributeDefinition());
        var called = OperationsGenerator.Register(context);
        IncrementalValueProvider<EquatableArray<ReaderModel>>? intercepted = intercepts ? InterceptionGenerator.Register(context) : null;
        ReadersFile.Register(context, called, intercepted);
    }
}
