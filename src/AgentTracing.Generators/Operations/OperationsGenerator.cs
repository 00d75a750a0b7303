using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Operations;

/// <summary>Implements the partial methods that are annotated as operations of an agent.</summary>
internal static class OperationsGenerator
{
    /// <summary>Registers its outputs.</summary>
    /// <returns>The shared readers that it needs.</returns>
    public static IncrementalValueProvider<EquatableArray<ReaderModel>> Register(IncrementalGeneratorInitializationContext context)
    {
        var parsed = ParsedOperation.InFiles(context.SyntaxProvider);
        var operations = parsed
            .Select(static (parsed, _) => parsed.Select(static parsed => parsed.Operation).OfType<OperationModel>().ToEquatableArray())
            .WithTrackingName(TrackingNames.Operations);
        var files = operations
            .SelectMany(static (operations, cancellationToken) => OperationFile.Group(operations, cancellationToken))
            .WithTrackingName(TrackingNames.OperationFiles);

        var isBuild = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => DeclarationIssue.IsBuild(options.GlobalOptions));
        var issues = parsed
            .Select(static (parsed, _) => parsed.SelectMany(static operation => operation.Issues).ToEquatableArray())
            .Combine(isBuild)
            .SelectMany(static (pair, _) => pair.Right ? DeclarationIssue.ToReport(pair.Left) : [])
            .WithTrackingName(TrackingNames.DeclarationIssues);

        var razor = context.AdditionalTextsProvider
            .Where(static file => RazorCode.IsRazorFile(file.Path))
            .Combine(isBuild.Combine(context.ParseOptionsProvider))
            .SelectMany(static (pair, cancellationToken) => pair.Right is (true, CSharpParseOptions options) && pair.Left.GetText(cancellationToken) is { } text
                ? RazorDeclaration.In(new RazorFile(pair.Left.Path, text), options, cancellationToken)
                : []);

        context.RegisterSourceOutput(razor, static (context, declaration) => context.ReportDiagnostic(declaration.ToDiagnostic()));
        context.RegisterSourceOutput(files, static (context, file) => context.AddSource(file.HintName, OperationEmitter.Emit(file)));
        context.RegisterSourceOutput(issues.Combine(context.CompilationProvider), static (context, issue) => context.ReportDiagnostic(issue.Left.ToDiagnostic(issue.Right)));
        return operations.Select(static (operations, _) => ReadersFile.Shared(operations.SelectMany(static operation => operation.Readers)));
    }
}
