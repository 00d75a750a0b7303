using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Reuse;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pipelines;

/// <summary>
/// Writes <c>UseAgentTracing()</c> for the pipelines of Microsoft.Extensions.AI and the Agent Framework into a project that references
/// them, and registers how their responses are identified. In the project's assembly the SDK's raw objects can be read, and no version is
/// pinned.
/// </summary>
internal static class PipelineGenerator
{
    private static readonly ReusedFact<PipelineModel> Known = new(PipelineModel.Of);

    /// <summary>Registers its outputs.</summary>
    /// <returns>The shared readers that it needs.</returns>
    public static IncrementalValueProvider<EquatableArray<ReaderModel>> Register(IncrementalGeneratorInitializationContext context)
    {
        var model = context.CompilationProvider
            .Select(static (compilation, _) => Known.Of(compilation))
            .WithTrackingName(TrackingNames.Pipelines);

        context.RegisterSourceOutput(model, static (context, model) =>
        {
            if (model.HasSource)
                context.AddSource(PipelineEmitter.HintName, PipelineEmitter.Emit(model));
        });

        var calls = HandOverParser.InFiles(context.SyntaxProvider)
            .Combine(context.AnalyzerConfigOptionsProvider.Select(static (options, _) => InterceptionOptions.Read(options.GlobalOptions)))
            .Select(static (pair, _) => pair.Right.Covers("AgentFramework") ? pair.Left : [])
            .Combine(model.Select(static (model, _) => model.Agents is { HasOpenTelemetry: true }))
            .WithTrackingName(TrackingNames.HandOvers);

        context.RegisterImplementationSourceOutput(calls, static (context, calls) =>
        {
            if (calls.Right && !calls.Left.IsEmpty)
                context.AddSource(HandOverEmitter.HintName, HandOverEmitter.Emit(calls.Left));
        });
        return model.Select(static (model, _) => ReadersFile.Shared(model.Readers));
    }
}
