using System.Text;
using System.Text.Json;
using LoopbackLlm.Endpoints;
using Microsoft.AspNetCore.Http;

namespace LoopbackLlm.Hosting;

/// <summary>Handles a request: reads it, logs it, asks the script, sends the answer.</summary>
internal sealed class RequestHandler(LoopbackServerOptions options, ScriptRunner script, LoopbackLog log)
{
    public async Task HandleAsync(HttpContext http, LlmEndpoint endpoint)
    {
        var sender = new ReplySender(http, endpoint, log);
        var body = await ReadBodyAsync(http.Request).ConfigureAwait(false);
        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(body);
            json = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            LogRequest(http, endpoint, sender.Number, body, json: default);
            await sender.SendErrorAsync(ScriptedFailure.Status(StatusCodes.Status400BadRequest, message: e.Message)).ConfigureAwait(false);
            return;
        }

        var request = LogRequest(http, endpoint, sender.Number, body, json);
        if (script.Answer(request) is not { } reply)
        {
            var noRule = $"No rule of the script answers this request ({request.Provider} {request.Operation}, model '{request.Model}').";
            await sender.SendErrorAsync(ScriptedFailure.Status(StatusCodes.Status400BadRequest, message: noRule)).ConfigureAwait(false);
            return;
        }

        await Task.Delay(reply.Delay ?? options.Delay, http.RequestAborted).ConfigureAwait(false);
        var context = new ReplyContext(request, reply);
        if (reply.Failure is { } failure && (failure.Kind == FailureKind.Status || failure.Kind == FailureKind.StreamError && !request.IsStreaming))
            await sender.SendErrorAsync(failure).ConfigureAwait(false);
        else if (request.IsStreaming)
            await sender.SendStreamAsync(context, reply.ChunkDelay ?? options.ChunkDelay).ConfigureAwait(false);
        else
            await sender.SendAsync(context).ConfigureAwait(false);
    }

    private LoopbackRequest LogRequest(HttpContext http, LlmEndpoint endpoint, int number, string body, JsonElement json)
    {
        var request = new LoopbackRequest
        {
            Number = number,
            Provider = endpoint.Provider,
            Operation = endpoint.Operation,
            Model = http.Request.RouteValues["deployment"] as string ?? json.Text("model") ?? "",
            IsStreaming = endpoint.IsStreaming(json),
            Messages = [.. endpoint.ReadMessages(json)],
            Headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = json,
        };
        log.Add(new LoggedRequest
        {
            Request = request,
            Path = http.Request.Path.ToString(),
            Query = http.Request.QueryString.ToString(),
            Body = body,
        });
        return request;
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
