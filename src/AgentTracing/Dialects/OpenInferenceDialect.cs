using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>
/// OpenInference's attributes, from which Phoenix reads kinds, tokens and cost. It reads the conventions' attributes only partly.
/// </summary>
internal sealed class OpenInferenceDialect : Dialect
{
    private static readonly DialectMessages Messages = new("message.", "tool_call.", "function.") { HasNames = true, WriteContents = WriteContents };

    protected override void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge)
    {
        var descriptor = operation.Descriptor;
        if (operation.Exception is null && activity.Status == ActivityStatusCode.Unset)
            activity.SetStatus(ActivityStatusCode.Ok);
        Set(activity, OpenInferenceAttributes.SpanKind, KindOf(descriptor));
        Set(activity, GenAIAttributes.SessionId, operation.Scope?.ConversationId);
        switch (descriptor.Kind)
        {
            case OperationKind.Agent:
                Set(activity, OpenInferenceAttributes.AgentName, descriptor.Name);
                WriteNode(activity, operation);
                break;
            case OperationKind.Workflow or OperationKind.AgentTask:
                WriteNode(activity, operation);
                break;
            case OperationKind.Tool:
                Set(activity, OpenInferenceAttributes.ToolName, descriptor.Name);
                Set(activity, OpenInferenceAttributes.ToolDescription, descriptor.Description);
                break;
            case OperationKind.LlmCall:
                WriteModel(activity, operation.Llm!);
                break;
        }
    }

    protected override void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge)
    {
        if (charge.HasValidUsage)
        {
            ref readonly var usage = ref charge.Usage;
            Set(activity, OpenInferenceAttributes.TokenCountPrompt, usage.TotalInput);
            Set(activity, OpenInferenceAttributes.TokenCountCompletion, usage.TotalOutput);
            Set(activity, OpenInferenceAttributes.TokenCountTotal, usage.TotalInput + usage.TotalOutput);
            SetPositive(activity, OpenInferenceAttributes.TokenCountPromptCacheRead, usage.CacheReadTotal());
            SetPositive(activity, OpenInferenceAttributes.TokenCountPromptCacheWrite, usage.CacheWriteTotal());
            SetPositive(activity, OpenInferenceAttributes.TokenCountPromptAudio, usage.InputAudio + usage.CacheReadAudio);
            SetPositive(activity, OpenInferenceAttributes.TokenCountCompletionReasoning, usage.Reasoning);
            SetPositive(activity, OpenInferenceAttributes.TokenCountCompletionAudio, usage.OutputAudio);
        }

        if (charge.Usd is not { } total)
            return;

        if (charge.InputUsd is { } prompt)
        {
            Set(activity, OpenInferenceAttributes.CostPrompt, (double)prompt);
            Set(activity, OpenInferenceAttributes.CostCompletion, (double)(total - prompt));
        }

        Set(activity, OpenInferenceAttributes.CostTotal, (double)total);
    }

    protected override void WriteCall(Activity activity, LlmCall call)
    {
        var parameters = call.Request is { } request ? InvocationParameters(activity, request) : null;
        if (call.Operation == LlmOperation.Embeddings)
        {
            Set(activity, OpenInferenceAttributes.EmbeddingInvocationParameters, parameters);
            return;
        }

        Set(activity, OpenInferenceAttributes.InvocationParameters, parameters);
        if (call.Response.FinishReasons is [var reason, ..])
            Set(activity, OpenInferenceAttributes.FinishReason, reason);
    }

    protected override void WritePrompt(Activity activity, PromptLink prompt)
        => Set(activity, OpenInferenceAttributes.PromptTemplateVersion, prompt.Version);

    protected override void WriteScope(Activity activity, TraceScope scope)
    {
        if (scope.Tags.Length > 0)
            Set(activity, OpenInferenceAttributes.Tags, scope.Tags);
        if (scope.Metadata.Length == 0)
            return;

        var json = new JsonAttribute();
        foreach (var (key, value) in scope.Metadata)
            json.Add(key, value);
        Set(activity, OpenInferenceAttributes.Metadata, json.ToString());
    }

    /// <summary>The value of a model call is the list of its messages, because Langfuse ignores messages if there is a value.</summary>
    protected override void WriteValues(Activity activity, Operation operation, CapturedContent content)
    {
        if (content.InputValue is { } input)
        {
            Set(activity, GenAIAttributes.InputValue, input.Value);
            Set(activity, OpenInferenceAttributes.InputMimeType, input.MimeType);
        }

        if (content.OutputValue is { } output)
        {
            Set(activity, GenAIAttributes.OutputValue, output.Value);
            Set(activity, OpenInferenceAttributes.OutputMimeType, output.MimeType);
        }

        if (operation.Descriptor.Kind == OperationKind.Tool)
            Set(activity, OpenInferenceAttributes.ToolParameters, content.ArgumentsJson);
    }

    protected override void WriteParts(IndexedAttributes attributes, CapturedContent content)
    {
        Messages.Write(attributes, OpenInferenceAttributes.InputMessagesPrefix, content.Sent);
        Messages.Write(attributes, OpenInferenceAttributes.OutputMessagesPrefix, content.Answered);
        for (var i = 0; i < content.Tools.Count; i++)
            attributes.Set($"{OpenInferenceAttributes.ToolsPrefix}{i}.tool.json_schema", MessageJson.Function(content.Tools[i]));
        for (var i = 0; i < content.EmbeddedTexts.Count; i++)
            attributes.Set($"{OpenInferenceAttributes.EmbeddingsPrefix}{i}.embedding.text", content.EmbeddedTexts[i]);
        for (var i = 0; i < content.Documents.Count; i++)
            WriteDocument(attributes, $"{OpenInferenceAttributes.DocumentsPrefix}{i}.document.", content.Documents[i]);
    }

    private static void WriteDocument(IndexedAttributes attributes, string path, RetrievedDocument document)
    {
        attributes.Set(path + "id", document.Id);
        attributes.Set(path + "content", document.Content);
        attributes.Set(path + "score", document.Score);
        attributes.Set(path + "metadata", document.Metadata);
    }

    private static void WriteContents(IndexedAttributes attributes, string path, LlmMessage message)
    {
        var i = 0;
        foreach (var part in message.Parts)
        {
            var content = $"{path}contents.{i}.message_content.";
            switch (part)
            {
                case { Kind: LlmPartKind.Text or LlmPartKind.Reasoning }:
                    attributes.Set(content + "type", part.Kind == LlmPartKind.Text ? "text" : "reasoning");
                    attributes.Set(content + "text", part.Text);
                    break;
                case { Kind: LlmPartKind.Uri, Modality: "image" }:
                    attributes.Set(content + "type", "image");
                    attributes.Set(content + "image.image.url", part.Text);
                    break;
                default:
                    continue;
            }

            i++;
        }
    }

    private static string KindOf(OperationDescriptor descriptor) => descriptor.Kind switch
    {
        OperationKind.Agent => "AGENT",
        OperationKind.Tool => "TOOL",
        OperationKind.LlmCall => descriptor.LlmOperation == LlmOperation.Embeddings ? "EMBEDDING" : "LLM",
        OperationKind.Retrieval => "RETRIEVER",
        OperationKind.Guardrail => "GUARDRAIL",
        OperationKind.Evaluator => "EVALUATOR",
        _ => "CHAIN",
    };

    /// <summary>The node of Phoenix's graph of agents.</summary>
    private static void WriteNode(Activity activity, Operation operation)
    {
        Set(activity, OpenInferenceAttributes.GraphNodeId, operation.Descriptor.Name);
        Set(activity, OpenInferenceAttributes.GraphNodeName, operation.Descriptor.Name);

        var around = operation.Parent;
        while (around is { RollUp: null })
            around = around.Parent;
        Set(activity, OpenInferenceAttributes.GraphNodeParentId, around?.Descriptor.Name);
    }

    private static void WriteModel(Activity activity, LlmCall call)
    {
        // The model that answered, which determines Phoenix's price: the requested one may be a deployment or a router.
        var model = call.Response.Model ?? call.RequestModel;
        Set(activity, OpenInferenceAttributes.ModelName, model);
        Set(activity, OpenInferenceAttributes.RequestModelName, call.RequestModel);
        if (call.Operation == LlmOperation.Embeddings)
        {
            Set(activity, OpenInferenceAttributes.EmbeddingModelName, model);
            return;
        }

        Set(activity, OpenInferenceAttributes.Provider, OpenInferenceProviders.ProviderOf(call.Provider));
        Set(activity, OpenInferenceAttributes.System, OpenInferenceProviders.SystemOf(call.Provider, call.Response.Model ?? call.RequestModel));
    }

    private static string? InvocationParameters(Activity activity, LlmRequest request)
    {
        var json = new JsonAttribute();
        json.Add("max_tokens", request.MaxTokens);
        json.Add("temperature", request.Temperature);
        json.Add("top_p", request.TopP);
        json.Add("top_k", request.TopK);
        json.Add("stop", activity.GetTagItem(GenAIAttributes.RequestStopSequences) as string[]);
        json.Add("seed", request.Seed);
        json.Add("frequency_penalty", request.FrequencyPenalty);
        json.Add("presence_penalty", request.PresencePenalty);
        json.Add("n", request.ChoiceCount);
        json.Add("reasoning_effort", request.ReasoningLevel);
        json.Add("service_tier", request.ServiceTier);
        json.Add("dimensions", request.Dimensions);
        return json.ToTextIfAny();
    }
}
