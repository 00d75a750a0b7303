namespace LoopbackLlm.Endpoints;

/// <summary>The error body of OpenAI and Azure: <c>{ "error": { "message", "type", "param", "code" } }</c>.</summary>
internal static class OpenAIErrors
{
    public static WireMessage Write(int statusCode, string message, string? type) => new(WireJson.Object(json =>
        json.WriteObject("error", error =>
        {
            error.WriteString("message", message);
            error.WriteString("type", type ?? Type(statusCode));
            error.WriteNull("param");
            error.WriteString("code", Code(statusCode));
        })));

    private static string Type(int statusCode) => statusCode switch
    {
        429 => "requests",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    public static string Code(int statusCode) => statusCode switch
    {
        401 => "invalid_api_key",
        404 => "model_not_found",
        429 => "rate_limit_exceeded",
        >= 500 => "server_error",
        _ => "invalid_request",
    };
}
