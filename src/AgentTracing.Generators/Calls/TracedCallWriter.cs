using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Calls;

/// <summary>
/// Writes the body of a traced call: the idle path, the start of the operation, its content, the call, and the exception filter. It is the
/// only writer of such bodies.
/// </summary>
internal sealed class TracedCallWriter(SourceWriter writer, TracedCall call)
{
    private const string Input = "global::AgentTracing.CompilerServices.OperationInput";

    /// <summary>Writes the statements of the body.</summary>
    public void Write()
    {
        if (call.Returns == ReturnShape.CancellableIterator)
        {
            WriteIterator();
            return;
        }

        // The call of an iterator does no work yet, so it is made first.
        string? stream = call.Returns == ReturnShape.Iterator ? call.FreeName("stream") : null;
        if (stream is not null)
            writer.WriteLine($"var {stream} = {call.Invocation};");

        // A budget applies with or without a listener.
        if (!call.HasBudget && call.Start is null)
        {
            WriteIdlePath(stream);
            writer.WriteLine();
        }

        if (stream is null)
            WriteCall();
        else
            WriteTrace("return", stream);
    }

    private void WriteIdlePath(string? stream)
    {
        string condition = $"if (!{call.Condition}{(call.Guard is null ? "" : " || " + call.Guard)})";
        if (stream is not null)
        {
            writer.WriteLine($"{condition} return {stream};");
            return;
        }

        if (call.Returns != ReturnShape.Void)
        {
            writer.WriteLine($"{condition} return {(call.Returns == ReturnShape.Reference ? "ref " : "")}{call.Invocation};");
            return;
        }

        writer.WriteLine(condition);
        using (writer.Block())
        {
            writer.WriteLine($"{call.Invocation};");
            writer.WriteLine("return;");
        }
    }

    private void WriteCall()
    {
        string operation = call.FreeName(TracedCall.Operation);
        string exception = call.FreeName("exception");
        WriteStart(operation);
        if (call is { HasBudget: true, IsTokenAssignable: true, CancellationToken: { } token })
            writer.WriteLine($"{token} = {operation}.Link({token});");
        WriteContent(operation);
        if (call.History is { } history)
            writer.WriteLine($"{operation}.Follow({history});");

        // The filter normally returns false, so the exception propagates with its full stack trace. It returns true only if a budget's
        // exception replaces it.
        string handler = $"catch (global::System.Exception {exception}) when ({operation}.Fail({exception}))";
        if (!call.HasBudget)
        {
            writer.WriteLine($"try {{ {Completion(operation)} }}");
            writer.WriteLine(handler + " { throw; }");
            return;
        }

        writer.WriteLine("try");
        using (writer.Block())
            writer.WriteLine(Completion(operation));
        writer.WriteLine(handler);
        using (writer.Block())
            writer.WriteLine($"throw {operation}.BudgetExceeded({exception});");
    }

    private void WriteStart(string operation)
    {
        if (call.Start is not null || call.Input.Count == 0 || call.Sources is not null)
        {
            string arguments = call.Sources + (call.Sources is null ? call.CancellationToken : Argument(call.CancellationToken));
            writer.WriteLine($"using var {operation} = {call.Start ?? $"{call.Descriptor}.Start({arguments})"};");
            return;
        }

        writer.Write($"using var {operation} = {call.Descriptor}.Start(");
        WriteInput(hasContent: false);
        writer.WriteLine(");");
    }

    /// <summary>
    /// Writes the statement that records the arguments as content. It is guarded by <c>Content?</c>, so it costs nothing unless content is
    /// captured.
    /// </summary>
    private void WriteContent(string target)
    {
        if (call.Content.Count > 0 || call.CompletesContent)
            writer.WriteLine($"{target}.Content?{string.Concat(call.Content)}{(call.CompletesContent ? ".Ready()" : "")};");
    }

