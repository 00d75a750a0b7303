using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Accounts;

/// <summary>Model calls with known costs: gpt-4o costs 2.50 USD per million input tokens and 10 USD per million output tokens.</summary>
internal static class Calls
{
    internal static readonly OperationDescriptor Gpt4o = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o");
    internal static readonly OperationDescriptor Gpt4oMini = OperationDescriptor.LlmCall("ask-mini", provider: "openai", model: "gpt-4o-mini");
    internal static readonly OperationDescriptor Unpriced = OperationDescriptor.LlmCall("ask-own", provider: "openai", model: "acme-support-7b");
    internal static readonly OperationDescriptor Tool = OperationDescriptor.Tool("lookup");

    /// <summary>1,000 input tokens and 100 output tokens: 0.0035 USD with gpt-4o.</summary>
    internal static readonly TokenUsage Usage = TokenUsage.FromOpenAI(1_000, 100);

    internal const decimal Gpt4oUsd = 0.0035m;

    /// <summary>An agent with a budget.</summary>
    internal static OperationDescriptor Agent(AgentBudget budget) => OperationDescriptor.Agent("researcher").WithBudget(budget);

    /// <summary>A model call, as in generated code.</summary>
    internal static int Ask(OperationDescriptor descriptor, TokenUsage? usage = null)
        => Traced.Sync(descriptor, () => 1, (response, _) =>
        {
            var read = usage ?? Usage;
            response.ReadUsage(UsageAccounting.OpenAI, input: read.TotalInput, output: read.TotalOutput);
        });

    internal static async Task<int> AskAsync(OperationDescriptor descriptor)
    {
        await Task.Yield();
        return Ask(descriptor);
    }

    /// <summary>An execution of a tool, as in generated code.</summary>
    internal static int Use(OperationDescriptor tool, string argument = "x", Action? body = null)
    {
        if (!AgentTelemetry.IsEnabled)
            return 1;

        using var operation = tool.Start();
        operation.Content?.Argument("key", argument).Ready();
        try
        {
            body?.Invoke();
            return operation.Complete(1);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }
}
