using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// The parts of a compilation: files, references, options. An editor creates a compilation at each edit, in which nothing is bound yet. Its
/// parts are compared with those of the previous one, so that unchanged code is not bound again. They keep no compilation and no symbol
/// alive.
/// </summary>
internal sealed class CompilationParts
{
    private static readonly CompilationFact<CompilationParts> Known = new(static compilation => new CompilationParts((CSharpCompilation)compilation));
    private static readonly ConcurrentDictionary<(string? Assembly, int References), WeakReference<CompilationParts>> Latest = new();

    private readonly ConditionalWeakTable<CompilationParts, CompilationChange> _changes = new();
    private readonly ImmutableArray<Reference> _references;
    private readonly CSharpCompilationOptions _options;
    private readonly string? _assembly;

    private CompilationParts(CSharpCompilation compilation)
    {
        Trees = compilation.SyntaxTrees;
        _references = [.. compilation.References.Select(static reference => new Reference(reference))];
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
        Facts = FactsFrom(compilation);
    }

    /// <summary>The files.</summary>
    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>
    /// Facts about the whole compilation, by their <see cref="ReusedFact{T}"/>; shared by compilations that do not differ in anything that
    /// facts depend on.
    /// </summary>
    public ConcurrentDictionary<object, object?> Facts { get; }

    /// <summary>The parts of <paramref name="compilation"/>.</summary>
    public static CompilationParts Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>Compares with an earlier compilation.</summary>
    /// <param name="before">The parts of the earlier compilation.</param>
    /// <param name="compilation">The compilation of these parts.</param>
    public CompilationChange ChangeSince(CompilationParts before, Compilation compilation)
        => _changes.GetValue(before, key => CompilationChange.Between(key, this, compilation));

    /// <summary>Whether everything except the files is the same.</summary>
    public bool HasSameReferencesAndOptions(CompilationParts other)
        => _assembly == other._assembly
            && HaveSameMeaning(_options, other._options)
            && _references.Length == other._references.Length
            && _references.Zip(other._references, static (own, its) => own.IsSameAs(its)).All(static same => same);

    /// <summary>Whether two options are equal, ignoring severities of diagnostics, which do not change the meaning of code.</summary>
    private static bool HaveSameMeaning(CSharpCompilationOptions left, CSharpCompilationOptions right)
        => ReferenceEquals(left, right) || left.WithSyntaxTreeOptionsProvider(null).Equals(right.WithSyntaxTreeOptionsProvider(null));

    private ConcurrentDictionary<object, object?> FactsFrom(CSharpCompilation compilation)
    {
        var project = (_assembly, NamesOf(compilation.References));
        var facts = Latest.TryGetValue(project, out var latest) && latest.TryGetTarget(out var before) && !ChangeSince(before, compilation).IsEverything ? before.Facts : new();
        Latest[project] = new WeakReference<CompilationParts>(this);
        return facts;
    }

    /// <summary>
    /// A hash of the names of references. Two target frameworks of a project have one name, and often as many references. An edit of another project, or a rebuilt library,
    /// keeps its name.
    /// </summary>
    private static int NamesOf(IEnumerable<MetadataReference> references)
        => references.Aggregate(0, static (hash, reference) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(reference.Display ?? "")));

    /// <summary>A reference. Another project is compared by its parts, so edits that are only visible inside it do not count.</summary>
    private readonly struct Reference(MetadataReference reference)
    {
        private readonly MetadataReference? _file = reference is CompilationReference { Compilation: CSharpCompilation } ? null : reference;
        private readonly CompilationParts? _project = reference is CompilationReference { Compilation: CSharpCompilation compilation } ? Of(compilation) : null;
        private readonly MetadataReferenceProperties _properties = reference.Properties;

        public bool IsSameAs(Reference other)
            => _project is not null && other._project is not null
                ? _properties.Equals(other._properties) && (ReferenceEquals(_project, other._project) || _project.HasSameDeclarationsAs(other._project))
                : ReferenceEquals(_file, other._file);
    }

    private bool HasSameDeclarationsAs(CompilationParts other) => HasSameReferencesAndOptions(other) && CompilationChange.HaveSameDeclarations(other.Trees, Trees);
}