    /// <summary>
    /// Writes the input that is known at the start of the call; for a stream including its content, because its operation starts later.
    /// </summary>
    private void WriteInput(bool hasContent)
    {
        writer.WriteLine($"new {Input}");
        writer.WriteLine("{");
        using (writer.Indent())
        {
            if (call.CancellationToken is { } token)
                writer.WriteLine($"CancellationToken = {token},");
            foreach (var (name, value) in call.Input)
                writer.WriteLine($"{name} = {value},");
            if (hasContent)
                writer.WriteLine($"Content = {call.Descriptor}.CaptureInput()?{string.Concat(call.Content)},");
        }

        writer.Write("}");
    }

    private string Completion(string operation)
    {
        string arguments = Arguments(call.TracedInvocation ?? call.Invocation);
        return call.Returns switch
        {
            ReturnShape.Void => $"{call.Invocation};",
            ReturnShape.Value => $"return {operation}.Complete({arguments});",
            ReturnShape.Dynamic => $"return {operation}.Complete((object?){call.Invocation}{Argument(call.ResultWriter, "result: ")});",
            ReturnShape.Reference => $"return ref {call.Invocation};",
            ReturnShape.Tracked => $"return {operation}.Track({arguments});",
            ReturnShape.TrackedValue => $"return {operation}.TrackValue({arguments});",
            ReturnShape.TrackedRun => $"return {operation}.TrackRun({arguments});",
            ReturnShape.TrackedStream => $"return {operation}.TrackStream{call.StreamTypes}({arguments});",
            _ => $"return {call.Invocation};",
        };
    }

    private string Arguments(string invocation)
        => invocation + Argument(call.StreamWrapper) + Argument(call.Reader) + Argument(call.ResultWriter, "result: ");

    private static string Argument(string? value, string label = "") => value is null ? "" : $", {label}{value}";

    /// <summary>Each enumeration of the result is a span.</summary>
    private void WriteTrace(string target, string stream)
    {
        string start = $"{target} {call.Descriptor}.{(call.StreamWrapper is null ? "Trace" : "TraceStream" + call.StreamTypes)}(";
        string first = stream + Argument(call.StreamWrapper);
        bool hasInput = call.Input.Count > 0 || call.CancellationToken is not null;
        if (!hasInput)
        {
            string content = call.Content.Count > 0 ? $", {call.Descriptor}.CaptureInput()?{string.Concat(call.Content)}.ToInput()" : "";
            string label = call.Content.Count > 0 ? "" : "reader: ";
            writer.WriteLine($"{start}{first}{content}{Argument(call.Reader, label)}{Argument(call.ResultWriter, "result: ")});");
            return;
        }

        if (call.Sources is { } sources)
        {
            string input = call.FreeName("input");
            writer.WriteLine($"var {input} = {call.Descriptor}.InputOf({sources}{Argument(call.CancellationToken)});");
            WriteContent(input);
            writer.WriteLine($"{start}{first}, {input}{Argument(call.Reader)}{Argument(call.ResultWriter, "result: ")});");
            return;
        }

        writer.WriteLine(start);
        using (writer.Indent())
        {
            writer.WriteLine($"{first},");
            WriteInput(hasContent: call.Content.Count > 0);
            writer.WriteLine($"{Argument(call.Reader)}{Argument(call.ResultWriter, "result: ")});");
        }
    }

    /// <summary>An iterator around the iterator, which gets the token of the enumeration from the compiler.</summary>
    private void WriteIterator()
    {
        string stream = call.FreeName("stream");
        string element = call.FreeName("element");
        writer.WriteLine($"var {stream} = {call.Invocation};");
        if (call.HasBudget)
        {
            WriteTrace($"{stream} =", stream);
        }
        else
        {
            writer.WriteLine($"if ({call.Condition})");
            using (writer.Indent())
                WriteTrace($"{stream} =", stream);
        }

        writer.WriteLine();
        writer.WriteLine($"await foreach (var {element} in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait({stream}, false))");
        using (writer.Indent())
            writer.WriteLine($"yield return {element};");
    }
}
