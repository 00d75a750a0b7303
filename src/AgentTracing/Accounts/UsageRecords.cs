using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>Creates the records for usage sinks.</summary>
internal static class UsageRecords
{
    /// <summary>A model call.</summary>
    internal static void OfCall(Operation operation, LlmCall call, in LlmCharge charge, TimeSpan elapsed)
    {
        if (UsageSinks.Any)
            PostCall(operation, call, in charge, elapsed);
    }

    // Not inlined: a record is large, and few programs have a sink.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PostCall(Operation operation, LlmCall call, in LlmCharge charge, TimeSpan elapsed)
        => UsageSinks.Post(Of(operation, elapsed) with
        {
            Kind = UsageRecordKind.LlmCall,
            AgentPath = PathOf(operation.Parent),
            Provider = call.Provider,
            RequestModel = call.RequestModel,
            ResponseModel = call.Response.Model,
            Usage = charge.Usage,
            IsMeasured = charge.HasUsage,
            CostUsd = charge.Usd,
            CostStatus = charge.Count > 0 ? charge.CostStatus : CostStatus.Unpriced,
            PriceEntry = charge.EntryId,
        });

    /// <summary>A usage that was recorded without a call.</summary>
    internal static void OfUsage(Operation? around, LlmCall call, in LlmCharge charge)
    {
        if (UsageSinks.Any)
            UsageSinks.Post(Of(around, TimeSpan.Zero) with
            {
                Kind = UsageRecordKind.LlmCall,
                Name = "record_usage",
                AgentPath = PathOf(around),
                Provider = call.Provider,
                RequestModel = call.RequestModel,
                ResponseModel = call.Response.Model,
                Usage = charge.Usage,
                IsMeasured = true,
                CostUsd = charge.Usd,
                CostStatus = charge.CostStatus,
                PriceEntry = charge.EntryId,
                ErrorType = null,
            });
    }

    /// <summary>A call that a span of another library describes.</summary>
    internal static void OfSpan(ForeignCall shown, in LlmCharge charge)
    {
        if (UsageSinks.Any)
            UsageSinks.Post(Of(shown.Around, shown.Span.Duration) with
            {
                Kind = UsageRecordKind.LlmCall,
                Name = shown.Span.DisplayName,
                AgentPath = PathOf(shown.Around),
                Provider = shown.Llm.Provider,
                RequestModel = shown.Llm.RequestModel,
                ResponseModel = shown.Llm.Response.Model,
                Usage = charge.Usage,
                IsMeasured = charge.HasUsage,
                CostUsd = charge.Usd,
                CostStatus = charge.HasUsage ? charge.CostStatus : CostStatus.Unpriced,
                PriceEntry = charge.EntryId,
                TraceId = shown.Span.TraceId.ToHexString(),
                SpanId = shown.Span.SpanId.ToHexString(),
                ErrorType = shown.Span.GetTagItem(GenAIAttributes.ErrorType) as string,
            });
    }

    /// <summary>An execution of a tool; without a cost there is no record.</summary>
    internal static void OfTool(Operation operation, TimeSpan elapsed)
    {
        if (UsageSinks.Any && operation.ToolUsd is { } usd)
            PostTool(operation, elapsed, usd);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void PostTool(Operation operation, TimeSpan elapsed, decimal usd)
        => UsageSinks.Post(Of(operation, elapsed) with
        {
            Kind = UsageRecordKind.ToolCall,
            AgentPath = PathOf(operation.Parent),
            IsMeasured = true,
            CostUsd = usd,
            CostStatus = CostStatus.Reported,
        });

    /// <summary>A run.</summary>
    internal static void OfRun(Operation operation, in RollUpSums sums, TimeSpan elapsed)
    {
        if (!UsageSinks.Any || !AgentMetrics.IsRun(operation))
            return;

        var isPriced = sums.UnpricedCalls + sums.UnmeasuredCalls == 0;
        UsageSinks.Post(Of(operation, elapsed) with
        {
            Kind = UsageRecordKind.Run,
            AgentPath = PathOf(operation),
            Usage = sums.Usage,
            IsMeasured = sums.UnmeasuredCalls == 0,
            CostUsd = isPriced || sums.Cost > 0 ? sums.Cost : null,
            CostStatus = isPriced ? CostStatus.Priced : CostStatus.Unpriced,
        });
    }

    private static UsageRecord Of(Operation? operation, TimeSpan elapsed)
    {
        var scope = operation?.Scope ?? AmbientContext.Current?.Scope;
        var span = operation?.Activity ?? Activity.Current;
        return new UsageRecord
        {
            Kind = default,
            Name = operation?.Descriptor.Name ?? "",
            StartedAt = WallClock.Now - elapsed,
            Duration = elapsed,
            UserId = scope?.UserId,
            SessionId = scope?.SessionId,
            ConversationId = scope?.ConversationId,
            Tags = scope?.Tags ?? [],
            Metadata = MetadataOf(scope),
            AgentPath = [],
            CatalogueHash = PriceCatalogue.Hash,
            TraceId = span?.TraceId.ToHexString(),
            SpanId = span?.SpanId.ToHexString(),
            ErrorType = operation is null ? null : OperationRecorder.ErrorType(operation),
        };
    }

    private static ReadOnlyDictionary<string, string> MetadataOf(TraceScope? scope)
        => scope is null or { Metadata.Length: 0 }
            ? ReadOnlyDictionary<string, string>.Empty
            : new Dictionary<string, string>(scope.Metadata, StringComparer.Ordinal).AsReadOnly();

    private static List<string> PathOf(Operation? operation)
    {
        var path = new List<string>();
        for (; operation is not null; operation = operation.Parent)
        {
            if (operation.Descriptor.Kind is OperationKind.Agent or OperationKind.Workflow)
                path.Add(operation.Descriptor.Name);
        }

        path.Reverse();
        return path;
    }
}
