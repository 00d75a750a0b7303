using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Operations;

/// <summary>One generated file: the operations of one type.</summary>
/// <param name="HintName">Its name, unique among all of them ignoring case.</param>
/// <param name="Operations">Its operations, in ordinal order; all of one type, at least one.</param>
internal sealed record OperationFile(string HintName, EquatableArray<OperationModel> Operations)
{
    private const string Extension = ".g.cs";

    /// <summary>Other files of the same generator.</summary>
    private static readonly string[] OtherFiles = [ReadersFile.HintName, ReadersFile.InterceptedHintName, "AgentTracing.Pipelines.g.cs", "AgentTracing.HandOvers.g.cs", "InterceptionSummary.g.cs"];

    /// <summary>The type of all operations.</summary>
    public ContainingType Type => Operations[0].Type;

    /// <summary>Distributes operations to files, in ordinal order of their types.</summary>
    public static IEnumerable<OperationFile> Group(EquatableArray<OperationModel> operations, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(OtherFiles.Select(static file => file.Substring(0, file.Length - Extension.Length)), StringComparer.OrdinalIgnoreCase);
        IEnumerable<IGrouping<string, OperationModel>> types = operations
            .GroupBy(static operation => operation.Type.MetadataName, StringComparer.Ordinal)
            .OrderBy(static type => type.Key, StringComparer.Ordinal);

        foreach (var type in types)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = CSharp.FreeName(CSharp.FileName(type.Key), candidate => candidate.EndsWith(".Interceptors", StringComparison.OrdinalIgnoreCase) || !taken.Add(candidate));
            yield return new OperationFile(name + Extension, InOrder(type));
        }
    }

    private static EquatableArray<OperationModel> InOrder(IEnumerable<OperationModel> operations)
        => operations
            .OrderBy(static operation => operation.Method.Name, StringComparer.Ordinal)
            .ThenBy(static operation => operation.Method.Signature, StringComparer.Ordinal)
            .ToEquatableArray();
}
