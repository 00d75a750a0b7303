using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>The model-specific part of an operation: request, response and times.</summary>
internal sealed partial class LlmCall
{
    private readonly OperationDescriptor _descriptor;
    private readonly OperationInput? _input;
    private readonly long _started;
    private readonly bool _isNamed;
    private readonly bool _isGuessed;
    private readonly bool _isKnownFromStart;
    private bool _isSettled;
    private bool _changedAfterStart;
    private int _admission;
    private string? _provider;

    // Changed under the lock of the call.
    private LlmCallExtras? _extras;

    internal LlmCall(OperationDescriptor descriptor, OperationInput? input, long started)
    {
        _started = started;
        _descriptor = descriptor;
        _input = input;
        var client = input?.Client;
        var called = input?.CalledClient;
        RequestModel = NotEmpty(input?.Model) ?? NotEmpty(Request?.Model) ?? NotEmpty(client?.Model) ?? descriptor.Model ?? NotEmpty(called?.Model);

        // The provider: from the user's code, else from the client's type, else the host, else the client's metadata, else the SDK.
        var named = NotEmpty(input?.Provider) ?? (descriptor.IsIntercepted ? null : descriptor.Provider);
        var host = Host;
        var known = named ?? NotEmpty(client?.ServedBy) ?? NotEmpty(called?.ServedBy) ?? host.Provider;
        _isNamed = named is not null;
        _isGuessed = known is null;
        _provider = known ?? client?.ProviderOr(descriptor.Provider) ?? descriptor.Provider ?? called?.ProviderOr(descriptor.SdkProvider) ?? descriptor.SdkProvider;
        _isKnownFromStart = _provider is not null && RequestModel is not null;
    }

    /// <summary>Whether model and provider were known when the call started, and nothing has changed them since.</summary>
    internal bool IsKnownFromStart => _isKnownFromStart && !_changedAfterStart;

    internal LlmOperation Operation => _descriptor.LlmOperation;

    /// <summary>Whether the call is an intercepted SDK call.</summary>
    internal bool IsIntercepted => _descriptor.IsIntercepted;

    /// <summary>The provider that was known before the call, else the provider of the response.</summary>
    internal string? Provider => _provider ?? Response.Provider;

    internal string? RequestModel { get; private set; }

    internal Uri? Server => _input?.Server ?? _input?.Client?.Server ?? _input?.CalledClient?.Server;

    /// <summary>The description of the client; null when the call is not intercepted.</summary>
    internal LlmClient? Client => _input?.Client;

    /// <summary>Whether no model was called: the response was counted before.</summary>
    internal bool IsCached { get; private set; }

    internal LlmRequest? Request => _input?.Request;

    internal LlmResponse Response => field ??= new LlmResponse();

    /// <summary>Whether the response, or a usage recorded by hand, contains the tier.</summary>
    internal bool ReportsTier => _extras?.Recorded?.Exists(static usage => usage.Options.ServiceTier is not null) == true || Response.ReportsTier;

    /// <summary>Whether a stream ended before its finish reason.</summary>
    internal bool IsBrokenOff
    {
        get => _extras?.IsBrokenOff == true;
        set
        {
            if (value)
                Extras.IsBrokenOff = true;
        }
    }

    /// <summary>
    /// The finish reason of each choice, with the values of the conventions; <c>error</c> for a response that began but has no finish
    /// reason (gen_ai.response.finish_reasons).
    /// </summary>
    internal string[] FinishReasons => Response.FinishReasons switch
    {
        { Length: > 0 } reported => FinishReason.ToConventions(reported),
        var none => IsBrokenOff && TimeToFirstChunk is not null ? ["error"] : none,
    };

    /// <summary>The content of the call; null when it is not captured.</summary>
    internal OperationContent? Content { get; set; }

    /// <summary>The source of the call's cost, if the user's code records one.</summary>
    internal string? CostSource => _extras?.CostSource;

    /// <summary>The number of attributes that the span was created with.</summary>
    internal int CreationTagCount { get; set; }

    /// <summary>Whether the response is streamed.</summary>
    internal bool IsStreaming => Chunks is not null;

    /// <summary>The times of a stream's chunks; null for other calls.</summary>
    internal ChunkTimes? Chunks { get; private set; }

    /// <summary>Time from the start of the call to its first chunk; null before the first chunk.</summary>
    internal TimeSpan? TimeToFirstChunk => Chunks?.First;

    /// <summary>The service at the end point; default when it is unknown.</summary>
    private HostedService Host => Server is { } server ? PriceBook.Default.ServiceAt(server) : default;

    private LlmCallExtras Extras => _extras ??= new LlmCallExtras();

    /// <summary>The attributes of the call's metrics, with or without an agent.</summary>
    internal InferenceTags MetricTags(string? agentName)
        => _descriptor.InferenceTags.For(new(RequestModel, Response.Model, agentName, Provider, Operation, Server, AgentTracingOptions.Current));

    /// <summary>Marks the response as streamed.</summary>
    internal void BeginStreaming() => Chunks ??= new ChunkTimes(this, _started);

    /// <summary>Records that budgets have counted this call before its request.</summary>
    internal void GiveAdmission() => Volatile.Write(ref _admission, 1);

    /// <summary>Whether budgets have counted this call for a pending request. Returns true only once.</summary>
    internal bool TakeAdmission() => Interlocked.Exchange(ref _admission, 0) != 0;

    /// <summary>Adds a usage that the user's code records. It takes precedence over the response.</summary>
    internal void RecordUsage(in RecordedUsage usage)
    {
        lock (this)
        {
            _changedAfterStart = true;
            (Extras.Recorded ??= []).Add(usage);
            RequestModel ??= usage.Model;
            _provider ??= usage.Provider;
        }
    }

    /// <summary>Adds a cost that the user's code records; several add up. It takes precedence over the response.</summary>
    internal void RecordCost(decimal usd, string? source)
    {
        lock (this)
        {
            Extras.RecordedUsd = (Extras.RecordedUsd ?? 0) + usd;
            Extras.CostSource = source ?? CostSource;
        }
    }

    /// <summary>
    /// Absorbs an inner intercepted call of the same kind, which this call records. Returns false when this call has already ended.
    /// </summary>
    internal bool TryAbsorb(LlmCall intercepted)
    {
        lock (this)
        {
            if (_isSettled)
                return false;

            // The named provider also serves the inner calls, unless their own provider is certain. OpenAI is also named for calls that
            // fall back to other providers.
            if (_isNamed && intercepted._isGuessed && _provider != ProviderNames.OpenAI)
                intercepted._provider = _provider;
            intercepted.Response.KeepParts();
            if (!intercepted.SettleCache())
                (Extras.Absorbed ??= []).AddRange(intercepted.Requests());
            return true;
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A usage recorded by hand.</summary>
    internal readonly record struct RecordedUsage(TokenUsage Usage, string? Model, string? Provider, CostOptions Options = default);
}
