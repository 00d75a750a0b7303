using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>Traces the LLM SDK calls in the user's code, if the project turns interception on.</summary>
internal static class InterceptionGenerator
{
    /// <summary>Registers its outputs.</summary>
    /// <returns>The shared readers that it needs.</returns>
    public static IncrementalValueProvider<EquatableArray<ReaderModel>> Register(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => InterceptionOptions.Read(options.GlobalOptions));

        var calls = InterceptionParser.InFiles(context.SyntaxProvider)
            .Combine(options)
            .Select(static (pair, _) => pair.Right.IsOn ? pair.Left.Select(pair.Right.Apply).ToEquatableArray() : [])
            .WithTrackingName(TrackingNames.ModelCalls);

        var files = calls
            .SelectMany(static (calls, cancellationToken) => InterceptionFile.Group(calls, cancellationToken))
            .WithTrackingName(TrackingNames.InterceptionFiles);

        var razor = context.AdditionalTextsProvider
            .Where(static file => RazorCode.IsRazorFile(file.Path))
            .Combine(options)
            .Where(static pair => pair.Right is { IsOn: true, HasSummary: true })
            .Select(static (pair, _) => pair.Left)
            .Collect()
            .Combine(context.CompilationProvider)
            .Select(static (pair, cancellationToken) => pair.Left.IsEmpty ? EquatableArray<ModelCall>.Empty : RazorCalls.In(pair.Left, pair.Right, cancellationToken).ToEquatableArray());

        var summary = calls
            .Combine(razor)
            .Combine(options)
            .SelectMany(static (pair, _) => pair.Right is { IsOn: true, HasSummary: true } ? [InterceptionSummary.Of([.. pair.Left.Left, .. pair.Left.Right])] : ImmutableArray<InterceptionSummary>.Empty)
            .WithTrackingName(TrackingNames.InterceptionSummary);

        context.RegisterImplementationSourceOutput(
            files, static (context, file) => context.AddSource(file.HintName, InterceptionEmitter.Emit(file)));
        context.RegisterImplementationSourceOutput(
            summary, static (context, summary) => context.AddSource(InterceptionSummary.HintName, summary.Emit()));
        return calls.Select(static (calls, _) => ReadersFile.Shared(calls.OfType<InterceptedCall>().SelectMany(static call => call.Shape.Readers)));
    }
}
