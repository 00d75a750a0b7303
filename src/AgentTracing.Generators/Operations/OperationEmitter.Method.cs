using AgentTracing.Generators.Content;
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
            WriteBody(operation, descriptor);
    }

    private void WriteBody(OperationModel operation, string descriptor)
    {
        if (operation.Method.Returns == ReturnShape.CancellableIterator)
        {
            WriteIterator(operation, descriptor);
            return;
        }

        // A budget holds whether or not anybody listens.
        if (operation.Descriptor.Budget.IsEmpty)
        {
            WriteIdlePath(operation.Method);
            _writer.WriteLine();
        }

        if (operation.Method.Returns == ReturnShape.Iterator)
            WriteTrace(operation, descriptor, "return", operation.Method.Invocation);
        else
            WriteTracedCall(operation, descriptor);
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
    private void WriteTrace(OperationModel operation, string descriptor, string target, string stream)
    {
        var input = operation.Input;
        var hasInput = !input.IsOnlyToken || input.CancellationToken is not null;
        var hasContent = operation.Content is { IsEmpty: false };
        var label = hasInput || hasContent ? "" : "reader: ";
        var reader = operation.ResponseReader is { } model ? $", {label}{ReaderOf(operation.Method, model)}" : "";
        reader += ResultOf(operation);

        _writer.Write($"{target} {descriptor}.Trace({stream}");
        if (hasInput)
        {
            _writer.Write(", ");
            WriteInput(operation, streamOf: descriptor);
        }
        else if (hasContent)
        {
            var calls = operation.Content!.Calls(model => ReaderOf(operation.Method, model));
            _writer.Write($", {descriptor}.CaptureInput()?{string.Concat(calls)}.ToInput()");
        }

        _writer.WriteLine($"{reader});");
    }

    private static string ResultOf(OperationModel operation) => operation.Content?.Result is { } writer ? $", result: {writer}" : "";

    /// <summary>An iterator around the iterator: the compiler gives it the token of the enumeration.</summary>
    private void WriteIterator(OperationModel operation, string descriptor)
    {
        var stream = FreeName(operation.Method, "stream");
        var element = FreeName(operation.Method, "element");

        _writer.WriteLine($"var {stream} = {operation.Method.Invocation};");
        if (operation.Descriptor.Budget.IsEmpty)
        {
            _writer.WriteLine($"if (global::{OperationAttributes.Namespace}.AgentTelemetry.IsEnabled)");
            using (_writer.Indent())
                WriteTrace(operation, descriptor, $"{stream} =", stream);
        }
        else
        {
            WriteTrace(operation, descriptor, $"{stream} =", stream);
        }

        _writer.WriteLine();
        _writer.WriteLine($"await foreach (var {element} in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait({stream}, false))");
        using (_writer.Indent())
            _writer.WriteLine($"yield return {element};");
    }

    private void WriteTracedCall(OperationModel operation, string descriptor)
    {
        var method = operation.Method;
        string local = FreeName(method, "operation");
        string exception = FreeName(method, "exception");

        var hasBudget = !operation.Descriptor.Budget.IsEmpty;
        WriteStart(operation, descriptor, local);
        if (hasBudget && operation.Input is { IsTokenAssignable: true, CancellationToken: { } token })
            _writer.WriteLine($"{token} = {local}.Link({token});");
        WriteContent(operation, local);
        _writer.WriteLine("try");
        using (_writer.Block())
            _writer.WriteLine(Completion(operation, local));

        _writer.WriteLine($"catch (global::System.Exception {exception}) when ({local}.Fail({exception}))");
        using (_writer.Block())
            _writer.WriteLine(hasBudget ? $"throw {local}.BudgetExceeded({exception});" : "throw;");
    }

    private void WriteStart(OperationModel operation, string descriptor, string local)
    {
        var input = operation.Input;
        if (input.IsOnlyToken)
        {
            _writer.WriteLine($"using var {local} = {descriptor}.Start({input.CancellationToken});");
            return;
        }

        _writer.Write($"using var {local} = {descriptor}.Start(");
        WriteInput(operation, streamOf: null);
        _writer.WriteLine(");");
    }

    /// <summary>What the operation is given, as far as it becomes content: said where nobody but who captures it has to pay for it.</summary>
    private void WriteContent(OperationModel operation, string local)
    {
        var end = operation.Descriptor.Kind == OperationKind.Tool ? ".Ready();" : ";";
        if (operation.Content is { IsEmpty: false } content)
            ContentEmitter.Write(_writer, $"{local}.Content?", content, reader => ReaderOf(operation.Method, reader), end);
        else if (operation.Descriptor.Kind == OperationKind.Tool)
            _writer.WriteLine($"{local}.Content?{end}");
    }

    /// <summary>What is known of the call when it starts; a stream's content, too, for its operation starts later.</summary>
    private void WriteInput(OperationModel operation, string? streamOf)
    {
        var method = operation.Method;
        var input = operation.Input;
        _writer.WriteLine($"new {GeneratedCode.Runtime}.OperationInput");
        _writer.WriteLine("{");
        using (_writer.Indent())
        {
            if (input.CancellationToken is { } token)
                _writer.WriteLine($"CancellationToken = {token},");

            foreach (var member in input.Members)
                _writer.WriteLine($"{member.Name} = {member.Value},");

            if (!input.Tags.IsEmpty)
                _writer.WriteLine($"Tags = [{string.Join(", ", input.Tags.Select(static tag => $"new({CSharp.Literal(tag.Name)}, {tag.Value})"))}],");

            if (input.Request is { } request)
                _writer.WriteLine($"Request = {GeneratedCode.Runtime}.LlmRequest.Read({request.Value}, {ReaderOf(method, request.Reader)}),");

            if (input.CalledClient is { } client)
                _writer.WriteLine($"CalledClient = {GeneratedCode.Runtime}.LlmClient.Read({client.Value}, {ReaderOf(method, client.Reader)}),");

            if (streamOf is not null && operation.Content is { IsEmpty: false } content)
                ContentEmitter.Write(_writer, $"Content = {streamOf}.CaptureInput()?", content, reader => ReaderOf(method, reader), ",");
        }

        _writer.Write("}");
    }

    private string Completion(OperationModel model, string operation)
    {
        string invocation = model.Method.Invocation;
        string wrapper = model.Method.Stream is { } stream ? $", {StaticOf(model.Method, SdkStreamEmitter.Method(stream, _wrapperNames[stream.Wrapper]))}" : "";
        string reader = model.ResponseReader is { } read ? $", {ReaderOf(model.Method, read)}" : "";
        string arguments = invocation + wrapper + reader + ResultOf(model);
        return model.Method.Returns switch
        {
            ReturnShape.Void => $"{invocation};",
            ReturnShape.Value => $"return {operation}.Complete({arguments});",
            ReturnShape.Dynamic => $"return {operation}.Complete((object?){invocation}{ResultOf(model)});",
            ReturnShape.Reference => $"return ref {invocation};",
            ReturnShape.Tracked => $"return {operation}.Track({arguments});",
            ReturnShape.TrackedStream => $"return {operation}.TrackStream{model.Method.Stream?.TypeArguments}({arguments});",
            _ => $"return {invocation};",
        };
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
