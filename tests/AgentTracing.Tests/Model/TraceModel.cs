namespace AgentTracing.Tests.Model;

/// <summary>Foretells what a program's spans are. It knows nothing of activities, threads or contexts: it walks the program.</summary>
internal sealed class TraceModel
{
    private readonly List<string> _spans = [];

    /// <summary>The spans, each in words.</summary>
    public IReadOnlyList<string> Spans => _spans;

    /// <summary>The sums over everything.</summary>
    public Sums Total { get; } = new();

    /// <summary>Runs a program.</summary>
    public TraceModel Run(IReadOnlyList<Step> program)
    {
        All(program, new Surroundings("", null, ScopeValues.None, [Total]));
        return this;
    }

    /// <summary>Runs steps, up to the first that fails.</summary>
    /// <returns>What it threw; null when none did.</returns>
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

    /// <summary>Runs an operation, and its reader where it is a stream.</summary>
    /// <returns>What the caller sees thrown.</returns>
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

    /// <summary>Reads a stream: an element after each step, until somebody throws or the reader leaves.</summary>
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

    /// <summary>What is known of the usage at the end: of an answer that came, or of the last element. By hand it is said before anything can fail.</summary>
    private static Usage? UsageOf(Call call, Thrown? thrown, int elements) => call switch
    {
        { Usage: null } => null,
        { IsStream: true } => elements == 0 ? null : call.Usage with { Output = call.Usage.Output * elements },
        { Form: Form.ByHand } => call.Usage,
        _ => thrown is null ? call.Usage : null,
    };

    /// <summary>A call that fails before any answer is not billed; one that runs out of time may be.</summary>
    private static bool MayBeBilled(Call call, Thrown? thrown, int elements, bool isLeft)
        => thrown is null || thrown.Type == typeof(OperationCanceledException) || thrown.Type == typeof(TimeoutException) || isLeft || (call.IsStream && elements > 0);

    private static ScopeValues Merge(ScopeValues outer, ScopeValues inner) => new(
        inner.User ?? outer.User,
        inner.Session ?? outer.Session,
        [.. outer.Tags.Union(inner.Tags)],
        [.. outer.Metadata.Concat(inner.Metadata).GroupBy(pair => pair.Key).Select(same => same.Last())]);

    private static string Describe(Call call, string path, Surroundings around, Sums sums, Usage? usage, Thrown? thrown, bool isLeft)
    {
        // No caller gave a token: what was cancelled ran out of time.
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

    /// <summary>An exception on its way up.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Origin">The operation in which it was thrown: that one records it, and none of those that it passes.</param>
    private sealed record Thrown(Type Type, Call Origin)
    {
        public static Thrown? By(Call call) => call.Throws is { } type ? new(type, call) : null;
    }

    /// <summary>What surrounds a step.</summary>
    /// <param name="Path">The names of the operations around it, from the root.</param>
    /// <param name="Agent">The agent, or else the workflow, around it.</param>
    /// <param name="Scope">The scope.</param>
    /// <param name="Sums">The sums of the operations around it.</param>
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
