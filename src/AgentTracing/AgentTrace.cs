using System.Diagnostics;
using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Access to the current operation and scope. If nothing is recorded, every member does nothing, at negligible cost.</summary>
public static class AgentTrace
{
    /// <summary>
    /// Opens a scope: every span inside has its user, session, conversation, tags and metadata. Scopes nest: tags and metadata are merged,
    /// other values override. A scope ends when it is disposed, in any order and on any thread, and never leaks to siblings.
    /// </summary>
    /// <param name="userId">Id of the end user, <c>user.id</c>.</param>
    /// <param name="sessionId">Id of the session, <c>session.id</c>.</param>
    /// <param name="conversationId">Id of the conversation, <c>gen_ai.conversation.id</c>; only an existing one, never an invented
    /// one.</param>
    /// <param name="tags">Tags, <c>agent_tracing.tags</c>.</param>
    /// <param name="metadata">Metadata, <c>agent_tracing.metadata.{key}</c>.</param>
    /// <param name="version">Version of the application, <c>agent_tracing.version</c>.</param>
    /// <param name="environment">Environment of the deployment, <c>deployment.environment.name</c>.</param>
    /// <returns>The scope, to be disposed.</returns>
    public static IDisposable BeginScope(
        string? userId = null,
        string? sessionId = null,
        string? conversationId = null,
        IEnumerable<string>? tags = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        string? version = null,
        string? environment = null)
        => ScopeHandle.Open(new TraceScope
        {
            UserId = userId,
            SessionId = sessionId,
            ConversationId = conversationId,
            Tags = tags is null ? [] : [.. tags.Distinct(StringComparer.Ordinal)],
            Metadata = metadata is null ? [] : [.. metadata],
            Version = version,
            Environment = environment,
        });

