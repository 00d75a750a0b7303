using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Operations;

/// <content>One method.</content>
internal sealed partial class OperationEmitter
{
    private void WriteMethod(OperationModel operation, string field)
    {
        var method = operation.Method;
        _writer.WriteLine($"// span: {CSharp.CommentText(SpanName(operation.Descriptor))}");
        foreach (var attribute in method.Attributes)
            _writer.WriteLine($"[{attribute}]");

        _writer.WriteLine(method.Signature);
        using (_writer.Indent())
        {
            foreach (string constraint in method.Constraints)
                _writer.WriteLine(constraint);
        }

        string descriptor = $"{OperationsClass(method)}.{CSharp.Identifier(field)}";
        using (_writer.Block())
            new TracedCallWriter(_writer, Call(operation, descriptor)).Write();
    }

    private TracedCall Call(OperationModel operation, string descriptor)
    {
        var method = operation.Method;
        return new TracedCall
        {
            Descriptor = descriptor,
            Condition = Condition(operation),
            Invocation = method.Invocation,
            Returns = method.Returns,
            CancellationToken = operation.Input.CancellationToken,
            Input = [.. Input(operation)],
            Content = [.. operation.Content?.Calls(reader => ReaderOf(method, reader)) ?? []],
            CompletesContent = operation.Descriptor.Kind == OperationKind.Tool,
            StreamWrapper = method.Stream is { } stream ? StaticOf(method, SdkStreamEmitter.Method(stream, _wrapperNames[stream.Wrapper])) : null,
            StreamTypes = method.Stream?.TypeArguments,
            Reader = operation.ResponseReader is { } read ? ReaderOf(method, read) : null,
            ResultWriter = operation.Content?.Result,
            HasBudget = !operation.Descriptor.Budget.IsEmpty,
            IsTokenAssignable = operation.Input.IsTokenAssignable,
            FreeName = name => FreeName(method, name),
        };
    }

    /// <summary>
    /// The first check of an operation: only few metrics need a tool or a run. Parameters that set metric labels affect all inner
    /// operations, so they need the full check.
    /// </summary>
    private static string Condition(OperationModel operation) => operation.Descriptor.Kind switch
    {
        OperationKind.Tool when operation.Input.Tags.IsEmpty => $"{GeneratedCode.Runtime}.Listening.ToTools",
        OperationKind.Agent or OperationKind.Workflow => $"{GeneratedCode.Runtime}.Listening.ToRuns",
        _ => GeneratedCode.IsEnabled,
    };

    private IEnumerable<(string Name, string Value)> Input(OperationModel operation)
    {
        var method = operation.Method;
        var input = operation.Input;
        foreach (var member in input.Members)
            yield return (member.Name, member.Value);
        if (!input.Tags.IsEmpty)
            yield return ("Tags", $"[{string.Join(", ", input.Tags.Select(static tag => $"new({CSharp.Literal(tag.Name)}, {tag.Value})"))}]");
        if (input.Request is { } request)
            yield return ("Request", $"{GeneratedCode.Runtime}.LlmRequest.Read{request.TypeArgument}({request.Value}, {ReaderOf(method, request.Reader)})");
        if (input.CalledClient is { } client)
            yield return ("CalledClient", $"{GeneratedCode.Runtime}.LlmClient.Read{client.TypeArgument}({client.Value}, {ReaderOf(method, client.Reader)})");
    }

    private string ReaderOf(MethodModel method, ReaderModel reader) => reader switch
    {
        { IsShared: true } => $"{ReaderEmitter.SharedClass}.{reader.MethodName}",
        { IsPrivateType: true } => _readerNames[reader],
        _ => StaticOf(method, _readerNames[reader]),
    };

    private string StaticOf(MethodModel method, string member) => $"{OperationsClass(method)}.{member}";

    private string OperationsClass(MethodModel method) => _type.OperationsClassFor(method);

    private static string FreeName(MethodModel method, string name) => CSharp.FreeName(name, candidate => method.NamesInScope.Contains(candidate));

    private static string SpanName(DescriptorModel descriptor) => descriptor.Kind switch
    {
        OperationKind.Workflow => $"invoke_workflow {descriptor.Name}",
        OperationKind.Agent => $"invoke_agent {descriptor.Name}",
        OperationKind.Tool => $"execute_tool {descriptor.Name}",
        OperationKind.Retrieval => $"retrieval {descriptor.Name}",
        OperationKind.LlmCall => $"{LlmOperationName(descriptor.LlmOperation)} {descriptor.Model ?? "{model}"}",
        _ => descriptor.Name,
    };

    private static string LlmOperationName(string? operation) => operation switch
    {
        "TextCompletion" => "text_completion",
        "GenerateContent" => "generate_content",
        "Embeddings" => "embeddings",
        _ => "chat",
    };
}
