using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// One family of attributes: how a back end wants spans described. Stateless. What the user's code has set by the same name stays.
/// </summary>
internal abstract class Dialect
{
    private static readonly (Dialects Flag, Dialect Dialect)[] All =
    [
        (Dialects.OpenInference, new OpenInferenceDialect()),
        (Dialects.Langfuse, new LangfuseDialect()),
        (Dialects.Traceloop, new TraceloopDialect()),
        (Dialects.Legacy, new LegacyDialect()),
    ];

    /// <summary>The dialects that are switched on.</summary>
    internal static Dialect[] Of(Dialects dialects) => [.. All.Where(entry => dialects.HasFlag(entry.Flag)).Select(entry => entry.Dialect)];

    /// <summary>Writes what the active dialects say of an operation at its end: ids, usage and cost first, for exporters cut long lists.</summary>
    internal static void WriteAll(Activity activity, Operation operation, in LlmCharge charge)
    {
        var dialects = AgentTracingOptions.Current.ActiveDialects;
        foreach (var dialect in dialects)
            dialect.WriteIdentity(activity, operation, in charge);

        if (operation.Llm is { } call)
        {
            foreach (var dialect in dialects)
                dialect.WriteCharge(activity, call, in charge);
            foreach (var dialect in dialects)
            {
                dialect.WriteCall(activity, call);
                if (operation.Prompt is { } prompt)
                    dialect.WritePrompt(activity, prompt);
            }
        }

        if (operation.Scope is { } scope)
            WriteAll(activity, scope);
    }

    /// <summary>Writes what the active dialects say of what a call came to that another library's span shows.</summary>
    internal static void WriteAll(Activity activity, LlmCall call, in LlmCharge charge)
    {
        foreach (var dialect in AgentTracingOptions.Current.ActiveDialects)
            dialect.WriteCharge(activity, call, in charge);
    }

    /// <summary>Writes what the active dialects say of a scope.</summary>
    internal static void WriteAll(Activity activity, TraceScope scope)
    {
        foreach (var dialect in AgentTracingOptions.Current.ActiveDialects)
            dialect.WriteScope(activity, scope);
    }

    /// <summary>Writes what the active dialects say of the content of an operation: whole texts first, part by part last.</summary>
    internal static void WriteContent(Activity activity, Operation operation, CapturedContent content)
    {
        var dialects = AgentTracingOptions.Current.ActiveDialects;
        foreach (var dialect in dialects)
            dialect.WriteValues(activity, operation, content);

        var list = new IndexedAttributes(activity);
        foreach (var dialect in dialects)
            dialect.WriteParts(list, content);
    }

    /// <summary>What the span is, and what it is called.</summary>
    protected abstract void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge);

    /// <summary>What the model call consumed.</summary>
    protected abstract void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge);

    /// <summary>What a model was asked, and when it answered.</summary>
    protected virtual void WriteCall(Activity activity, LlmCall call)
    {
    }

    /// <summary>The managed prompt that a model call was made with.</summary>
    protected virtual void WritePrompt(Activity activity, PromptLink prompt)
    {
    }

    /// <summary>Whose the span is, and its tags and metadata, of which there may be many.</summary>
    protected virtual void WriteScope(Activity activity, TraceScope scope)
    {
    }

    /// <summary>What the operation was given and returned.</summary>
    protected virtual void WriteValues(Activity activity, Operation operation, CapturedContent content)
    {
    }

    /// <summary>The messages of a model and the tools it was offered, documents and texts, an attribute a part.</summary>
    protected virtual void WriteParts(IndexedAttributes attributes, CapturedContent content)
    {
    }

    /// <summary>Sets an attribute that has a value and is not there yet.</summary>
    protected static void Set(Activity activity, string key, object? value)
    {
        if (value is not (null or "") && activity.GetTagItem(key) is null)
            activity.SetTag(key, value);
    }

    /// <summary>Sets a count that is not zero.</summary>
    protected static void SetPositive(Activity activity, string key, long count)
    {
        if (count > 0)
            Set(activity, key, count);
    }

    /// <summary>
    /// Whether Langfuse gets the span, too. It reads every usage attribute that it does not know as a further part of the total, so other dialects
    /// leave theirs out.
    /// </summary>
    protected static bool LangfuseReads => AgentTracingOptions.Current.Dialects.HasFlag(Dialects.Langfuse);
}
