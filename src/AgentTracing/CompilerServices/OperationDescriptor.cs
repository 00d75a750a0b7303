using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using AgentTracing.Conventions;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The constant properties of an operation: kind, names, and the resulting span attributes. Generated code stores one in a static
/// field for each annotated method.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class OperationDescriptor
{
    /// <summary>Upper bound of the cache. More distinct names than this are generated at run time (ids, for example) and are not cached.</summary>
    private const int MaxAgents = 1000;

    private OperationDescriptor(OperationKind kind, string name, string? version, string? description)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Kind = kind;
        Name = name;
        Version = version;
        Description = description;
    }

    internal OperationKind Kind { get; }

    internal string Name { get; }

    internal string? Version { get; }

    internal string? Description { get; }

    internal LlmOperation LlmOperation { get; private init; }

    internal string? Provider { get; private init; }

    /// <summary>The provider of the SDK's types: a guess, because other services use its protocol as well.</summary>
    internal string? SdkProvider { get; private init; }

    internal string? Model { get; private init; }

    /// <summary>Cost of one execution of a tool in USD; null when its attribute does not set it.</summary>
    internal decimal? CostUsd { get; private init; }

    /// <summary>Whether content is captured, if the operation's attribute sets it; else the settings apply.</summary>
    internal ContentCapture? Content { get; private init; }

    /// <summary>The limits of a run; null when it has none.</summary>
    internal AgentBudget? Budget { get; private init; }

    /// <summary>Whether the operation is an intercepted SDK call.</summary>
    internal bool IsIntercepted { get; private init; }

    /// <summary>
    /// Whether the operation is the call of a traced client inside a pipeline: enclosing calls are layers of it, not the other way round.
    /// </summary>
    internal bool IsInPipeline { get; private init; }

    /// <summary>Whether the operation is a function execution that a client reports, not the executed tool itself.</summary>
    internal bool IsExecution { get; private init; }

    /// <summary>Whether the result of an intercepted agent contains the usage of its inner calls.</summary>
    internal bool ReportsUsage { get; private init; } = true;

    /// <summary>The source that the SDK may use to trace the call.</summary>
    internal string? NativeSource { get; private init; }

    /// <summary>The descriptors of the agents by name, created from this one.</summary>
    private ConcurrentDictionary<string, OperationDescriptor> Agents => field ?? Interlocked.CompareExchange(ref field, new(StringComparer.Ordinal), null) ?? field;

    internal ActivityKind ActivityKind => Kind is OperationKind.LlmCall or OperationKind.Retrieval ? ActivityKind.Client : ActivityKind.Internal;

    /// <summary>Whether the operation has the sums of its inner operations.</summary>
    internal bool RollsUp => Kind is OperationKind.Workflow or OperationKind.Agent or OperationKind.AgentTask;

    /// <summary>Whether the result of the operation is an evaluation.</summary>
    internal bool Judges => Kind is OperationKind.Evaluator or OperationKind.Guardrail;

    /// <summary>Attributes of every span of this operation, set at its creation.</summary>
    internal CreationTags Tags => field ??= new CreationTags(this);

    /// <summary>Attributes of the metrics of model calls.</summary>
    internal Recent<InferenceKey, InferenceTags> InferenceTags => field ??= new(static key => new InferenceTags(key));

    /// <summary>Attributes of the metrics of a tool, by executing agent.</summary>
    internal Recent<ToolKey, ToolTags> ToolTags => field ??= new(key => new ToolTags(Name, key.AgentName));

    /// <summary>A <see cref="WorkflowAttribute"/> method.</summary>
    /// <param name="name">Name of the workflow.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Workflow(string name, string? version = null, string? description = null)
        => new(OperationKind.Workflow, name, version, description);

    /// <summary>An <see cref="AgentAttribute"/> method.</summary>
    /// <param name="name">Name of the agent.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Agent(string name, string? version = null, string? description = null)
        => new(OperationKind.Agent, name, version, description);

    /// <summary>An <see cref="AgentTaskAttribute"/> method.</summary>
    /// <param name="name">Name of the task.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor AgentTask(string name, string? version = null, string? description = null)
        => new(OperationKind.AgentTask, name, version, description);

    /// <summary>A <see cref="ToolAttribute"/> method.</summary>
    /// <param name="name">Name of the tool.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <param name="costUsd">Cost of one execution in USD; null when it is unknown.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Tool(string name, string? version = null, string? description = null, decimal? costUsd = null)
        => new(OperationKind.Tool, name, version, description) { CostUsd = costUsd };

    /// <summary>A function execution by a function-calling client.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="description">Its description.</param>
    internal static OperationDescriptor Execution(string name, string? description)
        => new(OperationKind.Tool, name, version: null, string.IsNullOrEmpty(description) ? null : description) { IsExecution = true };

    /// <summary>A <see cref="RetrievalAttribute"/> method.</summary>
    /// <param name="name">Name of the data source.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Retrieval(string name, string? version = null, string? description = null)
        => new(OperationKind.Retrieval, name, version, description);

    /// <summary>A <see cref="GuardrailAttribute"/> method.</summary>
    /// <param name="name">Name of the guardrail.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Guardrail(string name, string? version = null, string? description = null)
        => new(OperationKind.Guardrail, name, version, description);

    /// <summary>An <see cref="EvaluatorAttribute"/> method.</summary>
    /// <param name="name">Name of the evaluator.</param>
    /// <param name="version">Its version.</param>
    /// <param name="description">Its description.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Evaluator(string name, string? version = null, string? description = null)
        => new(OperationKind.Evaluator, name, version, description);

    /// <summary>An <see cref="LlmCallAttribute"/> method.</summary>
    /// <param name="name">Name of the operation.</param>
    /// <param name="operation">The kind of request.</param>
    /// <param name="provider">Provider, if it is known at compile time.</param>
    /// <param name="model">Model, if it is known at compile time.</param>
    /// <param name="version">Version of the operation.</param>
    /// <param name="description">Its description.</param>
    /// <param name="sdkProvider">Provider of the SDK's types, if the attribute names none; the end point takes precedence.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor LlmCall(
        string name,
        LlmOperation operation = LlmOperation.Chat,
        string? provider = null,
        string? model = null,
        string? version = null,
        string? description = null,
        string? sdkProvider = null)
        => new(OperationKind.LlmCall, name, version, description) { LlmOperation = operation, Provider = provider, Model = model, SdkProvider = sdkProvider };

    /// <summary>
    /// An intercepted SDK call. It has its own span unless the call has one already: of the enclosing <see cref="LlmCallAttribute"/>
    /// method, or of the SDK's own tracing.
    /// </summary>
    /// <param name="name">Name of the operation.</param>
    /// <param name="operation">The kind of request.</param>
    /// <param name="provider">Provider, if the SDK belongs to one.</param>
    /// <param name="nativeSource">The source that the SDK may use to trace the call.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedCall(
        string name, LlmOperation operation = LlmOperation.Chat, string? provider = null, string? nativeSource = null)
        => new(OperationKind.LlmCall, name, version: null, description: null)
        {
            LlmOperation = operation,
            Provider = provider,
            NativeSource = nativeSource,
            IsIntercepted = true,
        };

    /// <summary>A call of a client inside a pipeline. It has its own span at every position in the pipeline.</summary>
    /// <param name="name">Name of the operation.</param>
    /// <param name="operation">The kind of request.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor PipelineCall(string name, LlmOperation operation = LlmOperation.Chat)
        => new(OperationKind.LlmCall, name, version: null, description: null) { LlmOperation = operation, IsIntercepted = true, IsInPipeline = true };

    /// <summary>
    /// An intercepted run of an SDK's agent. It has its own span unless the agent traces itself. Its result contains the usage of the inner
    /// calls, which is counted if nothing else counted it.
    /// </summary>
    /// <param name="name">Name of the agent, if the client does not provide one.</param>
    /// <param name="tellsUsage">Whether its result contains the usage; if neither it nor an inner call does, the enclosing sums are
    /// incomplete.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedAgent(string name, bool tellsUsage = true)
        => new(OperationKind.Agent, name, version: null, description: null) { IsIntercepted = true, ReportsUsage = tellsUsage };

    /// <summary>An intercepted search of an SDK.</summary>
    /// <param name="name">Name of the data source, if the client does not provide one.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedRetrieval(string name)
        => new(OperationKind.Retrieval, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>An intercepted run of an SDK's workflow.</summary>
    /// <param name="name">Name of the workflow, if it does not provide one.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedWorkflow(string name)
        => new(OperationKind.Workflow, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>An intercepted evaluation of an SDK. Its result contains scores.</summary>
    /// <param name="name">Name of the evaluator, if it does not provide one.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedEvaluator(string name)
        => new(OperationKind.Evaluator, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>A copy of the descriptor with its own content setting.</summary>
    /// <param name="content">Whether content is captured, and where.</param>
    /// <returns>The descriptor.</returns>
    public OperationDescriptor WithContent(ContentCapture content) => Copy(Name, content, Budget);

    /// <summary>A copy of the descriptor with a budget for each run.</summary>
    /// <param name="budget">The limits; invalid ones have no effect, and AGT4003 reports them.</param>
    /// <returns>The descriptor.</returns>
    public OperationDescriptor WithBudget(AgentBudget budget) => Copy(Name, Content, budget is null or { IsEmpty: true } ? null : budget);

    /// <summary>The descriptor of the called agent, workflow, data source or evaluator; this one for model calls.</summary>
    internal OperationDescriptor Of(LlmClient? client)
    {
        if (Kind == OperationKind.LlmCall || !IsIntercepted || client?.Name is not { Length: > 0 } name || name == Name)
            return this;

        return Agents.TryGetValue(name, out var known) || Agents.Count >= MaxAgents
            ? known ?? Named(name)
            : Agents.GetOrAdd(name, Named);
    }

    private OperationDescriptor Named(string name) => Copy(name, Content, Budget);

    /// <summary>A copy with every other property of the descriptor.</summary>
    private OperationDescriptor Copy(string name, ContentCapture? content, AgentBudget? budget) => new(Kind, name, Version, Description)
    {
        LlmOperation = LlmOperation,
        Provider = Provider,
        SdkProvider = SdkProvider,
        Model = Model,
        CostUsd = CostUsd,
        Content = content,
        Budget = budget,
        IsIntercepted = IsIntercepted,
        IsInPipeline = IsInPipeline,
        IsExecution = IsExecution,
        ReportsUsage = ReportsUsage,
        NativeSource = NativeSource,
    };

    /// <summary>Starts one call of the operation: a span under the current one.</summary>
    /// <returns>The operation, to be disposed when the method returns to its caller.</returns>
    public Operation Start() => Operation.Start(this, null, default);

    /// <summary>Starts one call of the operation: a span under the current one.</summary>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The operation, to be disposed when the method returns to its caller.</returns>
    public Operation Start(CancellationToken cancellationToken) => Operation.Start(this, null, cancellationToken);

    /// <summary>Starts one call of the operation: a span under the current one, or under that of the carrier in <paramref name="input"/>.</summary>
    /// <param name="input">Values of the annotated parameters.</param>
    /// <returns>The operation, to be disposed when the method returns to its caller.</returns>
    public Operation Start(OperationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Operation.Start(this, input, input.CancellationToken);
    }

    /// <summary>Starts an intercepted call with its client and its options: a span under the current one.</summary>
    /// <typeparam name="TClient">Type of the client.</typeparam>
    /// <typeparam name="TRequest">Type of the options.</typeparam>
    /// <param name="client">The client, or null.</param>
    /// <param name="clientReader">Reads the client.</param>
    /// <param name="request">The options, or null.</param>
    /// <param name="requestReader">Reads the options.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The operation, to be disposed when the method returns to its caller.</returns>
    public Operation Start<TClient, TRequest>(
        TClient? client,
        ClientReader<TClient> clientReader,
        TRequest? request,
        RequestReader<TRequest> requestReader,
        CancellationToken cancellationToken = default)
        => Start(OperationInput.Of(client, clientReader, request, requestReader, cancellationToken));

    /// <inheritdoc cref="Start{TClient, TRequest}"/>
    public Operation Start<TClient>(TClient? client, ClientReader<TClient> clientReader, CancellationToken cancellationToken = default)
        => Start(OperationInput.Of(client, clientReader, cancellationToken));
}
