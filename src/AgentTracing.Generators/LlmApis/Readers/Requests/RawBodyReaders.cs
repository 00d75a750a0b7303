using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Creates readers of the raw bodies of OpenAI's SDK, which are JSON unless a stream is requested. The SDK itself parses a response.
/// </summary>
internal static class RawBodyReaders
{
    private const string BinaryContent = "global::System.ClientModel.BinaryContent";
    private const string Result = "System.ClientModel.ClientResult";

    /// <summary>Whether this version of the SDK can parse a response.</summary>
    public static bool CanRead(string type, Compilation compilation)
        => compilation.FindNameable(type) is { } answer
            && answer.GetMembers(WellKnownMemberNames.ExplicitConversionName)
                .OfType<IMethodSymbol>()
                .Any(static conversion => conversion.Parameters[0].Type.HasMetadataName(Result));

    /// <summary>The reader of a request's parameters; null when the parameter is not a body.</summary>
    public static ReaderModel? ForRequest(ITypeSymbol parameterType, Compilation compilation)
        => Write(parameterType, ReaderKind.Request, "ReadBody", $"{ReaderEmitter.CompilerServices}OpenAIRequest.Read({ReaderEmitter.Request}, ", compilation);

    /// <summary>The reader of the model's input; null when the parameter is not a body, or the call has no messages (embeddings).</summary>
    public static ReaderModel? ForContent(ITypeSymbol parameterType, string answer, Compilation compilation)
        => answer switch
        {
            "OpenAI.Chat.ChatCompletion" => Write(parameterType, ReaderKind.Content, "ReadChatBody", $"{ReaderEmitter.CompilerServices}OpenAIChatContent.ReadRequest({ReaderEmitter.Content}, ", compilation),
            "OpenAI.Embeddings.OpenAIEmbeddingCollection" => null,
            _ => Write(parameterType, ReaderKind.Content, "ReadResponsesBody", $"{ReaderEmitter.CompilerServices}OpenAIResponsesContent.ReadRequest({ReaderEmitter.Content}, ", compilation),
        };

    /// <summary>The reader of a response. A response that is not JSON, or is still being received, is not read.</summary>
    public static ReaderModel? ForResponse(ITypeSymbol resultType, string answer, Compilation compilation)
    {
        return compilation.FindNameable(answer) is { } type && type.IsNamedFromGlobal(compilation)
            ? ReaderHelpers.Make(compilation, helpers => ForResponse(resultType, type, compilation, helpers))
            : null;
    }

    private static ReaderModel? ForResponse(ITypeSymbol resultType, INamedTypeSymbol type, Compilation compilation, ReaderHelpers helpers)
    {
        var writer = new ResponseReaderWriter(compilation, helpers, readsSums: false);
        var read = writer.Text.Name("answer");
        writer.Text.Block($"if ({IsJson(resultType, helpers)}({ReaderEmitter.Result}))", () =>
        {
            writer.Text.Line($"var {read} = ({ReaderSignature.Display(type)}){ReaderEmitter.Result};");
            writer.ReadInside(MemberAccess.Variable(read, type));
        });
        return writer.Reader(resultType)! with { MethodName = "ReadRaw" + type.Name };
    }

    /// <summary>The method that checks whether a response is complete JSON.</summary>
    private static string IsJson(ITypeSymbol resultType, ReaderHelpers helpers)
    {
        const string Method = "IsJson";
        const string Body =
            $"return {ReaderEmitter.Result}.GetRawResponse() is {{ IsError: false, ContentStream.CanSeek: true }} raw\n"
            + "    && raw.Headers.TryGetValue(\"Content-Type\", out var contentType)\n"
            + "    && contentType?.StartsWith(\"application/json\", global::System.StringComparison.OrdinalIgnoreCase) == true;\n";
        helpers.Add(ReaderSignature.Create(ReaderKind.Function, resultType, Body) with { MethodName = Method, Parameter = ReaderEmitter.Result, Returns = "bool" });
        return ReaderEmitter.Shared + Method;
    }

    private static ReaderModel? Write(ITypeSymbol parameterType, ReaderKind kind, string method, string read, Compilation compilation)
        => parameterType.HasMetadataName("System.ClientModel.BinaryContent")
            ? ReaderHelpers.Make(compilation, helpers => Write(parameterType, kind, method, read, helpers))
            : null;

    private static ReaderModel Write(ITypeSymbol parameterType, ReaderKind kind, string method, string read, ReaderHelpers helpers)
    {
        const string BytesOf = "BytesOf";
        const string Body =
            "// The SDK's bodies of data, models and streams can be serialized twice; derived types may not.\n"
            + $"if ({ReaderEmitter.Source}.GetType().DeclaringType != typeof({BinaryContent}))\n"
            + "    return null;\n"
            + "using var body = new global::System.IO.MemoryStream();\n"
            + $"{ReaderEmitter.Source}.WriteTo(body, default);\n"
            + "return body.ToArray();\n";
        helpers.Add(ReaderSignature.Create(ReaderKind.Function, parameterType, Body) with { MethodName = BytesOf, Parameter = ReaderEmitter.Source, Returns = "byte[]?" });
        return ReaderSignature.Create(kind, parameterType, $"if ({ReaderEmitter.Shared}{BytesOf}({ReaderEmitter.Source}) is {{ }} body)\n    {read}body);\n") with { MethodName = method };
    }
}
