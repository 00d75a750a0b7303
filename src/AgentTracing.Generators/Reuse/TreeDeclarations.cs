using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>The declarations of a file that are visible to other files.</summary>
internal sealed class TreeDeclarations
{
    /// <summary>
    /// Names of extension methods that the compiler calls implicitly: for <c>foreach</c>, <c>await</c>, deconstruction, queries,
    /// initializers.
    /// </summary>
    private static readonly HashSet<string> CalledWithoutName = new(StringComparer.Ordinal)
    {
        "GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", "Add", "Deconstruct", "GetPinnableReference", "Dispose", "DisposeAsync", "Slice",
        "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Join", "GroupJoin", "Cast",
    };

    private static readonly ConditionalWeakTable<SyntaxTree, TreeDeclarations> Known = new();

    private readonly List<DeclaredType> _types = [];
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<SyntaxNode> _imports = [];

    private TreeDeclarations(SyntaxTree tree)
    {
        Unit = (CompilationUnitSyntax)tree.GetRoot();
        AffectsAllFiles = Unit.AttributeLists.Count > 0 || Unit.Externs.Count > 0 || Unit.Usings.Any(static import => import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
        _imports.AddRange(Unit.Usings);
        AddMembers(Unit.Members, "");
        AffectsAllFiles |= _types.Any(static type => type.ExtensionMethods.Any(CalledWithoutName.Contains));
    }

    /// <summary>The file.</summary>
    public CompilationUnitSyntax Unit { get; }

    /// <summary>
    /// Whether files that mention none of its names may depend on it: it has assembly attributes, extern aliases, global usings, extension
    /// methods that are called implicitly, or members of unknown kinds.
    /// </summary>
    public bool AffectsAllFiles { get; private set; }

    /// <summary>Whether it has members of unknown kinds, which cannot be compared.</summary>
    public bool HasUnknownMembers { get; private set; }

    /// <summary>The types, without nested ones.</summary>
    public IReadOnlyList<DeclaredType> Types => _types;

    /// <summary>Full names of its namespaces and their outer namespaces.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>Usings and extern aliases, which determine the meaning of names in declarations.</summary>
    public IReadOnlyList<SyntaxNode> Imports => _imports;

    /// <summary>The names that other files use to refer to its declarations.</summary>
    public IEnumerable<string> Names => _types.SelectMany(static type => type.ExtensionMethods.Append(type.Name));

    /// <summary>The declarations of a file.</summary>
    public static TreeDeclarations Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new TreeDeclarations(tree));

    private void AddMembers(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    _imports.AddRange(inner.Externs);
                    _imports.AddRange(inner.Usings);
                    AddMembers(inner.Members, AddNamespaces(inner.Name, space));
                    break;
                case BaseTypeDeclarationSyntax type:
                    _types.Add(new DeclaredType(space, type.Identifier.ValueText, (type as TypeDeclarationSyntax)?.Arity ?? 0, type, ExtensionMethodsOf(type)));
                    break;
                case DelegateDeclarationSyntax type:
                    _types.Add(new DeclaredType(space, type.Identifier.ValueText, type.Arity, type, []));
                    break;
                case GlobalStatementSyntax:
                    if (!_types.Any(static type => type.Node is null))
                        _types.Add(new DeclaredType("", "Program", 0, null, []));
                    break;
                case IncompleteMemberSyntax:
                    // It declares nothing yet.
                    break;
                default:
                    HasUnknownMembers = AffectsAllFiles = true;
                    break;
            }
        }
    }

    private string AddNamespaces(NameSyntax name, string around)
    {
        foreach (var part in name.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            around = around.Length == 0 ? part.ValueText : around + "." + part.ValueText;
            _namespaces.Add(around);
        }

        return around;
    }

    private List<string> ExtensionMethodsOf(BaseTypeDeclarationSyntax type)
    {
        List<string> names = [];
        if (type is not ClassDeclarationSyntax { Members: var members })
            return names;

        foreach (var member in members)
        {
            if (member is MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..], Identifier.ValueText: var name } && modifiers.Any(SyntaxKind.ThisKeyword))
                names.Add(name);
            else if (IsExtensionBlock(member))
                AffectsAllFiles = true;
        }

        return names;
    }

    /// <summary>
    /// Whether a member is <c>extension(string text) { ... }</c>. The oldest supported compiler parses it as a constructor, unless preview
    /// features are on.
    /// </summary>
    private static bool IsExtensionBlock(MemberDeclarationSyntax member)
        => member is TypeDeclarationSyntax and not (ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax)
            or ConstructorDeclarationSyntax { Identifier.ValueText: "extension" };
}

/// <summary>A type, or the part of one that a file declares.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arity">The number of its type parameters.</param>
/// <param name="Node">Its declaration; null for the type of top-level statements.</param>
/// <param name="ExtensionMethods">Names of its extension methods.</param>
internal sealed record DeclaredType(string Namespace, string Name, int Arity, MemberDeclarationSyntax? Node, IReadOnlyList<string> ExtensionMethods)
{
    /// <summary>Identifies the type.</summary>
    public (string, string, int) Key => (Namespace, Name, Arity);
}
