using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The methods that a reader calls: each nested object is read by the reader of its type, which is written once. Types that contain
/// themselves have none, because their readers could recurse without end.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="areInline">Whether there are no helpers: all statements are inline.</param>
internal sealed class ReaderHelpers(Compilation compilation, bool areInline = false)
{
    private readonly Dictionary<(string Method, string Type), ReaderModel?> _known = [];
    private readonly HashSet<(string Method, string Type)> _open = [];

    /// <summary>Whether a type contains itself, or nesting exceeds the bound, so the created helpers cannot be used.</summary>
    public bool AreEndless { get; private set; }

    /// <summary>Creates a reader with helpers, or without them if they would be endless.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="make">Creates the reader.</param>
    public static ReaderModel? Make(Compilation compilation, Func<ReaderHelpers, ReaderModel?> make)
    {
        var helpers = new ReaderHelpers(compilation);
        var reader = make(helpers);
        if (helpers.AreEndless)
            reader = make(helpers = new ReaderHelpers(compilation, areInline: true));

        return reader is null ? null : reader with { Helpers = helpers.Except(reader) };
    }

    /// <summary>The method that reads a type; null when its statements must be inline.</summary>
    /// <param name="key">Distinguishes it from other readers of the type.</param>
    /// <param name="type">The type.</param>
    /// <param name="make">Creates it; returns null when there is nothing to read.</param>
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

    /// <summary>Adds an existing reader with its helpers.</summary>
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
