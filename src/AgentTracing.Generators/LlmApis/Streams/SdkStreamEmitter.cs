using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Writes the wrapper classes of SDKs' streams. They forward to the original stream, and let the run time trace enumerations.
/// </summary>
internal static class SdkStreamEmitter
{
    private const string Trace = "global::AgentTracing.CompilerServices.StreamTrace<T>";
    private const string Result = "global::System.ClientModel.ClientResult";
    private const string Generic = "global::System.Collections.Generic.";

    /// <summary>The method of the class <paramref name="name"/> that creates the traced stream.</summary>
    public static string Method(SdkStream stream, string name) => $"{name}<{stream.Element}>.Wrap";

    /// <summary>Writes a class with the name <paramref name="name"/>.</summary>
    public static void Write(SourceWriter writer, SdkStreamWrapper wrapper, string name)
    {
        switch (wrapper.Kind)
        {
            case SdkStreamKind.AsyncCollection:
                WriteCollection(writer, name, "global::System.ClientModel.AsyncCollectionResult<T>", Generic + "IAsyncEnumerable", "Async", wrapper.HasGenericAccessors);
                break;
            case SdkStreamKind.Collection:
                WriteCollection(writer, name, "global::System.ClientModel.CollectionResult<T>", Generic + "IEnumerable", "", wrapper.HasGenericAccessors);
                break;
            case SdkStreamKind.AsyncStreaming:
                WriteAsyncStreaming(writer, name);
                break;
            case SdkStreamKind.SearchResults:
                WriteSearchResults(writer, name);
                break;
            case SdkStreamKind.AzureStreaming:
                WriteAzureStreaming(writer, name);
                break;
        }
    }

    // The base class enumerates with these members: the pages, each of which is a request, and their values.
    private static void WriteCollection(SourceWriter writer, string name, string type, string sequence, string suffix, bool hasGenericAccessors)
    {
        writer.WriteLine($"internal sealed class {name}<T>({type} stream, {Trace} trace)");
        using (writer.Indent())
            writer.WriteLine($": {type}");

        using (writer.Block())
        {
            writer.WriteLine($"internal static {type} Wrap({type} stream, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine($"=> new {name}<T>(stream, trace);");

            writer.WriteLine();
            writer.WriteLine($"public override {sequence}<{Result}> GetRawPages{suffix}() => trace.Pages(stream.GetRawPages{suffix}());");
            writer.WriteLine();
            writer.WriteLine($"public override global::System.ClientModel.ContinuationToken? GetContinuationToken({Result} page) => stream.GetContinuationToken(page);");
            writer.WriteLine();
            writer.WriteLine($"protected override {sequence}<T> GetValuesFromPage{suffix}({Result} page)");
            using (writer.Indent())
                writer.WriteLine("=> trace.Page(page, Values(stream, page));");

            writer.WriteLine();
            WriteAccessor(writer, type, $"{sequence}<T>", $"GetValuesFromPage{suffix}", hasGenericAccessors);
        }
    }

    private static void WriteAccessor(SourceWriter writer, string type, string values, string method, bool hasGenericAccessors)
    {
        if (hasGenericAccessors)
        {
            writer.WriteLine(
                $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = {CSharp.Literal(method)})]");
            writer.WriteLine($"private static extern {values} Values({type} stream, {Result} page);");
            return;
        }

        writer.WriteLine($"private static {values} Values({type} stream, {Result} page)");
        using (writer.Indent())
        {
            writer.WriteLine($"=> typeof({type})");
            using (writer.Indent())
            {
                writer.WriteLine(
                    $".GetMethod({CSharp.Literal(method)}, global::System.Reflection.BindingFlags.Instance | global::System.Reflection.BindingFlags.NonPublic)!");
                writer.WriteLine($".CreateDelegate<global::System.Func<{Result}, {values}>>(stream)(page);");
            }
        }
    }

