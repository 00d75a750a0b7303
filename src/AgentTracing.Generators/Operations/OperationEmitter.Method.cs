using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Operations;

/// <content>One method.</content>
internal sealed partial class OperationEmitter
{
    private void WriteMethod(OperationModel operation, string field)
    {
        MethodModel method = operation.Method;
        _writer.WriteLine($"// span: {CSharp.CommentText(SpanName(operation.Descriptor))}");
        if (!method.Attributes.IsEmpty)
            _writer.WriteLine($"[{string.Join(", ", method.Attributes)}]");

        _writer.WriteLine(method.Signature);
        using (_writer.Indent())
        {
            foreach (string constraint in method.Constraints)
                _writer.WriteLine(constraint);
        }

        string descriptor = $"{OperationsClass(method)}.{CSharp.Identifier(field)}";
        using (_writer.Block())
        {
            WriteIdlePath(method);
            _writer.WriteLine();
            if (method.Returns == ReturnShape.Iterator)
                WriteTrace(operation, descriptor);
            else
                WriteTracedCall(operation, descriptor);
        }
    }

    private void WriteIdlePath(MethodModel method)
    {
        _writer.WriteLine($"if (!global::{OperationAttributes.Namespace}.AgentTelemetry.IsEnabled)");
        if (method.Returns == ReturnShape.Void)
        {
            using (_writer.Block())
            {
                _writer.WriteLine($"{method.Invocation};");
                _writer.WriteLine("return;");
            }

            return;
        }

        using (_writer.Indent())
            _writer.WriteLine(method.Returns == ReturnShape.Reference ? $"return ref {method.Invocation};" : $"return {method.Invocation};");
    }

    /// <summary>An iterator: each enumeration is a span.</summary>
    private void WriteTrace(OperationModel operation, string descriptor)
    {
        _writer.Write($"return {descriptor}.Trace({operation.Method.Invocation}");
        if (operation.Input is { IsOnlyToken: true, CancellationToken: null })
        {
            _writer.WriteLine(");");
            return;
        }

        _writer.Write(", ");
        WriteInput(operation.Input);
        _writer.WriteLine(");");
    }

    private void WriteTracedCall(OperationModel operation, string descriptor)
    {
        MethodModel method = operation.Method;
        string local = FreeName(method, "operation");
        string exception = FreeName(method, "exception");

        WriteStart(operation.Input, descriptor, local);
        _writer.WriteLine("try");
        using (_writer.Block())
            _writer.WriteLine(Completion(method, local));

        _writer.WriteLine($"catch (global::System.Exception {exception}) when ({local}.Fail({exception}))");
        using (_writer.Block())
            _writer.WriteLine("throw;");
    }

    private void WriteStart(InputModel input, string descriptor, string local)
    {
        if (input.IsOnlyToken)
        {
            _writer.WriteLine($"using var {local} = {descriptor}.Start({input.CancellationToken});");
            return;
        }

        _writer.Write($"using var {local} = {descriptor}.Start(");
        WriteInput(input);
        _writer.WriteLine(");");
    }

    private void WriteInput(InputModel input)
    {
        _writer.WriteLine($"new {GeneratedCode.Runtime}.OperationInput");
        _writer.WriteLine("{");
        using (_writer.Indent())
        {
            if (input.CancellationToken is { } token)
                _writer.WriteLine($"CancellationToken = {token},");

            foreach (InputMember member in input.Members)
                _writer.WriteLine($"{member.Name} = {member.Value},");

            if (!input.Tags.IsEmpty)
                _writer.WriteLine($"Tags = [{string.Join(", ", input.Tags.Select(static tag => $"new({CSharp.Literal(tag.Name)}, {tag.Value})"))}],");
        }

        _writer.Write("}");
    }

    private static string Completion(MethodModel method, string operation) => method.Returns switch
    {
        ReturnShape.Void => $"{method.Invocation};",
        ReturnShape.Value => $"return {operation}.Complete({method.Invocation});",
        ReturnShape.Dynamic => $"return {operation}.Complete((object?){method.Invocation});",
        ReturnShape.Reference => $"return ref {method.Invocation};",
        ReturnShape.Tracked => $"return {operation}.Track({method.Invocation});",
        ReturnShape.TaskOfStream => $"return {operation}.TrackStream({method.Invocation});",
        _ => $"return {method.Invocation};",
    };

    private string OperationsClass(MethodModel method)
    {
        if (!_type.HidesOperationsClass && !method.NamesInScope.Contains(_type.OperationsClass))
            return _type.OperationsClass;

        return _type.Namespace is { } name ? $"global::{name}.{_type.OperationsClass}" : $"global::{_type.OperationsClass}";
    }

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
