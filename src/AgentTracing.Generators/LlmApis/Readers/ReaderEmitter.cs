using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Writes readers.</summary>
internal static class ReaderEmitter
{
    /// <summary>The full name of the class with the readers of a compilation.</summary>
    public const string SharedClass = "global::AgentTracing.Generated.Readers";

    /// <summary>A placeholder before the name of a shared reader in bodies, until the location of the body is known.</summary>
    public const string Shared = "\uE000";

    /// <summary>Output parameter of a response reader.</summary>
    public const string Response = "response";

    /// <summary>Input parameter of a response reader.</summary>
    public const string Result = "result";

    /// <summary>Output parameter of a request reader.</summary>
    public const string Request = "request";

    /// <summary>Output parameter of a client reader.</summary>
    public const string Client = "client";

    /// <summary>Input parameter of a request or client reader.</summary>
    public const string Source = "source";

    /// <summary>Output parameter of a reader or writer of content.</summary>
    public const string Content = "content";

    /// <summary>Output parameter of a reader of messages.</summary>
    public const string Messages = "messages";

    /// <summary>Input parameter of a writer of content.</summary>
    public const string Value = "value";

    private const string Return = "return ";

    private static readonly string[] Statements = ["if ", "foreach ", "for ", "using ", "var ", Return, "throw "];

    /// <summary>The namespace of the run time that generated code calls.</summary>
    public const string CompilerServices = "global::AgentTracing.CompilerServices.";

    /// <summary>Writes <paramref name="model"/> as a static method.</summary>
    /// <param name="writer">Receives the code.</param>
    /// <param name="model">The reader.</param>
    /// <param name="shared">The qualifier of shared readers.</param>
    public static void Write(SourceWriter writer, ReaderModel model, string shared = SharedClass + ".")
    {
        var (target, value) = model.Kind switch
        {
            ReaderKind.Response => ($"{CompilerServices}LlmResponse {Response}, ", Result),
            ReaderKind.Content => ($"{CompilerServices}LlmContent {Content}, ", Source),
            ReaderKind.Value => ($"{CompilerServices}ContentBuilder {Content}, ", Value),
            ReaderKind.Client => ($"{CompilerServices}LlmClient {Client}, ", Source),
            ReaderKind.Messages => ($"{CompilerServices}LlmMessages {Messages}, ", Value),
            ReaderKind.Function => ("", Value),
            _ => ($"{CompilerServices}LlmRequest {Request}, ", Source),
        };

        var accessibility = model.IsPrivateType ? "private" : "internal";
        var returned = model.Returns ?? "void";
        writer.WriteLine(
            $"{accessibility} static {returned} {model.MethodName}{model.TypeParameters}({target}{model.TypeName} {model.Parameter ?? value}){model.Constraints}");
        string body = model.Body.Replace(Shared, shared);
        if (IsExpression(body) || (model.Kind == ReaderKind.Function && body.StartsWith(Return, StringComparison.Ordinal)))
        {
            using (writer.Indent())
                writer.Write("=> " + (body.StartsWith(Return, StringComparison.Ordinal) ? body.Substring(Return.Length) : body));
            return;
        }

        using (writer.Block())
            writer.Write(body);
    }

    /// <summary>Whether a body is one line that can be an expression body.</summary>
    private static bool IsExpression(string body)
        => body.Length > 0 && body.IndexOf('\n') == body.Length - 1 && !Statements.Any(keyword => body.StartsWith(keyword, StringComparison.Ordinal));
}
