using System.Collections.Immutable;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <summary>Implements the partial methods that are annotated as operations of an agent.</summary>
internal static class OperationsGenerator
{
    /// <summary>Registers its outputs.</summary>
    /// <returns>The shared readers that it needs.</returns>
    public static IncrementalValueProvider<EquatableArray<ReaderModel>> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParsedOperation>[] parsed = [.. OperationAttributes.MetadataNames.Select(name => Parsed(context.SyntaxProvider, name))];

        var operations = Together(parsed.Select(Operations));
        var files = operations
            .SelectMany(static (operations, cancellationToken) => OperationFile.Group(operations, cancellationToken))
            .WithTrackingName(TrackingNames.OperationFiles);

        var isBuild = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => DeclarationIssue.IsBuild(options.GlobalOptions));
        var issues = Together(parsed.Select(static operations => operations.SelectMany(static (operation, _) => operation.Issues).Collect()))
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

    private static IncrementalValuesProvider<ParsedOperation> Parsed(SyntaxValueProvider syntax, string attribute)
        => syntax.ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (context, cancellationToken) => ParsedOperation.Of((IMethodSymbol)context.TargetSymbol, context.SemanticModel.Compilation, cancellationToken));

    private static IncrementalValueProvider<ImmutableArray<OperationModel>> Operations(IncrementalValuesProvider<ParsedOperation> parsed)
        => parsed
            .Where(static parsed => parsed.Operation is not null)
            .Select(static (parsed, _) => parsed.Operation!)
            .WithTrackingName(TrackingNames.Operations)
            .Collect();

    private static IncrementalValueProvider<ImmutableArray<T>> Together<T>(IEnumerable<IncrementalValueProvider<ImmutableArray<T>>> kinds)
        => kinds.Aggregate(static (left, right) => left.Combine(right).Select(static (pair, _) => pair.Left.AddRange(pair.Right)));
}
