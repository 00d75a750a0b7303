#pragma warning disable OPENAI001
using System.ClientModel;
using OpenAI.Responses;

internal static partial class Values
{
    public static ResponsesClient ResponsesClient => new(new ApiKeyCredential("key"), OpenAI);
}
