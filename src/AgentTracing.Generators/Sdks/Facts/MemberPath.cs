namespace AgentTracing.Generators.Sdks;

/// <summary>
/// The way from an object to one inside of it, step by step: members, the items of a list, an entry of a dictionary, the result of a method. The name of a member
/// converts to the path of that member.
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

    /// <summary>A member, a member of that, and so on.</summary>
    public static MemberPath Of(params string[] members) => Self.Then(members);

    /// <summary>Each item of the list that a member holds.</summary>
    public static MemberPath Each(string list) => new([new MemberStep(MemberStepKind.Member, list), new MemberStep(MemberStepKind.Each, "")]);

    /// <summary>An entry of the dictionary that a member holds.</summary>
    public static MemberPath Entry(string dictionary, string key) => new([new MemberStep(MemberStepKind.Member, dictionary), new MemberStep(MemberStepKind.Entry, key)]);

    /// <summary>What a method without parameters returns, with one type argument.</summary>
    public static MemberPath Result(string method, string typeArgument) => new([new MemberStep(MemberStepKind.Result, method) { TypeArgument = typeArgument }]);

    /// <summary>A member of what this path leads to, a member of that, and so on.</summary>
    public MemberPath Then(params string[] members) => new(_steps.Concat(members.Select(static member => new MemberStep(MemberStepKind.Member, member))));

    /// <summary>The path of the first list of which each item is meant, and the path from an item; null where there is none.</summary>
    public (MemberPath List, MemberPath FromItem)? SplitAtEach()
        => Array.FindIndex(_steps, static step => step.Kind == MemberStepKind.Each) is var each and >= 0
            ? (new MemberPath(_steps.Take(each)), new MemberPath(_steps.Skip(each + 1)))
            : null;

    /// <summary>The path of a dictionary and the key of its entry; null where this is no path of an entry.</summary>
    public (MemberPath Dictionary, string Key)? SplitAtEntry()
        => _steps.LastOrDefault() is { Kind: MemberStepKind.Entry } entry ? (new MemberPath(_steps.Take(_steps.Length - 1)), entry.Name) : null;
}

/// <summary>One step from an object to another.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of the member or the method, or the key of the entry; empty for the items of a list.</param>
internal sealed record MemberStep(MemberStepKind Kind, string Name)
{
    /// <summary>The type argument of the method; null for other steps.</summary>
    public string? TypeArgument { get; init; }
}

/// <summary>What a step is.</summary>
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
