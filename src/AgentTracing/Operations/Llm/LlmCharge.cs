using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AgentTracing;

/// <summary>
/// Usage and cost of one model call: one or more billed requests, each priced separately. Created by <see cref="LlmCall"/>. A large mutable
/// struct: pass it by reference and fill it in place, never copy it.
/// </summary>
internal struct LlmCharge
{
    /// <summary>The charge of operations that are not model calls.</summary>
    internal static readonly LlmCharge None;

    private BilledInference _first;
    private Further? _further;
    private decimal _usd;
    private decimal? _computed;

    /// <summary>Whether a usage is known that no inner operation has counted.</summary>
    internal bool HasUsage { get; private set; }

    /// <summary>Whether the call is counted here; false when an inner operation has counted it.</summary>
    internal bool Counts { get; set; }

    /// <summary>Whether there is a usage, and its figures do not contradict each other.</summary>
    internal readonly bool HasValidUsage => HasUsage && Usage.IsValid;

    /// <summary>The sum of the usages; zero when there is none.</summary>
    [UnscopedRef]
    internal readonly ref readonly TokenUsage Usage => ref _further is null ? ref _first.Usage : ref _further.Sum;

    /// <summary>Number of billed requests.</summary>
    internal int Count { get; private set; }

    /// <summary>The source of the cost, or the reason why there is none.</summary>
    internal CostStatus CostStatus { get; private set; }

    /// <summary>The price entries, as <c>provider/id</c>; null when there is none.</summary>
    internal string? EntryId { get; private set; }

    /// <summary>The cost in USD, if the call has one.</summary>
    internal readonly decimal? Usd => Count > 0 && !IsWithoutCost(CostStatus) ? _usd : null;

    /// <summary>The cost by the price book, if the provider or the application reported a cost; else null.</summary>
    internal readonly decimal? ComputedUsd => CostStatus == CostStatus.Reported ? _computed : null;

    internal readonly bool IsUnpriced => Count > 0 && IsWithoutCost(CostStatus);

    /// <summary>The tier of the response; for several requests the last known one.</summary>
    internal string? ServiceTier { get; private set; }

    /// <summary>The geography of the response; for several requests the last known one.</summary>
    internal string? Geography { get; private set; }

    /// <summary>Whether several models were billed, each with its own price, so the cost can be split by model.</summary>
    internal readonly bool IsOfSeveralModels
    {
        get
        {
            if (_further is null || Usd is null || CostStatus == CostStatus.Reported)
                return false;

            foreach (var inference in _further.List)
            {
                if (!string.Equals(inference.Model, _first.Model, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }

    /// <summary>One of the requests, with its own cost.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    internal readonly BilledInference this[int index] => index == 0 ? _first : _further!.List[index - 1];

    /// <summary>
    /// The cost of the input, at the rates of each request; null when there is no cost, or it was reported as one figure.
    /// </summary>
    internal readonly decimal? InputUsd
    {
        get
        {
            if (Usd is null || CostStatus == CostStatus.Reported)
                return null;

            var sum = 0m;
            for (var i = 0; i < Count; i++)
            {
                var inference = this[i];
                if (inference.ReportedUsd is not null || inference.CostOf(InputOf(inference.Usage)) is not { } usd)
                    return null;
                sum += usd;
            }

            return sum;
        }
    }

    /// <summary>Begins to add a request.</summary>
    /// <returns>The request to fill before <see cref="Add"/>.</returns>
    [UnscopedRef]
    internal ref BilledInference Begin()
    {
        if (Count == 0)
            return ref _first;

        _further ??= new Further { Sum = _first.Usage };
        _further.List.Add(default);
        return ref CollectionsMarshal.AsSpan(_further.List)[^1];
    }

    /// <summary>Prices a request and adds it.</summary>
    /// <param name="inference">The result of <see cref="Begin"/>.</param>
    internal void Add(ref BilledInference inference)
    {
        inference.Price();
        var computed = inference.HasUsage && !IsWithoutCost(inference.Cost.Status) ? inference.Cost.Usd : (decimal?)null;
        if (inference.ReportedUsd is { } reported)
            inference.Cost = inference.Cost with { Usd = reported, Status = CostStatus.Reported };

        if (Count == 0)
        {
            (_usd, _computed) = (inference.Cost.Usd, computed);
            (CostStatus, EntryId) = (inference.Cost.Status, inference.Cost.EntryId);
        }
        else
        {
            _further!.Sum += inference.Usage;
            _usd += inference.Cost.Usd;
            _computed += computed;
            CostStatus = Worse(CostStatus, inference.Cost.Status);
            EntryId = Join(EntryId, inference.Cost.EntryId);
        }

        Count++;
        HasUsage |= inference.HasUsage;
        ServiceTier = inference.ServiceTier ?? ServiceTier;
        Geography = inference.Geography ?? Geography;
    }

    /// <summary>
    /// Sets the cost of the whole call that the application reports; it replaces the reported and computed costs of its requests.
    /// </summary>
    internal void Report(decimal usd)
    {
        if (Count == 0)
            Count = 1;
        (_usd, CostStatus) = (usd, CostStatus.Reported);
    }

    internal static bool IsWithoutCost(CostStatus status) => status is CostStatus.Unpriced or CostStatus.Invalid;

    /// <summary>The status of a sum is that of its weakest part; if a part has no price, the sum has no cost.</summary>
    private static CostStatus Worse(CostStatus left, CostStatus right) => Weakness(left) >= Weakness(right) ? left : right;

    private static int Weakness(CostStatus status) => status switch
    {
        CostStatus.Invalid => 7,
        CostStatus.Unpriced => 6,
        CostStatus.Estimated => 5,
        CostStatus.Fallback => 4,
        CostStatus.Dated => 3,
        CostStatus.Priced => 2,
        CostStatus.Reported => 1,
        _ => 0,
    };

    private static string? Join(string? entries, string? entry)
        => entry is null || entries is null || entries.Split(", ").Contains(entry, StringComparer.Ordinal) ? entries ?? entry : $"{entries}, {entry}";

    /// <summary>The requests after the first one.</summary>
    private sealed class Further
    {
        internal readonly List<BilledInference> List = [];
        internal TokenUsage Sum;
    }

    private static TokenUsage InputOf(in TokenUsage usage)
        => usage.WithoutUnits() with { Output = 0, OutputAudio = 0, OutputImage = 0, Reasoning = 0 };
}
