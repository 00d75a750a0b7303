using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Accounts;

/// <summary>Model calls with known figures: gpt-4o costs 2.50 USD a million tokens of input and 10 of output.</summary>
internal static class Calls
{
    internal static readonly OperationDescriptor Gpt4o = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o");
    internal static readonly OperationDescriptor Gpt4oMini = OperationDescriptor.LlmCall("ask-mini", provider: "openai", model: "gpt-4o-mini");
    internal static readonly OperationDescriptor Unpriced = OperationDescriptor.LlmCall("ask-own", provider: "openai", model: "acme-support-7b");
    internal static readonly OperationDescriptor Tool = OperationDescriptor.Tool("lookup");

    /// <summary>1,000 tokens in and 100 out: 0.0035 USD of gpt-4o.</summary>
    internal static readonly TokenUsage Usage = TokenUsage.FromOpenAI(1_000, 100);

    internal const decimal Gpt4oUsd = 0.0035m;

    /// <summary>An agent with a budget.</summary>
    internal static OperationDescriptor Agent(AgentBudget budget) => OperationDescriptor.Agent("researcher").WithBudget(budget);

    /// <summary>A model call, as generated code makes it.</summary>
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

    /// <summary>An execution of a tool, as generated code makes it.</summary>
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
