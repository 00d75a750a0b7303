using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Pipelines;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators;

/// <summary>
/// Writes everything that traces calls: annotated methods, interceptors and pipelines. It is one generator, so the readers of the SDKs'
/// types are written once for a compilation.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AgentTracingGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static context => context.AddEmbeddedAttributeDefinition());
        var called = OperationsGenerator.Register(context)
            .Combine(PipelineGenerator.Register(context))
            .Select(static (pair, _) => ReadersFile.Union([pair.Left, pair.Right]));
        ReadersFile.Register(context, called, InterceptionGenerator.Register(context));
    }
}
