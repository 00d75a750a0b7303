using System.Diagnostics;
using System.Text.Json;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

/// <summary>Operations with known attributes in each dialect.</summary>
internal static class DialectCalls
{
    internal const Dialects All = Dialects.Legacy | Dialects.OpenInference | Dialects.Langfuse | Dialects.Traceloop;

    internal static readonly OperationDescriptor Call = OperationDescriptor.LlmCall("ask", provider: "anthropic", model: "claude-sonnet-4-5");

    internal static readonly TokenUsage Known = TokenUsage.FromAnthropic(100, 50, 2000, 400, ephemeral5m: 100, ephemeral1h: 300, thinkingTokens: 20);

    internal static void RunAgent() => Traced.Sync(OperationDescriptor.Agent("order-agent"), () =>
        Traced.Sync(OperationDescriptor.Tool("stock"), () => 0)
        + Traced.Sync(OperationDescriptor.AgentTask("check"), () => 0)
        + Ask(Known));

    internal static int Ask(TokenUsage usage, LlmRequest? request = null) => Traced.Sync(
        Call,
        () => 0,
        (response, _) =>
        {
            response.Model = "claude-sonnet-4-5-20250929";
            response.AddFinishReason("stop");
            response.SetUsage(usage);
        },
        request is null ? null : new OperationInput { Request = request });

    internal static JsonElement Json(Activity span, string key)
        => JsonDocument.Parse(Assert.IsType<string>(span.GetTagItem(key))).RootElement;
}
