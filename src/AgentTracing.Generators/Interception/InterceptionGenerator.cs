using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>Puts a span around the calls that the user's code makes of LLM SDKs, where the project asks for it.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class InterceptionGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var isOn = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => InterceptionOptions.IsOn(options.GlobalOptions));

        var files = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => InterceptionParser.IsCandidate(node),
                static (context, cancellationToken) => InterceptionParser.Parse(context, cancellationToken))
            .Where(static call => call is not null)
            .Select(static (call, _) => call!)
            .WithTrackingName(TrackingNames.InterceptedCalls)
            .Collect()
            .Combine(isOn)
            .SelectMany(static (pair, cancellationToken) => pair.Right ? InterceptionFile.Group(pair.Left, cancellationToken) : [])
            .WithTrackingName(TrackingNames.InterceptionFiles);

        context.RegisterImplementationSourceOutput(
            files, static (context, file) => context.AddSource(file.HintName, InterceptionEmitter.Emit(file)));
    }
}