    // The type is sealed; its elements come from a function, its status and its end from a response.
    private static void WriteAsyncStreaming(SourceWriter writer, string name)
    {
        const string Type = "global::System.ClientModel.AsyncStreamingResult<T>";
        writer.WriteLine($"internal static class {name}<T>");
        using (writer.Block())
        {
            writer.WriteLine($"internal static {Type} Wrap({Type} stream, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine("=> global::System.ClientModel.AsyncStreamingResult.Create<T>(new Response(stream, trace), (_, _) => trace.Once(stream));");

            writer.WriteLine();
            writer.WriteLine($"private sealed class Response({Type} stream, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine(": global::System.ClientModel.Primitives.PipelineResponse");

            using (writer.Block())
            {
                writer.Write("""
                    public override int Status { get; } = stream.Status;

                    public override string ReasonPhrase { get; } = stream.ReasonPhrase;

                    protected override global::System.ClientModel.Primitives.PipelineResponseHeaders HeadersCore { get; } = stream.Headers;

                    public override global::System.IO.Stream? ContentStream { get; set; } = global::System.IO.Stream.Null;

                    public override global::System.BinaryData Content { get; } = new(global::System.Array.Empty<byte>());

                    public override global::System.BinaryData BufferContent(global::System.Threading.CancellationToken cancellationToken) => Content;

                    public override global::System.Threading.Tasks.ValueTask<global::System.BinaryData> BufferContentAsync(global::System.Threading.CancellationToken cancellationToken)
                        => new(Content);

                    public override void Dispose()
                    {
                        trace.Disposed();
                        _ = stream.DisposeAsync().AsTask();
                    }

                    """);
            }
        }
    }

    private static void WriteSearchResults(SourceWriter writer, string name)
    {
        const string Type = "global::Microsoft.SemanticKernel.Data.KernelSearchResults<T>";
        writer.WriteLine($"internal static class {name}<T>");
        using (writer.Block())
        {
            writer.WriteLine($"internal static {Type} Wrap({Type} found, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine("=> new(trace.Once(found.Results), found.TotalCount, found.Metadata);");
        }
    }

    private static void WriteAzureStreaming(SourceWriter writer, string name)
    {
        const string Type = "global::Azure.AI.Inference.StreamingResponse<T>";
        writer.WriteLine($"internal static class {name}<T>");
        using (writer.Block())
        {
            writer.WriteLine($"internal static {Type} Wrap({Type} stream, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine($"=> {Type}.CreateFromResponse(new Response(stream, trace), _ => trace.Once(stream.EnumerateValues()));");

            writer.WriteLine();
            writer.WriteLine($"private sealed class Response({Type} stream, {Trace} trace)");
            using (writer.Indent())
                writer.WriteLine(": global::Azure.Response");

            using (writer.Block())
            {
                writer.Write("""
                    private readonly global::Azure.Response _response = stream.GetRawResponse();

                    public override int Status => _response.Status;

                    public override string ReasonPhrase => _response.ReasonPhrase;

                    public override bool IsError => _response.IsError;

                    public override string ClientRequestId
                    {
                        get => _response.ClientRequestId;
                        set => _response.ClientRequestId = value;
                    }

                    public override global::System.IO.Stream? ContentStream
                    {
                        get => _response.ContentStream;
                        set => _response.ContentStream = value;
                    }

                    protected override bool ContainsHeader(string name) => _response.Headers.Contains(name);

                    protected override bool TryGetHeader(string name, out string? value) => _response.Headers.TryGetValue(name, out value);

                    protected override bool TryGetHeaderValues(string name, out global::System.Collections.Generic.IEnumerable<string>? values)
                        => _response.Headers.TryGetValues(name, out values);

                    protected override global::System.Collections.Generic.IEnumerable<global::Azure.Core.HttpHeader> EnumerateHeaders() => _response.Headers;

                    public override void Dispose()
                    {
                        trace.Disposed();
                        stream.Dispose();
                    }

                    """);
            }
        }
    }
}
