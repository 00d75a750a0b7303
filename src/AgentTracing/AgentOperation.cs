using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// A workflow, agent, tool or LLM call that is traced by hand, for what no annotation reaches: same spans, metrics and roll-up as generated
/// code. <see cref="RunAsync{T}"/> and
/// <see cref="Run{T}"/> do the work, note its exception and end the operation. Without them dispose it where the work ends, and report an exception with <see cref="Fail"/>. Without a listener it does nothing.
/// </summary>
/// <example>
/// <code>
/// string answer = await AgentTrace.StartAgent("researcher").RunAsync(agent => ResearchAsync(question));
/// </code>
/// </example>
public sealed class AgentOperation : IDisposable
{
    internal static readonly AgentOperation None = new(null);

    private readonly Operation? _operation;

    internal AgentOperation(Operation? operation) => _operation = operation;

    /// <summary>Name of the operation; empty where nothing is recorded.</summary>
    public string Name => _operation?.Descriptor.Name ?? string.Empty;

    /// <summary>The span's context, to link to it or to hand over to it; default where there is no span.</summary>
    public ActivityContext Context => _operation?.Activity?.Context ?? default;

    /// <summary>
    /// What the run consumed so far: of this operation, where it is a workflow, an agent or a task; else of the innermost one around it. It stays after the
    /// operation has ended. Null where nothing is recorded, or no such operation is around.
    /// </summary>
    public RunAccount? Account
    {
        get
        {
            var operation = _operation;
            while (operation is { RollUp: null })
                operation = operation.Parent;
            return operation?.RollUp?.ToAccount();
        }
    }

    /// <summary>Sets an attribute of the span.</summary>
    /// <param name="key">Name of the attribute.</param>
    /// <param name="value">Its value; null removes it.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public void SetTag(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _operation?.Activity?.SetTag(key, value is null ? null : TagValue.Of(value));
    }

    /// <summary>Says what the model answered; null leaves what was said before.</summary>
    /// <param name="id"><c>gen_ai.response.id</c>.</param>
    /// <param name="model"><c>gen_ai.response.model</c>; the price is that of this model before that of the one asked for.</param>
    /// <param name="finishReason">Added to <c>gen_ai.response.finish_reasons</c>.</param>
    public void SetResponse(string? id = null, string? model = null, string? finishReason = null)
    {
        if (_operation?.Llm?.Response is not { } response)
            return;

        response.Id = id;
        response.Model = model;
        response.AddFinishReason(finishReason);
    }

    /// <summary>Says what the operation is given, where content is captured (<see cref="AgentTracingOptions.Content"/>): the question, the arguments.</summary>
    /// <param name="text">The input; null is ignored.</param>
    public void SetInput(string? text)
    {
        if (text is not null)
            _operation?.Content?.Argument("input", text);
    }

    /// <summary>Says what the operation returns, where content is captured (<see cref="AgentTracingOptions.Content"/>); a later call replaces an earlier one.</summary>
    /// <param name="text">The output; null is ignored.</param>
    public void SetOutput(string? text)
    {
        if (text is not null)
            _operation?.Content?.SetResult(text, ContentBuilder.Plain);
    }

    /// <summary>
    /// Records what a call of a model consumed: of this call, where the operation is one; else as a call without a span inside the operation.
    /// Several records add up.
    /// </summary>
    /// <param name="usage">The usage.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="provider">The provider, as OpenTelemetry names it.</param>
    /// <param name="options">What else the price depends on: the tier and the geography that served, and when.</param>
    public void RecordUsage(in TokenUsage usage, string? model = null, string? provider = null, in CostOptions options = default)
    {
        if (_operation is null)
            return;

        var record = new LlmCall.RecordedUsage(usage, model, provider, options);
        if (_operation.Llm is { } call)
            call.RecordUsage(record);
        else
            UsageWithoutCall.Record(_operation, record);
    }

    /// <summary>Records the cost of the operation as the provider, or another service, reports it; see <see cref="AgentTrace.RecordCost"/>.</summary>
    /// <param name="usd">The cost in USD.</param>
    /// <param name="source">The source of the figure: <c>agent_tracing.cost.source</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="usd"/> is below zero.</exception>
    public void RecordCost(decimal usd, string? source = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usd);
        if (_operation is not null)
            ReportedCosts.Record(_operation, usd, source);
    }

    /// <summary>Notes the exception that ends the operation. Made for an exception filter: it lets the exception pass.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Always false.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public bool Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _operation?.Fail(exception);
        return false;
    }

    /// <summary>Does the work inside the operation, notes an exception that leaves it, and ends the operation.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="work">The work; it is given this operation. Where it returns a task, call <see cref="RunAsync{T}"/>: here the operation ends before the task.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public T Run<T>(Func<AgentOperation, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_operation is not { } operation)
            return work(this);

        using (operation)
        {
            try
            {
                return work(this);
            }
            catch (Exception exception) when (operation.Fail(exception))
            {
                throw operation.BudgetExceeded(exception);
            }
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action<AgentOperation> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Run(operation =>
        {
            work(operation);
            return true;
        });
    }

    /// <summary>Does the work inside the operation, notes an exception that leaves it, and ends the operation when the task ends.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="work">The work; it is given this operation.</param>
    /// <returns>A task that ends as that of the work does.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    public Task<T> RunAsync<T>(Func<AgentOperation, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return _operation is { } operation ? Run(self => operation.Track(work(self))) : work(this);
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<AgentOperation, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return _operation is { } operation ? Run(self => operation.Track(work(self))) : work(this);
    }

    /// <summary>Ends the span, and gives <see cref="Activity.Current"/> back if it is still this one's. Further calls do nothing.</summary>
    public void Dispose() => _operation?.Close();
}
