using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// One family of attributes, for a back end. Stateless. Attributes of the same name that the user's code has set are kept.
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

    /// <summary>The active dialects.</summary>
    internal static Dialect[] Of(Dialects dialects) => [.. All.Where(entry => dialects.HasFlag(entry.Flag)).Select(entry => entry.Dialect)];

    /// <summary>
    /// Writes the active dialects' attributes of an operation at its end: ids, usage and cost first, because exporters truncate long lists.
    /// </summary>
    internal static void WriteAll(Activity activity, Operation operation, in LlmCharge charge)
    {
        var dialects = AgentTracingOptions.Current.ActiveDialects;
        foreach (var dialect in dialects)
            dialect.WriteIdentity(activity, operation, in charge);

        if (operation.Llm is { } call)
        {
            WriteAll(activity, call, in charge);
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

    /// <summary>Writes the active dialects' usage and cost attributes on another library's span.</summary>
    internal static void WriteAll(Activity activity, LlmCall call, in LlmCharge charge)
    {
        var dialects = AgentTracingOptions.Current.ActiveDialects;
        var isSummedUp = Array.Exists(dialects, static dialect => dialect.SumsUpUsage);
        foreach (var dialect in dialects)
        {
            if (!isSummedUp || !dialect.AddsToUsage)
                dialect.WriteCharge(activity, call, in charge);
        }
    }

    /// <summary>Writes the active dialects' attributes of a scope.</summary>
    internal static void WriteAll(Activity activity, TraceScope scope)
    {
        foreach (var dialect in AgentTracingOptions.Current.ActiveDialects)
            dialect.WriteScope(activity, scope);
    }

    /// <summary>Writes the active dialects' content attributes of an operation: whole texts first, single parts last.</summary>
    internal static void WriteContent(Activity activity, Operation operation, CapturedContent content)
    {
        var dialects = AgentTracingOptions.Current.ActiveDialects;
        if (dialects.Length == 0)
            return;

        foreach (var dialect in dialects)
            dialect.WriteValues(activity, operation, content);

        var list = new IndexedAttributes(activity);
        foreach (var dialect in dialects)
            dialect.WriteParts(list, content);
    }

    /// <summary>Whether the dialect's back end adds every unknown usage attribute to the total; other dialects then omit theirs.</summary>
    protected virtual bool SumsUpUsage => false;

    /// <summary>Whether <see cref="WriteCharge"/> writes attributes that such a back end would add to the total.</summary>
    protected virtual bool AddsToUsage => false;

    /// <summary>Writes kind and name of the span.</summary>
    protected abstract void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge);

    /// <summary>Writes usage and cost of a model call.</summary>
    protected abstract void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge);

    /// <summary>Writes the request of a model call, and the time of its response.</summary>
    protected virtual void WriteCall(Activity activity, LlmCall call)
    {
    }

    /// <summary>Writes the managed prompt of a model call.</summary>
    protected virtual void WritePrompt(Activity activity, PromptLink prompt)
    {
    }

    /// <summary>Writes user, session, tags and metadata, which may be many.</summary>
    protected virtual void WriteScope(Activity activity, TraceScope scope)
    {
    }

    /// <summary>Writes the input and output of the operation.</summary>
    protected virtual void WriteValues(Activity activity, Operation operation, CapturedContent content)
    {
    }

    /// <summary>Writes messages, tools, documents and texts, one attribute for each part.</summary>
    protected virtual void WriteParts(IndexedAttributes attributes, CapturedContent content)
    {
    }

    /// <summary>Sets an attribute if the value is not null and the attribute is not set.</summary>
    protected static void Set(Activity activity, string key, object? value)
    {
        if (value is not (null or "") && activity.GetTagItem(key) is null)
            activity.SetTag(key, value);
    }

    /// <summary>Sets a count if it is not zero.</summary>
    protected static void SetPositive(Activity activity, string key, long count)
    {
        if (count > 0)
            Set(activity, key, count);
    }
}
