using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pipelines;

/// <summary>
/// Writes <c>UseAgentTracing()</c> for the pipelines of Microsoft.Extensions.AI and the Agent Framework into a project that references them, and
/// tells the run time how their answers are told apart. In the project's own assembly the SDK's raw objects can be read, and no version is pinned.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PipelineGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static context => context.AddEmbeddedAttributeDefinition());

        var model = context.CompilationProvider
            .Select(PipelineModel.Of)
            .WithTrackingName(TrackingNames.Pipelines);

        context.RegisterSourceOutput(model, static (context, model) =>
        {
            if (model.HasSource)
                context.AddSource(PipelineEmitter.HintName, PipelineEmitter.Emit(model));
        });
    }
}
