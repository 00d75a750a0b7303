using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// What a compilation is made of: files, references, options. An editor makes a compilation at each edit, in which nothing is bound yet. Its parts are compared with those
/// of the one before, so that what cannot have changed is not bound again. They keep no compilation and no symbol alive.
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

    /// <summary>What is known of the compilation as a whole, by what asks: of this one and of those that differ from it in nothing that facts depend on.</summary>
    public ConcurrentDictionary<object, object?> Facts { get; }

    /// <summary>The parts of <paramref name="compilation"/>.</summary>
    public static CompilationParts Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>What is different from another compilation.</summary>
    /// <param name="before">Its parts.</param>
    /// <param name="compilation">The compilation that these are the parts of.</param>
    public CompilationChange ChangeSince(CompilationParts before, Compilation compilation)
        => _changes.GetValue(before, key => CompilationChange.Between(key, this, compilation));

    /// <summary>Whether everything but the files is the same.</summary>
    public bool HasTheSameBasis(CompilationParts other)
        => _assembly == other._assembly
            && HaveSameMeaning(_options, other._options)
            && _references.Length == other._references.Length
            && _references.Zip(other._references, static (own, its) => own.IsSameAs(its)).All(static same => same);

    /// <summary>Which severity a file gives to a diagnostic changes no meaning.</summary>
    private static bool HaveSameMeaning(CSharpCompilationOptions left, CSharpCompilationOptions right)
        => ReferenceEquals(left, right) || left.WithSyntaxTreeOptionsProvider(null).Equals(right.WithSyntaxTreeOptionsProvider(null));

    private ConcurrentDictionary<object, object?> FactsFrom(CSharpCompilation compilation)
    {
        var project = (_assembly, _references.Length);
        var facts = Latest.TryGetValue(project, out var latest) && latest.TryGetTarget(out var before) && !ChangeSince(before, compilation).IsEverything ? before.Facts : new();
        Latest[project] = new WeakReference<CompilationParts>(this);
        return facts;
    }

    /// <summary>A reference. Another project is its parts, so that it is the same after edits that it alone can see.</summary>
    private readonly struct Reference(MetadataReference reference)
    {
        private readonly MetadataReference? _file = reference is CompilationReference { Compilation: CSharpCompilation } ? null : reference;
        private readonly CompilationParts? _project = reference is CompilationReference { Compilation: CSharpCompilation compilation } ? Of(compilation) : null;
        private readonly MetadataReferenceProperties _properties = reference.Properties;

        public bool IsSameAs(Reference other)
            => _project is not null && other._project is not null
                ? _properties.Equals(other._properties) && (ReferenceEquals(_project, other._project) || _project.IsOutwardlySameAs(other._project))
                : ReferenceEquals(_file, other._file);
    }

    private bool IsOutwardlySameAs(CompilationParts other) => HasTheSameBasis(other) && CompilationChange.HaveSameDeclarations(other.Trees, Trees);
}
