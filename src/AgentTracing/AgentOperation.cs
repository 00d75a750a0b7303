using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// A workflow, agent, tool or LLM call that is traced by hand, for code that cannot be annotated: same spans, metrics and roll-up as
/// generated code. <see cref="RunAsync{T}"/> and <see cref="Run{T}"/> invoke a delegate, record its exception and end the operation.
/// Otherwise dispose the operation at the end of the work, and record an exception with <see cref="Fail"/>. Without a listener it does
/// nothing.
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

    /// <summary>Name of the operation; empty when nothing is recorded.</summary>
    public string Name => _operation?.Descriptor.Name ?? string.Empty;

    /// <summary>The span's context, to link to it or to hand over to it; default when there is no span.</summary>
    public ActivityContext Context => _operation?.Activity?.Context ?? default;

    /// <summary>
    /// The account of the run so far: of this operation if it is a workflow, an agent or a task; else of the innermost enclosing one. It
    /// remains available after the operation has ended. Null when nothing is recorded, or there is no such operation.
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

    /// <summary>Sets attributes of the model's response; null keeps the previous value.</summary>
    /// <param name="id"><c>gen_ai.response.id</c>.</param>
    /// <param name="model"><c>gen_ai.response.model</c>; the price of this model takes precedence over that of the requested one.</param>
    /// <param name="finishReason">Added to <c>gen_ai.response.finish_reasons</c>.</param>
    public void SetResponse(string? id = null, string? model = null, string? finishReason = null)
    {
        if (_operation?.Llm?.Response is not { } response)
            return;

        response.Id = id;
        response.Model = model;
        response.AddFinishReason(finishReason);
    }

    /// <summary>
    /// Sets the input of the operation, if content is captured (<see cref="AgentTracingOptions.Content"/>): the question, the arguments.
    /// </summary>
    /// <param name="text">The input; null is ignored.</param>
    public void SetInput(string? text)
    {
        if (text is not null)
            _operation?.Content?.Argument("input", text);
    }

    /// <summary>
    /// Sets the output of the operation, if content is captured (<see cref="AgentTracingOptions.Content"/>); a later call replaces an
    /// earlier one.
    /// </summary>
    /// <param name="text">The output; null is ignored.</param>
    public void SetOutput(string? text)
    {
        if (text is not null)
            _operation?.Content?.SetResult(text, ContentBuilder.Plain);
    }

    /// <summary>
    /// Records the usage of a model call: of this operation if it is a model call, else of a call without a span inside it. Several records
    /// add up.
    /// </summary>
    /// <param name="usage">The usage.</param>
    /// <param name="model">The model of the response.</param>
    /// <param name="provider">The provider, as OpenTelemetry names it.</param>
    /// <param name="options">Other factors of the price: service tier, geography and time.</param>
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

    /// <summary>Records the exception that ends the operation. For use in an exception filter: it does not catch the exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Always false.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public bool Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _operation?.Fail(exception);
        return false;
    }

    /// <summary>Invokes a delegate inside the operation, records an exception that it throws, and ends the operation.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="work">The delegate, which gets this operation. If it returns a task, call <see cref="RunAsync{T}"/>: here the operation
    /// would end before the task.</param>
    /// <returns>The result of the delegate.</returns>
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

    /// <summary>
    /// Invokes a delegate inside the operation, records an exception that it throws, and ends the operation when the task ends.
    /// </summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="work">The delegate, which gets this operation.</param>
    /// <returns>A task with the outcome of the delegate's task.</returns>
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

    /// <summary>Ends the span, and restores <see cref="Activity.Current"/> if it is still this span. Further calls do nothing.</summary>
    public void Dispose() => _operation?.Close();
}
