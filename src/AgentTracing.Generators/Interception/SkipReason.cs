namespace AgentTracing.Generators.Interception;

/// <summary>The reason why a call has no interceptor.</summary>
/// <param name="Kind">Its consequence.</param>
/// <param name="Because">The reason, as a clause for messages.</param>
internal sealed record SkipReason(SkipKind Kind, string Because)
{
    public static readonly SkipReason MethodGroup = Impossible("method groups are not calls");
    public static readonly SkipReason Dynamic = Impossible("it is bound at run time");
    public static readonly SkipReason Loop = Impossible("the loop calls without an invocation");
    public static readonly SkipReason BaseCall = Impossible("an interceptor cannot call the base method");
    public static readonly SkipReason TypeParameter = Impossible("its receiver is of a type parameter");
    public static readonly SkipReason ExpressionTree = Impossible("it is in an expression tree, which would change");
    public static readonly SkipReason SameText = Impossible("another file has the same text, and the compiler identifies files by their text");
    public static readonly SkipReason OtherInterceptor = Impossible("another interceptor already intercepts it");
    public static readonly SkipReason ReadLater = Impossible("its result is read later, outside of the call");
    public static readonly SkipReason Razor = Impossible("it is in a Razor file, which generators do not see");
    public static readonly SkipReason RazorMember = Impossible("it uses a declaration of a Razor file, which generators do not see");
    public static readonly SkipReason Inaccessible = Impossible("its type is not accessible to generated code");
    public static readonly SkipReason Ambiguous = Impossible("another type has the same full name as one that generated code names");

    public static readonly SkipReason SeveralCalls = Uncovered("it makes several model calls");
    public static readonly SkipReason RawBody = Uncovered("it takes a raw body");
    public static readonly SkipReason Deferred = Uncovered("another call returns its response");
    public static readonly SkipReason NoOperation = Uncovered("it is neither chat nor embeddings");
    public static readonly SkipReason Signature = Uncovered("an interceptor cannot have its signature");

    public static readonly SkipReason NoIntercept = Unwanted("[NoIntercept] excludes it");
    public static readonly SkipReason InLlmCall = Unwanted("it is inside an [LlmCall], which has a span with its usage");
    public static readonly SkipReason InOperation = Unwanted("it is inside a search or evaluation, which has the span");

    /// <summary>The project sets a property to false.</summary>
    public static SkipReason SwitchedOff(string property) => Uncovered(property + " is false");

    private static SkipReason Impossible(string because) => new(SkipKind.Impossible, because);

    private static SkipReason Uncovered(string because) => new(SkipKind.Uncovered, because);

    private static SkipReason Unwanted(string because) => new(SkipKind.Unwanted, because);
}

/// <summary>The consequence for a call without an interceptor.</summary>
internal enum SkipKind
{
    /// <summary>The form of the call prevents interception; AGT2006 reports it.</summary>
    Impossible,

    /// <summary>Calls of the method are not intercepted; AGT2001 reports them as without interception.</summary>
    Uncovered,

    /// <summary>It needs no interceptor, or the user excluded it.</summary>
    Unwanted,
}
