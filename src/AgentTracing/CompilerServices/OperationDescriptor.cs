using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using AgentTracing.Conventions;

namespace AgentTracing.CompilerServices;

/// <summary>
/// What never changes about an operation: its kind, its names, and the span attributes that follow from them.
/// Generated code holds one in a static field for each annotated method.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OperationDescriptor
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

    /// <summary>The provider that the SDK's types speak for: a guess, for services of others speak its protocol, too.</summary>
    internal string? SdkProvider { get; private init; }

    internal string? Model { get; private init; }

    /// <summary>What one execution of a tool costs, in USD; null when its attribute does not say.</summary>
    internal decimal? CostUsd { get; private init; }

    /// <summary>Whether content is captured, where the operation's attribute says so; else the settings do.</summary>
    internal ContentCapture? Content { get; private init; }

    /// <summary>The limits of what a run may consume; null when it has none.</summary>
    internal AgentBudget? Budget { get; private init; }

    /// <summary>Whether the operation is a call of an SDK that generated code intercepts.</summary>
    internal bool IsIntercepted { get; private init; }

    /// <summary>Whether the operation is a call that a traced client inside a pipeline makes: calls around it are layers of it, and not it of them.</summary>
    internal bool IsInPipeline { get; private init; }

    /// <summary>Whether the operation is an execution that a client of functions tells of, and not the tool that is executed.</summary>
    internal bool IsExecution { get; private init; }

    /// <summary>Whether what an intercepted agent returns tells the usage of the calls inside.</summary>
    internal bool TellsUsage { get; private init; } = true;

    /// <summary>The source with which the SDK itself may trace the call.</summary>
    internal string? NativeSource { get; private init; }

    /// <summary>The descriptors of the agents that were met under this one's.</summary>
    private ConcurrentDictionary<string, OperationDescriptor> Agents => field ?? Interlocked.CompareExchange(ref field, new(StringComparer.Ordinal), null) ?? field;

    internal ActivityKind ActivityKind => Kind is OperationKind.LlmCall or OperationKind.Retrieval ? ActivityKind.Client : ActivityKind.Internal;

    /// <summary>Whether the operation carries the sums over what happens inside it.</summary>
    internal bool RollsUp => Kind is OperationKind.Workflow or OperationKind.Agent or OperationKind.AgentTask;

    /// <summary>Whether what the operation returns is a judgement.</summary>
    internal bool Judges => Kind is OperationKind.Evaluator or OperationKind.Guardrail;

    /// <summary>Attributes of every span of this operation, given at its creation.</summary>
    internal CreationTags Tags => field ??= new CreationTags(this);

    /// <summary>Attributes of the metrics of calls of a model.</summary>
    internal Recent<InferenceKey, InferenceTags> InferenceTags => field ??= new(static key => new InferenceTags(key));

    /// <summary>Attributes of the metrics of a tool, by the agent that executes it.</summary>
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
    /// <param name="costUsd">What one execution costs, in USD; null when that is not known.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor Tool(string name, string? version = null, string? description = null, decimal? costUsd = null)
        => new(OperationKind.Tool, name, version, description) { CostUsd = costUsd };

    /// <summary>An execution of a function by the client that was asked for it.</summary>
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
    /// <param name="operation">What the model is asked to do.</param>
    /// <param name="provider">Provider, where it is known at compile time.</param>
    /// <param name="model">Model, where it is known at compile time.</param>
    /// <param name="version">Version of the operation.</param>
    /// <param name="description">Its description.</param>
    /// <param name="sdkProvider">Provider that the SDK's types speak for, where the attribute names none: the end point goes over it.</param>
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
    /// A call of an SDK, intercepted. It has a span of its own unless something else shows the call already: the <see cref="LlmCallAttribute"/>
    /// method it is made for, or the SDK's own tracing.
    /// </summary>
    /// <param name="name">Name of the operation.</param>
    /// <param name="operation">What the model is asked to do.</param>
    /// <param name="provider">Provider, where the SDK is one provider's.</param>
    /// <param name="nativeSource">The source with which the SDK itself may trace the call.</param>
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

    /// <summary>A call that a client inside a pipeline makes. It has a span of its own wherever in the pipeline the client stands.</summary>
    /// <param name="name">Name of the operation.</param>
    /// <param name="operation">What the model is asked to do.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor PipelineCall(string name, LlmOperation operation = LlmOperation.Chat)
        => new(OperationKind.LlmCall, name, version: null, description: null) { LlmOperation = operation, IsIntercepted = true, IsInPipeline = true };

    /// <summary>
    /// A run of an agent of an SDK, intercepted. It has a span of its own unless the agent traces itself. What it returns tells the usage of the
    /// calls inside, which is counted where nothing else has.
    /// </summary>
    /// <param name="name">Name of the agent, unless it tells its own.</param>
    /// <param name="tellsUsage">Whether what it returns tells the usage; where it does not, and nothing inside does, the sums around it are incomplete.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedAgent(string name, bool tellsUsage = true)
        => new(OperationKind.Agent, name, version: null, description: null) { IsIntercepted = true, TellsUsage = tellsUsage };

    /// <summary>A search of an SDK, intercepted.</summary>
    /// <param name="name">Name of the data source, unless the client tells its own.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedRetrieval(string name)
        => new(OperationKind.Retrieval, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>A run of a workflow of an SDK, intercepted.</summary>
    /// <param name="name">Name of the workflow, unless it tells its own.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedWorkflow(string name)
        => new(OperationKind.Workflow, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>An evaluation of an SDK, intercepted. What it returns are scores.</summary>
    /// <param name="name">Name of the evaluator, unless it tells its own.</param>
    /// <returns>The descriptor.</returns>
    public static OperationDescriptor InterceptedEvaluator(string name)
        => new(OperationKind.Evaluator, name, version: null, description: null) { IsIntercepted = true };

    /// <summary>The same operation, with a say of its own about content.</summary>
    /// <param name="content">Whether content is captured, and where it goes.</param>
    /// <returns>The descriptor.</returns>
    public OperationDescriptor WithContent(ContentCapture content) => new(Kind, Name, Version, Description)
    {
        LlmOperation = LlmOperation,
        Provider = Provider,
        SdkProvider = SdkProvider,
        Model = Model,
        IsIntercepted = IsIntercepted,
        NativeSource = NativeSource,
        CostUsd = CostUsd,
        Content = content,
        Budget = Budget,
    };

    /// <summary>The same operation, with a budget for each run.</summary>
    /// <param name="budget">The limits; those that mean nothing hold nothing back, and AGT4003 reports them.</param>
    /// <returns>The descriptor.</returns>
    public OperationDescriptor WithBudget(AgentBudget budget) => new(Kind, Name, Version, Description)
    {
        LlmOperation = LlmOperation,
        Provider = Provider,
        SdkProvider = SdkProvider,
        Model = Model,
        IsIntercepted = IsIntercepted,
        NativeSource = NativeSource,
        Content = Content,
        Budget = budget is null or { IsEmpty: true } ? null : budget,
    };

    /// <summary>
    /// What takes the input of a stream whose operation starts with its enumeration (<see cref="OperationInput.Content"/>); null when content is
    /// not captured.
    /// </summary>
    /// <returns>The content.</returns>
    public OperationContent? CaptureInput()
        => ContentRecorder.ModeOf(this) is var mode and not ContentCapture.None ? new OperationContent(mode, Kind) : null;

    /// <summary>The descriptor of the agent, the workflow, the data source or the evaluator that is called; this one for model calls.</summary>
    internal OperationDescriptor Of(LlmClient? client)
    {
        if (Kind == OperationKind.LlmCall || !IsIntercepted || client?.Name is not { Length: > 0 } name || name == Name)
            return this;

        return Agents.TryGetValue(name, out var known) || Agents.Count >= MaxAgents
            ? known ?? Named(name)
            : Agents.GetOrAdd(name, Named);
    }

    private OperationDescriptor Named(string name) => new(Kind, name, Version, Description) { IsIntercepted = IsIntercepted, TellsUsage = TellsUsage, Content = Content };

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

    /// <summary>Traces each enumeration of a stream whose work begins with the enumeration (an iterator).</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The stream; null is returned as it is.</param>
    /// <param name="input">Values of the annotated parameters.</param>
    /// <param name="reader">Reads the model's answer from an element.</param>
    /// <param name="result">Writes an element where content is captured.</param>
    /// <returns>A stream of the same elements.</returns>
    public IAsyncEnumerable<T> Trace<T>(
        IAsyncEnumerable<T> stream, OperationInput? input = null, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => stream is null ? null! : new TracedAsyncEnumerable<T>(stream, new StreamOnEnumeration(this, input), new(reader, result));

    /// <inheritdoc cref="Trace{T}(IAsyncEnumerable{T}, OperationInput, ResponseReader{T}, ContentWriter{T})"/>
    public IEnumerable<T> Trace<T>(
        IEnumerable<T> stream, OperationInput? input = null, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => stream is null ? null! : new TracedEnumerable<T>(stream, new StreamOnEnumeration(this, input), new(reader, result));

    /// <summary>Traces each enumeration of a stream of an SDK's own type whose work begins with the enumeration.</summary>
    /// <typeparam name="TStream">Type of the stream.</typeparam>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The stream; null is returned as it is.</param>
    /// <param name="wrapper">Makes the stream that stands in for it.</param>
    /// <param name="input">Values of the annotated parameters.</param>
    /// <param name="reader">Reads the model's answer from an element.</param>
    /// <param name="result">Writes an element where content is captured.</param>
    /// <returns>A stream of the same type and elements.</returns>
    public TStream TraceStream<TStream, T>(
        TStream stream,
        StreamWrapper<TStream, T> wrapper,
        OperationInput? input = null,
        ResponseReader<T>? reader = null,
        ContentWriter<T>? result = null)
        => stream is null ? stream : new StreamTrace<T>(new StreamOnEnumeration(this, input), new(reader, result)).Wrap(stream, wrapper);
}
