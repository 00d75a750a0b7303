using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Writes readers.</summary>
internal static class ReaderEmitter
{
    /// <summary>Parameter that is written to, of a response reader.</summary>
    public const string Response = "response";

    /// <summary>Parameter that is read, of a response reader.</summary>
    public const string Result = "result";

    /// <summary>Parameter that is written to, of a request reader.</summary>
    public const string Request = "request";

    /// <summary>Parameter that is written to, of a client reader.</summary>
    public const string Client = "client";

    /// <summary>Parameter that is read, of a request or client reader.</summary>
    public const string Source = "source";

    /// <summary>Parameter that is written to, of a reader or writer of content.</summary>
    public const string Content = "content";

    /// <summary>Parameter that is read, of a writer of content.</summary>
    public const string Value = "value";

    public const string CompilerServices = "global::AgentTracing.CompilerServices.";

    /// <summary>Writes <paramref name="model"/> as a static method.</summary>
    public static void Write(SourceWriter writer, ReaderModel model)
    {
        var parameters = model.Kind switch
        {
            ReaderKind.Response => $"{CompilerServices}LlmResponse {Response}, {model.TypeName} {Result}",
            ReaderKind.Content => $"{CompilerServices}LlmContent {Content}, {model.TypeName} {Source}",
            ReaderKind.Value => $"{CompilerServices}ContentBuilder {Content}, {model.TypeName} {Value}",
            ReaderKind.Client => $"{CompilerServices}LlmClient {Client}, {model.TypeName} {Source}",
            _ => $"{CompilerServices}LlmRequest {Request}, {model.TypeName} {Source}",
        };

        var accessibility = model.IsPrivateType ? "private" : "internal";
        writer.WriteLine($"{accessibility} static void {model.MethodName}{model.TypeParameters}({parameters}){model.Constraints}");
        using (writer.Block())
            writer.Write(model.Body);
    }
}
