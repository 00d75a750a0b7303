namespace AgentTracing.Tests.Model;

/// <summary>A step of a program. The model predicts its spans, and the run time creates them.</summary>
internal abstract record Step;

/// <summary>Yields to other threads.</summary>
internal sealed record Pause : Step;

/// <summary>Records a usage manually, outside of any call.</summary>
internal sealed record Record(Usage Usage) : Step;

/// <summary>Runs steps inside a scope.</summary>
internal sealed record InScope(ScopeValues Values, IReadOnlyList<Step> Body) : Step;

/// <summary>Runs branches concurrently, and waits for all of them.</summary>
internal sealed record InParallel(IReadOnlyList<Branch> Branches) : Step;

/// <summary>A concurrent branch.</summary>
/// <param name="Body">The steps.</param>
/// <param name="OnPool">Whether it runs with <see cref="Task.Run(Action)"/>, or on the starting thread until its first yield.</param>
internal sealed record Branch(IReadOnlyList<Step> Body, bool OnPool);

/// <summary>An operation.</summary>
internal sealed record Call : Step
{
    public required OperationKind Kind { get; init; }

    public required string Name { get; init; }

    public required Form Form { get; init; }

    /// <summary>The steps inside. A stream yields an element after each step.</summary>
    public required IReadOnlyList<Step> Body { get; init; }

    /// <summary>The exception thrown after the body; null for none.</summary>
    public Type? Throws { get; init; }

    /// <summary>Whether the caller catches exceptions and continues.</summary>
    public bool IsCaught { get; init; }

    /// <summary>The number of elements after which the reader abandons the stream; null if it reads to the end.</summary>
    public int? LeftAfter { get; init; }

    /// <summary>The steps of the stream's reader after the first element.</summary>
    public IReadOnlyList<Step> Between { get; init; } = [];

    /// <summary>The usage of a model call: of the response, or of each element; null if none is reported.</summary>
    public Usage? Usage { get; init; }

    public bool IsStream => Form >= Form.Iterator;

    public bool RollsUp => Kind is OperationKind.Workflow or OperationKind.Agent or OperationKind.AgentTask;
}

/// <summary>The usage of a model.</summary>
internal sealed record Usage(long Input, long Output, bool IsPriced)
{
    public const string Priced = "gpt-4o-mini";
    public const string Unpriced = "mine-7b";
    public const string Provider = "openai";

    public string Model => IsPriced ? Priced : Unpriced;

    /// <summary>The price of the usage: the priced model costs 0.15 and 0.60 USD per million tokens.</summary>
    public decimal? Usd => IsPriced ? (Input * 0.15m + Output * 0.60m) / 1_000_000 : null;

    public TokenUsage ToTokens() => TokenUsage.FromOpenAI(Input, Output);
}

/// <summary>The values of a scope.</summary>
internal sealed record ScopeValues(string? User, string? Session, string[] Tags, KeyValuePair<string, string>[] Metadata)
{
    public static readonly ScopeValues None = new(null, null, [], []);
}

/// <summary>The form of an operation's method; streams are last.</summary>
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
