namespace AgentTracing.Tests.Model;

/// <summary>Predicts the spans of a program. It does not use activities, threads or contexts: it walks the steps.</summary>
internal sealed class TraceModel
{
    private readonly List<string> _spans = [];

    /// <summary>The spans as text.</summary>
    public IReadOnlyList<string> Spans => _spans;

    /// <summary>The sums over the whole program.</summary>
    public Sums Total { get; } = new();

    /// <summary>Runs a program.</summary>
    public TraceModel Run(IReadOnlyList<Step> program)
    {
        All(program, new Surroundings("", null, ScopeValues.None, [Total]));
        return this;
    }

    /// <summary>Runs steps until one fails.</summary>
    /// <returns>The exception; null if there is none.</returns>
    private Thrown? All(IReadOnlyList<Step> steps, Surroundings around)
        => steps.Select(step => One(step, around)).FirstOrDefault(thrown => thrown is not null);

    private Thrown? One(Step step, Surroundings around)
    {
        switch (step)
        {
            case Record record:
                around.Count(record.Usage);
                return null;
            case InScope scope:
                return All(scope.Body, around with { Scope = Merge(around.Scope, scope.Values) });
            case InParallel parallel:
                return parallel.Branches.Select(branch => All(branch.Body, around)).ToList().Find(thrown => thrown is not null);
            case Call call:
                var leaving = Invoke(call, around);
                return call.IsCaught ? null : leaving;
            default:
                return null;
        }
    }

    /// <summary>Runs an operation and, for a stream, its reader.</summary>
    /// <returns>The exception that the caller gets; null if there is none.</returns>
    private Thrown? Invoke(Call call, Surroundings around)
    {
        if (call.Kind == OperationKind.Tool)
            around.CountTool();

        var sums = new Sums();
        var inside = around.Inside(call, call.RollsUp ? sums : null);
        var (thrown, seenByReader, elements, isLeft) = call.IsStream ? Read(call, inside, around) : (All(call.Body, inside) ?? Thrown.By(call), null, 1, false);

        var usage = UsageOf(call, thrown, elements);
        if (call.Kind == OperationKind.LlmCall)
            around.Count(usage, isUnread: usage is null && MayBeBilled(call, thrown, elements, isLeft));
        _spans.Add(Describe(call, inside.Path, around, sums, usage, thrown, isLeft));
        return thrown ?? seenByReader;
    }

    /// <summary>Reads a stream: yields an element after each step, until something throws or the reader leaves.</summary>
    private (Thrown? Thrown, Thrown? ByReader, int Elements, bool IsLeft) Read(Call call, Surroundings inside, Surroundings around)
    {
        for (var i = 0; i < call.Body.Count; i++)
        {
            if (One(call.Body[i], inside) is { } thrown)
                return (thrown, null, i, false);
            if (i == 0 && All(call.Between, around) is { } byReader)
                return (null, byReader, 1, true);
            if (call.LeftAfter == i + 1)
                return (null, null, i + 1, true);
        }

        return (Thrown.By(call), null, call.Body.Count, false);
    }

    /// <summary>
    /// The usage known at the end: of the complete response, or of the last element. Operations written by hand report it before anything
    /// can fail.
    /// </summary>
    private static Usage? UsageOf(Call call, Thrown? thrown, int elements) => call switch
    {
        { Usage: null } => null,
        { IsStream: true } => elements == 0 ? null : call.Usage with { Output = call.Usage.Output * elements },
        { Form: Form.ByHand } => call.Usage,
        _ => thrown is null ? call.Usage : null,
    };

    /// <summary>
    /// Whether a call without usage may have been billed. A call that fails before any response was not; one that times out may be.
    /// </summary>
    private static bool MayBeBilled(Call call, Thrown? thrown, int elements, bool isLeft)
        => thrown is null || thrown.Type == typeof(OperationCanceledException) || thrown.Type == typeof(TimeoutException) || isLeft || (call.IsStream && elements > 0);

