namespace AgentTracing.Tests.Model;

/// <summary>A step of a program: what the model foretells and the run time must do.</summary>
internal abstract record Step;

/// <summary>Gives way to others.</summary>
internal sealed record Pause : Step;

/// <summary>Records a usage by hand, outside of any call.</summary>
internal sealed record Record(Usage Usage) : Step;

/// <summary>Runs steps inside a scope.</summary>
internal sealed record InScope(ScopeValues Values, IReadOnlyList<Step> Body) : Step;

/// <summary>Runs branches at the same time, and goes on when all have ended.</summary>
internal sealed record InParallel(IReadOnlyList<Branch> Branches) : Step;

/// <summary>One of the things that run at the same time.</summary>
/// <param name="Body">What runs.</param>
/// <param name="OnPool">Whether it runs by <see cref="Task.Run(Action)"/>, or on the thread that starts it until it first gives way.</param>
internal sealed record Branch(IReadOnlyList<Step> Body, bool OnPool);

/// <summary>An operation.</summary>
internal sealed record Call : Step
{
    public required OperationKind Kind { get; init; }

    public required string Name { get; init; }

    public required Form Form { get; init; }

    /// <summary>What it does. A stream yields an element after each step.</summary>
    public required IReadOnlyList<Step> Body { get; init; }

    /// <summary>What it throws after its body; null for nothing.</summary>
    public Type? Throws { get; init; }

    /// <summary>Whether its caller catches what comes out of it, and goes on.</summary>
    public bool IsCaught { get; init; }

    /// <summary>The number of elements after which the reader of the stream leaves; null when it reads to the end.</summary>
    public int? LeftAfter { get; init; }

    /// <summary>What the reader of the stream does after its first element.</summary>
    public IReadOnlyList<Step> Between { get; init; } = [];

    /// <summary>What a model call consumes: its answer, or each element of it; null when it does not say so.</summary>
    public Usage? Usage { get; init; }

    public bool IsStream => Form >= Form.Iterator;

    public bool RollsUp => Kind is OperationKind.Workflow or OperationKind.Agent or OperationKind.AgentTask;
}

/// <summary>A usage of a model.</summary>
internal sealed record Usage(long Input, long Output, bool IsPriced)
{
    public const string Priced = "gpt-4o-mini";
    public const string Unpriced = "mine-7b";
    public const string Provider = "openai";

    public string Model => IsPriced ? Priced : Unpriced;

    /// <summary>What the price data say of the one model that has a price: 0.15 and 0.60 USD for a million tokens.</summary>
    public decimal? Usd => IsPriced ? (Input * 0.15m + Output * 0.60m) / 1_000_000 : null;

    public TokenUsage ToTokens() => TokenUsage.FromOpenAI(Input, Output);
}

/// <summary>What a scope says.</summary>
internal sealed record ScopeValues(string? User, string? Session, string[] Tags, KeyValuePair<string, string>[] Metadata)
{
    public static readonly ScopeValues None = new(null, null, [], []);
}

/// <summary>How an operation is written; streams last.</summary>
internal enum Form
{
    Value,
    Task,
    ValueTask,
    ByHand,
    Iterator,
    AsyncIterator,
    StreamOfACall,
}
