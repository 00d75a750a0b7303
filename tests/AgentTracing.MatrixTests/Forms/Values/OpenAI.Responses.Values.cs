#pragma warning disable OPENAI001
using OpenAI.Responses;

internal static partial class Values
{
    public static CreateResponseOptions ResponseOptions => new("gpt-4o-mini", [ResponseItem.CreateUserMessageItem("hi")]);

    public static CreateResponseOptions CreateResponseStreamingOptions => new("gpt-4o-mini", [ResponseItem.CreateUserMessageItem("hi")]) { StreamingEnabled = true };

    public static IEnumerable<ResponseItem> ResponseItems => [ResponseItem.CreateUserMessageItem("hi")];
}