    private static ScopeValues Merge(ScopeValues outer, ScopeValues inner) => new(
        inner.User ?? outer.User,
        inner.Session ?? outer.Session,
        [.. outer.Tags.Union(inner.Tags)],
        [.. outer.Metadata.Concat(inner.Metadata).GroupBy(pair => pair.Key).Select(same => same.Last())]);

    private static string Describe(Call call, string path, Surroundings around, Sums sums, Usage? usage, Thrown? thrown, bool isLeft)
    {
        // No caller passes a token, so a cancelled operation has timed out.
        return new SpanText(path)
        {
            Agent = around.Agent,
            User = around.Scope.User,
            Session = around.Scope.Session,
            Tags = around.Scope.Tags,
            Metadata = around.Scope.Metadata,
            Error = thrown?.Type.FullName,
            Records = ReferenceEquals(thrown?.Origin, call) ? 1 : 0,
            IsFailed = thrown is not null,
            IsIncomplete = isLeft,
            Input = usage?.Input,
            Output = usage?.Output,
            Usd = (double?)usage?.Usd,
            RollUp = call.RollsUp ? sums.ToString() : null,
        }.ToString();
    }

    /// <summary>An exception that propagates to callers.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Origin">The operation that threw it. Only this operation records it, not its callers.</param>
    private sealed record Thrown(Type Type, Call Origin)
    {
        public static Thrown? By(Call call) => call.Throws is { } type ? new(type, call) : null;
    }

    /// <summary>The context of a step.</summary>
    /// <param name="Path">The names of the enclosing operations, from the root.</param>
    /// <param name="Agent">The enclosing agent, or else the enclosing workflow.</param>
    /// <param name="Scope">The scope.</param>
    /// <param name="Sums">The sums of the enclosing operations.</param>
    private sealed record Surroundings(string Path, string? Agent, ScopeValues Scope, IReadOnlyList<Sums> Sums)
    {
        public Surroundings Inside(Call call, Sums? own) => this with
        {
            Path = $"{Path}/{SpanName(call)}",
            Agent = call.Kind == OperationKind.Agent || (call.Kind == OperationKind.Workflow && Agent is null) ? call.Name : Agent,
            Sums = own is null ? Sums : [.. Sums, own],
        };

        public void Count(Usage? usage, bool isUnread = false)
        {
            foreach (var sums in Sums)
                sums.Add(usage, isUnread);
        }

        public void CountTool()
        {
            foreach (var sums in Sums)
                sums.ToolCalls++;
        }

        private static string SpanName(Call call) => call.Kind switch
        {
            OperationKind.Workflow => $"invoke_workflow {call.Name}",
            OperationKind.Agent => $"invoke_agent {call.Name}",
            OperationKind.Tool => $"execute_tool {call.Name}",
            OperationKind.Retrieval => $"retrieval {call.Name}",
            OperationKind.LlmCall => $"chat {call.Name}",
            _ => call.Name,
        };
    }

    /// <summary>Sums over model calls and tools.</summary>
    internal sealed class Sums
    {
        private decimal? _usd;
        private long _calls;
        private long _unpriced;
        private bool _isIncomplete;

        public long Input { get; private set; }

        public long Output { get; private set; }

        public long ToolCalls { get; set; }

        public decimal Usd => _usd ?? 0;

        public void Add(Usage? usage, bool isUnread)
        {
            _isIncomplete |= isUnread;
            _calls++;
            Input += usage?.Input ?? 0;
            Output += usage?.Output ?? 0;
            if (usage is { IsPriced: false })
                _unpriced++;
            if (usage?.Usd is { } usd)
                _usd = Usd + usd;
        }

        public override string ToString() => _isIncomplete && Input + Output == 0
            ? SpanText.RollUpOf(null, null, (double?)_usd, _calls, ToolCalls, _unpriced, true)
            : SpanText.RollUpOf(Input, Output, (double?)_usd, _calls, ToolCalls, _unpriced, _isIncomplete ? true : null);
    }
}
