namespace AgentTracing.Generators.Sdks;

/// <summary>
/// A path from an object to a nested one: members, list items, dictionary entries, method results. A member name converts to the path of
/// that member.
/// </summary>
internal sealed class MemberPath
{
    private readonly MemberStep[] _steps;

    private MemberPath(IEnumerable<MemberStep> steps) => _steps = [.. steps];

    /// <summary>The object itself.</summary>
    public static MemberPath Self { get; } = new([]);

    /// <summary>The steps, the outermost first.</summary>
    public IReadOnlyList<MemberStep> Steps => _steps;

    /// <summary>Whether the path is that of the object itself.</summary>
    public bool IsSelf => _steps.Length == 0;

    /// <summary>The path of a member.</summary>
    public static implicit operator MemberPath(string member) => Of(member);

    /// <summary>The path of nested members, the outermost first.</summary>
    public static MemberPath Of(params string[] members) => Self.Then(members);

    /// <summary>The path of each item of a list.</summary>
    public static MemberPath Each(string list) => new([new MemberStep(MemberStepKind.Member, list), new MemberStep(MemberStepKind.Each, "")]);

    /// <summary>The path of an entry of a dictionary.</summary>
    public static MemberPath Entry(string dictionary, string key) => new([new MemberStep(MemberStepKind.Member, dictionary), new MemberStep(MemberStepKind.Entry, key)]);

    /// <summary>The path of the result of a method with one type argument and without parameters.</summary>
    public static MemberPath Result(string method, string typeArgument) => new([new MemberStep(MemberStepKind.Result, method) { TypeArgument = typeArgument }]);

    /// <summary>Appends nested members.</summary>
    public MemberPath Then(params string[] members) => new(_steps.Concat(members.Select(static member => new MemberStep(MemberStepKind.Member, member))));

    /// <summary>
    /// Splits the path at its first <see cref="MemberStepKind.Each"/>: the path of the list, and the path from an item; null when there is
    /// none.
    /// </summary>
    public (MemberPath List, MemberPath FromItem)? SplitAtEach()
        => Array.FindIndex(_steps, static step => step.Kind == MemberStepKind.Each) is var each and >= 0
            ? (new MemberPath(_steps.Take(each)), new MemberPath(_steps.Skip(each + 1)))
            : null;

    /// <summary>Splits the path of a dictionary entry: the path of the dictionary, and the key; null for other paths.</summary>
    public (MemberPath Dictionary, string Key)? SplitAtEntry()
        => _steps.LastOrDefault() is { Kind: MemberStepKind.Entry } entry ? (new MemberPath(_steps.Take(_steps.Length - 1)), entry.Name) : null;
}

/// <summary>One step of a path.</summary>
/// <param name="Kind">The kind of step.</param>
/// <param name="Name">Name of the member or the method, or the key of the entry; empty for the items of a list.</param>
internal sealed record MemberStep(MemberStepKind Kind, string Name)
{
    /// <summary>The type argument of the method; null for other steps.</summary>
    public string? TypeArgument { get; init; }
}

/// <summary>The kind of a step.</summary>
internal enum MemberStepKind
{
    /// <summary>A property or a field.</summary>
    Member,

    /// <summary>Each item of a list.</summary>
    Each,

    /// <summary>The entry of a dictionary.</summary>
    Entry,

    /// <summary>The result of a method.</summary>
    Result,
}
