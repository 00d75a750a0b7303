using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>What a file declares that other files can see.</summary>
internal sealed class TreeDeclarations
{
    /// <summary>Names of extension methods that the compiler calls without their names: by <c>foreach</c>, <c>await</c>, deconstruction, queries, initializers.</summary>
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
        ReachesAll = Unit.AttributeLists.Count > 0 || Unit.Externs.Count > 0 || Unit.Usings.Any(static import => import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword));
        _imports.AddRange(Unit.Usings);
        AddMembers(Unit.Members, "");
        ReachesAll |= _types.Any(static type => type.ExtensionMethods.Any(CalledWithoutName.Contains));
    }

    /// <summary>The file.</summary>
    public CompilationUnitSyntax Unit { get; }

    /// <summary>
    /// Whether files that mention none of its names can depend on it: it has attributes of the assembly, extern aliases, global usings, extension methods that are called
    /// without their names, or members of kinds that are not known here.
    /// </summary>
    public bool ReachesAll { get; private set; }

    /// <summary>Whether it has members of kinds that are not known here, and so not compared.</summary>
    public bool HasUnknownMembers { get; private set; }

    /// <summary>Types that stand in no other type.</summary>
    public IReadOnlyList<DeclaredType> Types => _types;

    /// <summary>Full names of namespaces, with those around them.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>Usings and extern aliases, which decide what the names in declarations mean.</summary>
    public IReadOnlyList<SyntaxNode> Imports => _imports;

    /// <summary>The names by which other files come to what it declares.</summary>
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
                    HasUnknownMembers = ReachesAll = true;
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
                ReachesAll = true;
        }

        return names;
    }

    /// <summary>Whether it is <c>extension(string text) { ... }</c>, which the oldest compiler that runs us has for code that asks for previews alone, and else reads as a constructor.</summary>
    private static bool IsExtensionBlock(MemberDeclarationSyntax member)
        => member is TypeDeclarationSyntax and not (ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax)
            or ConstructorDeclarationSyntax { Identifier.ValueText: "extension" };
}

/// <summary>A type, or the part of one that a file declares.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arity">How many type parameters it has.</param>
/// <param name="Node">Its declaration; null for the one that statements outside of types make.</param>
/// <param name="ExtensionMethods">Names of its extension methods.</param>
internal sealed record DeclaredType(string Namespace, string Name, int Arity, MemberDeclarationSyntax? Node, IReadOnlyList<string> ExtensionMethods)
{
    /// <summary>Tells types apart.</summary>
    public (string, string, int) Key => (Namespace, Name, Arity);
}
