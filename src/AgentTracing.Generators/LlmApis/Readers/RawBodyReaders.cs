using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Makes readers of the raw bodies that OpenAI's SDK sends and returns: of JSON, unless a stream is asked for. The SDK itself makes its own type of
/// an answer.
/// </summary>
internal static class RawBodyReaders
{
    private const string Body = "global::System.ClientModel.BinaryContent";
    private const string Result = "System.ClientModel.ClientResult";

    /// <summary>Whether an answer can be made the SDK's own type: not in every version.</summary>
    public static bool CanRead(string type, Compilation compilation)
        => compilation.FindNameable(type) is { } answer
            && answer.GetMembers(WellKnownMemberNames.ExplicitConversionName)
                .OfType<IMethodSymbol>()
                .Any(static conversion => conversion.Parameters[0].Type.HasMetadataName(Result));

    /// <summary>The reader of what a request asks for; null where the parameter is no body.</summary>
    public static ReaderModel? ForRequest(ITypeSymbol parameterType)
        => Write(parameterType, ReaderKind.Request, "ReadBody", $"{ReaderEmitter.CompilerServices}OpenAIRequest.Read({ReaderEmitter.Request}, ");

    /// <summary>The reader of what a model is told; null where the parameter is no body, or the answer is none of a model that is told something.</summary>
    public static ReaderModel? ForContent(ITypeSymbol parameterType, string answer)
        => answer switch
        {
            "OpenAI.Chat.ChatCompletion" => Write(parameterType, ReaderKind.Content, "ReadChatBody", $"{ReaderEmitter.CompilerServices}OpenAIChatContent.ReadRequest({ReaderEmitter.Content}, "),
            "OpenAI.Embeddings.OpenAIEmbeddingCollection" => null,
            _ => Write(parameterType, ReaderKind.Content, "ReadResponsesBody", $"{ReaderEmitter.CompilerServices}OpenAIResponsesContent.ReadRequest({ReaderEmitter.Content}, "),
        };

    /// <summary>The reader of an answer. One that is not of JSON, or still comes from the network, is left to the caller.</summary>
    public static ReaderModel? ForResponse(ITypeSymbol resultType, string answer, Compilation compilation)
    {
        return compilation.FindNameable(answer) is { } type && type.IsNamedFromGlobal(compilation)
            ? ReaderHelpers.Make(compilation, helpers => ForResponse(resultType, type, compilation, helpers))
            : null;
    }

    private static ReaderModel? ForResponse(ITypeSymbol resultType, INamedTypeSymbol type, Compilation compilation, ReaderHelpers helpers)
    {
        var writer = new ResponseReaderWriter(compilation, helpers, readsSums: false);
        var raw = writer.Text.Name("raw");
        var contentType = writer.Text.Name("contentType");
        var read = writer.Text.Name("answer");
        writer.Text.Block(
            $"if ({ReaderEmitter.Result}.GetRawResponse() is {{ IsError: false, ContentStream.CanSeek: true }} {raw}"
                + $" && {raw}.Headers.TryGetValue(\"Content-Type\", out var {contentType})"
                + $" && {contentType}?.StartsWith(\"application/json\", global::System.StringComparison.OrdinalIgnoreCase) == true)",
            () =>
            {
                writer.Text.Line($"var {read} = ({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}){ReaderEmitter.Result};");
                writer.ReadInside(MemberAccess.Variable(read, type));
            });
        return writer.Reader(resultType)! with { MethodName = "ReadRaw" + type.Name };
    }

    private static ReaderModel? Write(ITypeSymbol parameterType, ReaderKind kind, string method, string read)
    {
        if (!parameterType.HasMetadataName("System.ClientModel.BinaryContent"))
            return null;

        var text = new ReaderText(ReaderEmitter.Request, ReaderEmitter.Content, ReaderEmitter.Source);
        text.Line("// What the SDK makes of data, models and streams can be written again; what others derive may not.");
        text.Block($"if ({ReaderEmitter.Source}.GetType().DeclaringType == typeof({Body}))", () =>
        {
            text.Line("using var body = new global::System.IO.MemoryStream();");
            text.Line($"{ReaderEmitter.Source}.WriteTo(body, default);");
            text.Line($"{read}body.ToArray());");
        });
        return ReaderSignature.Create(kind, parameterType, text.ToString()) with { MethodName = method };
    }
}
