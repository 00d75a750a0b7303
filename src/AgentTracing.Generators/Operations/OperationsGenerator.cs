using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <summary>Implements the partial methods that are annotated as operations of an agent.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OperationsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = OperationAttributes.MetadataNames
            .Select(name => Operations(context.SyntaxProvider, name))
            .Aggregate(static (left, right) => left.Combine(right).Select(static (pair, _) => pair.Left.AddRange(pair.Right)))
            .SelectMany(static (operations, cancellationToken) => OperationFile.Group(operations, cancellationToken))
            .WithTrackingName(TrackingNames.OperationFiles);

        context.RegisterSourceOutput(files, static (context, file) => context.AddSource(file.HintName, OperationEmitter.Emit(file)));
    }

    private static IncrementalValueProvider<ImmutableArray<OperationModel>> Operations(SyntaxValueProvider syntax, string attribute)
        => syntax
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (context, cancellationToken) => OperationParser.Parse(
                    (IMethodSymbol)context.TargetSymbol, context.SemanticModel.Compilation, issues: null, cancellationToken))
            .Where(static operation => operation is not null)
            .Select(static (operation, _) => operation!)
            .WithTrackingName(TrackingNames.Operations)
            .Collect();
}
