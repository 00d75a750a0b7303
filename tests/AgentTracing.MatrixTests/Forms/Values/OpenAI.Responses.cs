#pragma warning disable OPENAI001
using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Responses;

internal static partial class Values
{
    public static ResponsesClient ResponsesClient
        => new(new ApiKeyCredential("key"), new ResponsesClientOptions { Endpoint = Server.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
}
