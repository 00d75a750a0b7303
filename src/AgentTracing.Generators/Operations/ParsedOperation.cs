using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>A parsed annotated method: the model, and the issues of the declaration.</summary>
/// <param name="Operation">The model; null when the method cannot be implemented.</param>
/// <param name="Issues">The issues.</param>
internal sealed record ParsedOperation(OperationModel? Operation, EquatableArray<DeclarationIssue> Issues)
{
    /// <summary>Parses a method.</summary>
    public static ParsedOperation Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        List<OperationIssue> issues = [];
        var operation = OperationParser.Parse(method, compilation, issues, cancellationToken);
        bool stopsCompiler = operation is null && OperationParser.MustBeImplemented(method, compilation, cancellationToken);
        return new ParsedOperation(operation, issues.Select(issue => DeclarationIssue.Of(issue, stopsCompiler)).OfType<DeclarationIssue>().ToEquatableArray());
    }
}