    /// <summary>
    /// Sets the managed prompt of the model calls inside: <c>gen_ai.prompt.name</c> and <c>gen_ai.prompt.version</c>, and the link to the
    /// prompt in Langfuse and Traceloop.
    /// </summary>
    /// <param name="name">Name of the prompt.</param>
    /// <param name="version">Its version; Langfuse links only to integers.</param>
    /// <returns>Ends the use of the prompt when disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IDisposable WithPrompt(string name, string? version)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ScopeHandle.Open(new TraceScope { Prompt = PromptLink.Of(name, version) });
    }

    /// <inheritdoc cref="WithPrompt(string, string)"/>
    public static IDisposable WithPrompt(string name) => WithPrompt(name, null);

    /// <inheritdoc cref="WithPrompt(string, string)"/>
    public static IDisposable WithPrompt(string name, int version) => WithPrompt(name, version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The innermost enclosing operation; null when there is none.</summary>
    public static AgentOperation? Current => AmbientContext.Current?.Operation?.Facade;

    /// <summary>Starts a workflow by hand; see <see cref="WorkflowAttribute"/>.</summary>
    /// <param name="name">Name of the workflow.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans, such as that of an agent that handed over to it.</param>
    /// <returns>The workflow, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartWorkflow(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Workflow(name, version));

    /// <summary>Starts the run of an agent by hand; see <see cref="AgentAttribute"/>.</summary>
    /// <param name="name">Name of the agent.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans, such as that of an agent that handed over to it.</param>
    /// <returns>The run, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartAgent(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Agent(name, version));

    /// <summary>Starts the execution of a tool by hand; see <see cref="ToolAttribute"/>.</summary>
    /// <param name="name">Name of the tool.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans.</param>
    /// <returns>The execution, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartTool(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Tool(name, version));

    /// <summary>Starts a step of an agent by hand; see <see cref="AgentTaskAttribute"/>.</summary>
    /// <param name="name">Name of the step.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans.</param>
    /// <returns>The step, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartTask(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.AgentTask(name, version));

    /// <summary>Starts a search for documents by hand; see <see cref="RetrievalAttribute"/>.</summary>
    /// <param name="name">Name of the search.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans.</param>
    /// <returns>The search, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartRetrieval(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Retrieval(name, version));

    /// <summary>Starts a check that may block by hand; see <see cref="GuardrailAttribute"/>.</summary>
    /// <param name="name">Name of the check.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans.</param>
    /// <returns>The check, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartGuardrail(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Guardrail(name, version));

    /// <summary>Starts the evaluation of a response by hand; see <see cref="EvaluatorAttribute"/>.</summary>
    /// <param name="name">Name of the evaluation.</param>
    /// <param name="version">Its version.</param>
    /// <param name="links">Linked spans.</param>
    /// <returns>The evaluation, to be disposed.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AgentOperation StartEvaluator(string name, string? version = null, IEnumerable<ActivityContext>? links = null)
        => Start(name, version, links, static (name, version) => OperationDescriptor.Evaluator(name, version));

    /// <summary>
    /// Starts a model call by hand; see <see cref="LlmCallAttribute"/>. Record its usage with <see cref="AgentOperation.RecordUsage"/>.
    /// </summary>
    /// <param name="model">The requested model.</param>
    /// <param name="provider">Provider, as OpenTelemetry names it.</param>
    /// <param name="operation">The kind of request.</param>
    /// <param name="name">Name of the operation; default: that of <paramref name="operation"/>.</param>
    /// <returns>The call, to be disposed.</returns>
    public static AgentOperation StartLlmCall(
        string? model = null, string? provider = null, LlmOperation operation = LlmOperation.Chat, string? name = null)
        => AgentTelemetry.IsEnabled
            ? OperationDescriptor.LlmCall(name ?? OperationNames.Of(operation), operation, provider, model).Start().Facade
            : AgentOperation.None;

    /// <summary>
    /// Sets user, session, conversation, tags and metadata of a run on the open spans around the current code, and on all that start in the
    /// run later. Tags and metadata are merged, other values override. Spans that have ended do not change. Outside of a run it changes the
    /// innermost <see cref="BeginScope"/>, and does nothing without one.
    /// </summary>
    /// <param name="userId">Id of the end user, <c>user.id</c>.</param>
    /// <param name="sessionId">Id of the session, <c>session.id</c>.</param>
    /// <param name="conversationId">Id of the conversation, <c>gen_ai.conversation.id</c>; only an existing one, never an invented
    /// one.</param>
    /// <param name="tags">Tags, <c>agent_tracing.tags</c>.</param>
    /// <param name="metadata">Metadata, <c>agent_tracing.metadata.{key}</c>.</param>
    public static void Update(
        string? userId = null,
        string? sessionId = null,
        string? conversationId = null,
        IEnumerable<string>? tags = null,
        IReadOnlyDictionary<string, string>? metadata = null)
        => ScopeUpdate.Apply(new TraceScope
        {
            UserId = userId,
            SessionId = sessionId,
            ConversationId = conversationId,
            Tags = tags is null ? [] : [.. tags.Distinct(StringComparer.Ordinal)],
            Metadata = metadata is null ? [] : [.. metadata],
        });

    /// <summary>
    /// Measures the usage of the following code, annotated or not: calls, tokens, cost. It does not depend on listeners. Dispose it at the
    /// end of that code.
    /// </summary>
    /// <returns>The measurement.</returns>
    public static RunMeasurement Measure() => RunMeasurement.Open();

    /// <summary>
    /// Limits the usage of the following code: a session, a tenant's request, a batch. A model or tool call that would start beyond a limit
    /// throws <see cref="AgentBudgetExceededException"/>, and so do all later ones. It does not depend on listeners.
    /// </summary>
    /// <param name="budget">The limits.</param>
    /// <returns>Ends the budget when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="budget"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is zero or negative.</exception>
    public static IDisposable BeginBudget(AgentBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return BudgetScope.Open(budget.Validated(nameof(budget)));
    }

    /// <summary>Sets an attribute of the innermost operation's span.</summary>
    /// <param name="key">Name of the attribute.</param>
    /// <param name="value">Its value; null removes it.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public static void SetTag(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (AmbientContext.Current?.Operation?.Activity is { } activity)
            activity.SetTag(key, value is null ? null : TagValue.Of(value));
    }

    /// <summary>
    /// Records the usage of a model call whose result does not contain it. Inside an <see cref="LlmCallAttribute"/> method it belongs to
    /// that call, and takes precedence over the result; several records add up. Anywhere else it counts as a call without a span, in
    /// metrics and in the roll-up of the enclosing agents.
    /// </summary>
    /// <param name="usage">The usage.</param>
    /// <param name="model">The model of the response.</param>
    /// <param name="provider">The provider, as OpenTelemetry names it.</param>
    /// <param name="options">Other factors of the price: service tier, geography and time.</param>
    public static void RecordUsage(in TokenUsage usage, string? model = null, string? provider = null, in CostOptions options = default)
    {
        if (!AgentTelemetry.IsEnabled)
            return;

        var record = new LlmCall.RecordedUsage(usage, model, provider, options);
        var operation = AmbientContext.Current?.Operation;
        if (EnclosingCall(operation) is { } call)
            call.RecordUsage(record);
        else
            UsageWithoutCall.Record(operation, record);
    }

    /// <summary>
    /// Records a cost that the provider, or another service, reports. Inside a model call it is the cost of that call, status
    /// <c>reported</c>, instead of the computed one. Inside a tool it is a cost of the tool. Anywhere else it is added to the cost of the
    /// enclosing agents.
    /// Several records add up; a record of 0 is a cost of 0.
    /// </summary>
    /// <param name="usd">The cost in USD.</param>
    /// <param name="source">The source of the figure, such as <c>openrouter</c>: <c>agent_tracing.cost.source</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="usd"/> is below zero.</exception>
    public static void RecordCost(decimal usd, string? source = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usd);
        if (AgentTelemetry.IsEnabled)
            ReportedCosts.Record(AmbientContext.Current?.Operation, usd, source);
    }

    /// <summary>
    /// Records a score: as the event <c>gen_ai.evaluation.result</c>, and at the back ends that accept scores (<see cref="IScoreSink"/>).
    /// Scores of unrecorded traces are not recorded.
    /// </summary>
    /// <param name="name">Name of the score, such as <c>relevance</c>.</param>
    /// <param name="value">A number, a boolean, or a label.</param>
    /// <param name="comment">The reason.</param>
    /// <param name="target">The evaluated span, trace or session. Default: the span of the innermost operation that is not an
    /// evaluator.</param>
    /// <param name="id">
    /// Id of the score: a later score with the same id replaces it at the back end. Default: a new id.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static void Score(string name, ScoreValue value, string? comment = null, ScoreTarget target = default, string? id = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ScoreRecorder.Record(AmbientContext.Current?.Operation, name, value, comment, target, id);
    }

    /// <summary>
    /// Writes the current span's context into a carrier, so that another process can continue the trace: <c>traceparent</c>, <c>tracestate</c>
    /// and <c>baggage</c>, by OpenTelemetry's default propagator. User, session, conversation and agent are included if <see
    /// cref="AgentTracingOptions.PropagateScope"/> is on.
    /// </summary>
    /// <param name="carrier">The carrier, such as the headers of a message.</param>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public static void Inject(IDictionary<string, string> carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        var node = AmbientContext.Current;
        TraceContextCarrier.Inject(carrier, ScopeBaggage.With(node?.Scope, node?.Operation?.InnerAgentName, node?.Operation is { } running ? TraceName.Of(running) : null));
    }

    /// <summary>
    /// Continues the trace of another process: the carrier's span is the parent of operations started inside. A carrier without a parent
    /// changes nothing. An invalid parent begins a new trace and is counted (<c>agent_tracing.invalid_carriers</c>). The content of the
    /// carrier never causes an exception.
    /// </summary>
    /// <param name="carrier">The carrier.</param>
    /// <returns>Ends the work for the other process when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public static IDisposable Extract(IReadOnlyDictionary<string, string> carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        return RemoteParent.Open(carrier);
    }

    private static AgentOperation Start(
        string name, string? version, IEnumerable<ActivityContext>? links, Func<string, string?, OperationDescriptor> describe)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!AgentTelemetry.IsEnabled)
            return AgentOperation.None;

        var input = links is null ? null : new OperationInput { Links = [.. links.Where(link => link != default).Select(link => new ActivityLink(link))] };
        return Operation.Start(describe(name, version), input, default).Facade;
    }

    private static LlmCall? EnclosingCall(Operation? operation) => OperationRecorder.EnclosingOf(operation) is { Llm: { } call } ? call : null;
}
