using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The methods that one reader calls: each object inside an object is read by the reader of its type, which is written once. Types that hold themselves
/// have none: their readers would call each other for as long as the objects do.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="areInline">Whether there are to be none: everything stands in the reader itself.</param>
internal sealed class ReaderHelpers(Compilation compilation, bool areInline = false)
{
    private readonly Dictionary<(string Method, string Type), ReaderModel?> _known = [];
    private readonly HashSet<(string Method, string Type)> _open = [];

    /// <summary>Whether a type was found that holds itself, or objects within objects beyond the bound: nothing that was made can be used.</summary>
    public bool AreEndless { get; private set; }

    /// <summary>Makes a reader with helpers; one without them where they have no end.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="make">Makes the reader.</param>
    public static ReaderModel? Make(Compilation compilation, Func<ReaderHelpers, ReaderModel?> make)
    {
        var helpers = new ReaderHelpers(compilation);
        var reader = make(helpers);
        if (helpers.AreEndless)
            reader = make(helpers = new ReaderHelpers(compilation, areInline: true));

        return reader is null ? null : reader with { Helpers = helpers.Except(reader) };
    }

    /// <summary>The method that reads a type; null when what it does has to stand where it is needed.</summary>
    /// <param name="key">What tells it from others that read the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="make">Makes it; null when there is nothing to read.</param>
    public ReaderModel? Of(string key, ITypeSymbol type, Func<ReaderModel?> make)
    {
        if (areInline || AreEndless || !ReaderSignature.CanBeShared(type) || !type.IsNamedFromGlobal(compilation))
            return null;

        var name = (key, ReaderSignature.Display(type));
        if (_known.TryGetValue(name, out var known))
            return known;

        if (_open.Count >= WalkBounds.Depth || !_open.Add(name))
        {
            AreEndless = true;
            return null;
        }

        var helper = make();
        _open.Remove(name);
        _known[name] = helper;
        return helper;
    }

    /// <summary>Adds a reader that was made before, with its helpers.</summary>
    public ReaderModel Add(ReaderModel reader)
    {
        foreach (var shared in reader.Shared)
            _known[(shared.MethodName, shared.TypeName)] = shared with { Helpers = [] };
        return reader;
    }

    private EquatableArray<ReaderModel> Except(ReaderModel reader)
        => _known.Values.OfType<ReaderModel>()
            .Where(helper => helper.MethodName != reader.MethodName || helper.TypeName != reader.TypeName)
            .OrderBy(static helper => helper.MethodName, StringComparer.Ordinal)
            .ThenBy(static helper => helper.TypeName, StringComparer.Ordinal)
            .ToEquatableArray();
}
