using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Calls;

/// <summary>
/// A traced call. <see cref="TracedCallWriter"/> writes the bodies of annotated methods, interceptors and pipeline clients from it. It is
/// created when code is written, from the models that the compiler compares.
/// </summary>
internal sealed record TracedCall
{
    /// <summary>Name of the local variable with the operation, if it is free.</summary>
    public const string Operation = "operation";

    /// <summary>The expression of the operation's descriptor.</summary>
    public required string Descriptor { get; init; }

    /// <summary>
    /// The expression that starts the operation, if it is not the descriptor; then the caller has written the idle path. Else null.
    /// </summary>
    public string? Start { get; init; }

    /// <summary>The condition for tracing the call.</summary>
    public string Condition { get; init; } = GeneratedCode.IsEnabled;

    /// <summary>The condition under which the call is not traced even with a listener; null when there is none.</summary>
    public string? Guard { get; init; }

    /// <summary>The call itself.</summary>
    public required string Invocation { get; init; }

    /// <summary>The call that is traced instead, if it returns more data; null when it is the same.</summary>
    public string? TracedInvocation { get; init; }

    /// <summary>The kind of its return type.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The caller's token; null when there is none.</summary>
    public required string? CancellationToken { get; init; }

    /// <summary>Members of the run time's <c>OperationInput</c>, except for the token, with their values.</summary>
    public required IReadOnlyList<(string Name, string Value)> Input { get; init; }

    /// <summary>
    /// The client and the request with their readers, as arguments of the start; null when the operation starts with other values than
    /// these and the token.
    /// </summary>
    public string? Sources { get; init; }

    /// <summary>Calls that add the arguments to the run time's <c>OperationContent</c>.</summary>
    public required IReadOnlyList<string> Content { get; init; }

    /// <summary>The conversation of the operation, and the reader of its messages, as arguments; null when there is none.</summary>
    public string? History { get; init; }

    /// <summary>Whether the content is marked as complete.</summary>
    public bool CompletesContent { get; init; }

    /// <summary>The expression of the stream wrapper, for a stream of an SDK's type.</summary>
    public string? StreamWrapper { get; init; }

    /// <summary>Arguments for the type parameters of the run time's methods that trace such streams.</summary>
    public string? StreamTypes { get; init; }

    /// <summary>The reader of the result; null when nothing is read.</summary>
    public string? Reader { get; init; }

    /// <summary>The content writer of the result; null when nothing is written.</summary>
    public string? ResultWriter { get; init; }

    /// <summary>Whether the operation has a budget: it is then started with or without a listener.</summary>
    public bool HasBudget { get; init; }

    /// <summary>Whether the body may assign another token to its parameter.</summary>
    public bool IsTokenAssignable { get; init; }

    /// <summary>Returns names of locals that the call does not use.</summary>
    public required Func<string, string> FreeName { get; init; }
}
