using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>The names that the GenAI conventions had before v1.37, and those of the first cost dashboards.</summary>
internal sealed class LegacyDialect : Dialect
{
    /// <summary><c>gen_ai.system</c> for a provider: the conventions renamed some of its values along with it.</summary>
    internal static string? SystemOf(string? provider) => provider switch
    {
        ProviderNames.VertexAI => "vertex_ai",
        ProviderNames.Gemini => "gemini",
        ProviderNames.AzureInference => "az.ai.inference",
        ProviderNames.AzureOpenAI => "az.ai.openai",
        ProviderNames.XAI => "xai",
        _ => provider,
    };

    protected override bool AddsToUsage => true;

    protected override void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge)
        => Set(activity, LegacyAttributes.System, SystemOf(operation.Llm?.Provider));

    protected override void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge)
    {
        if (charge.HasValidUsage)
        {
            ref readonly var usage = ref charge.Usage;
            Set(activity, LegacyAttributes.UsagePromptTokens, usage.TotalInput);
            Set(activity, LegacyAttributes.UsageCompletionTokens, usage.TotalOutput);
            Set(activity, LegacyAttributes.UsageTotalTokens, usage.TotalInput + usage.TotalOutput);
            SetPositive(activity, LegacyAttributes.UsageCacheCreationInputTokens, usage.CacheWriteTotal());
        }

        if (charge.Usd is { } usd)
            Set(activity, LegacyAttributes.UsageCostUsd, (double)usd);
    }
}
