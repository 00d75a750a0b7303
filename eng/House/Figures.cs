using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Eng.House;

/// <summary>The measured figures and their limits.</summary>
public static partial class Figures
{
    private const string Generators = "src/AgentTracing.Generators";
    private const string Snapshots = "tests/AgentTracing.Generators.Tests";
    private const string PublicApi = "AgentTracing";
    private static readonly string[] Written = ["src", "tests", "eng", "samples"];
    private const int LineLength = 130;
    private const int FileLength = 400;
    private const int MethodLength = 60;

    /// <summary>
    /// Limits of the generated lines for the calls of one SDK: in the interceptors of one user file, and in the readers of the compilation.
    /// Measured in a project with only that SDK and, for SDKs that adapt others, in a project with all of them. The limits are the current
    /// values: a change that generates more lines raises them here.
    /// </summary>
    private static readonly (string Sdk, int Interceptors, int Readers)[] Budgets =
    [
        ("Microsoft_Extensions_AI", 159, 119), ("Semantic_Kernel", 201, 325), ("OpenAI", 72, 92), ("Anthropic", 91, 93), ("OllamaSharp", 71, 128),
        ("Azure_AI_Inference", 85, 96), ("Agents", 77, 90), ("Betalgo", 76, 85), ("Raw_bodies", 85, 183),
        ("Microsoft_Extensions_AI_among_all_SDKs", 159, 264), ("Semantic_Kernel_among_all_SDKs", 201, 368), ("Agents_among_all_SDKs", 77, 235),
    ];

    /// <summary>All figures.</summary>
    public static IEnumerable<Figure> Of(Repository repository)
    {
        foreach (var project in Directory.EnumerateDirectories(Path.Combine(repository.Root, "src")).Select(Path.GetFileName).Order(StringComparer.Ordinal))
            yield return NamespaceCycles(repository, $"src/{project}");
        yield return One("files that write the body of a traced call", repository.Files(Generators).Where(static file => file.Text.Contains(".Fail({", StringComparison.Ordinal)).Select(static file => file.Path));
        yield return One("places that make the prices of a compilation", Lines(repository, Generators, NewPrices()));

        var snapshots = repository.Files(Snapshots, "*.verified.cs").ToList();
        foreach (var (sdk, interceptors, readers) in Budgets)
        {
            yield return SnapshotLines(snapshots, $"CallShapeTests.{sdk}#Source0.Interceptors", $"lines of interceptors: {sdk}", interceptors);
            yield return SnapshotLines(snapshots, $"CallShapeTests.{sdk}#AgentTracing.Readers", $"lines of readers: {sdk}", readers);
            yield return SnapshotLines(snapshots, $"CallShapeTests.{sdk}#", $"lines of both: {sdk}", interceptors + readers);
        }

        // Counts all characters of names that begin with global::, not only the qualifier.
        yield return Globals("our namespace", limit: 10, snapshots.Where(static file => file.Text.Contains("namespace AgentTracing.Generated", StringComparison.Ordinal)));
        yield return Globals("users' namespaces", limit: 10, snapshots.Where(static file => !file.Text.Contains("namespace AgentTracing.Generated", StringComparison.Ordinal)));
        yield return Count($"generated lines over {LineLength}", 0, snapshots.SelectMany(static file => file.Text.Split('\n').Where(static line => line.Length > LineLength && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Select(line => Path.GetFileName(file.Path) + ": " + line.Trim()[..60])));
        yield return Deepest(snapshots);
        var written = Written.SelectMany(folder => repository.Files(folder)).Where(static file => !file.Path.EndsWith(".verified.cs", StringComparison.Ordinal)).ToList();
        yield return Count($"files over {FileLength} lines", 0, written.Where(static file => LinesOf(file.Text) > FileLength).Select(static file => $"{file.Path} {LinesOf(file.Text)}"));
        yield return Count($"methods over {MethodLength} lines", 0, written.SelectMany(static file => LongMethods(file.Path, file.Text)));
        yield return Count("traits of calls that nothing reads", 0, UnreadTraits(repository));
        yield return Count("members of Sdk that nothing reads", 0, UnreadMembersOfSdk(repository));
        yield return Count("providers, hosts, sources and switches written more than once", 0, SharedFacts.Repeated(repository));
        var paths = written.Select(static file => file.Path).ToList();
        yield return Count("folders with too many files", 0, Folders.Crowded(paths));
        yield return Count("folders that no page describes", 0, Folders.Undescribed(repository, paths));
    }

    private static Figure Globals(string where, int limit, IEnumerable<(string Path, string Text)> files)
    {
        var texts = files.Select(static file => file.Text).ToList();
        int globals = texts.Sum(static text => GlobalName().Matches(text).Sum(static match => match.Length));
        return new Figure($"share of whole global:: names in {where}, %", Math.Round(100.0 * globals / texts.Sum(static text => text.Length), 1), limit, []) { Least = 0.1 };
    }

    private static Figure Count(string name, double limit, IEnumerable<string> found)
    {
        var details = found.ToList();
        return new Figure(name, details.Count, limit, details.Count > limit ? details : []);
    }

    /// <summary>A figure for something that must exist exactly once.</summary>
    private static Figure One(string name, IEnumerable<string> found) => Count(name, 1, found) with { Least = 1 };

    private static IEnumerable<string> Lines(Repository repository, string directory, Regex pattern)
        => from file in repository.Files(directory)
           from match in pattern.Matches(file.Text)
           select $"{file.Path}({LinesOf(file.Text[..match.Index])})";

    private static int LinesOf(string text) => text.Count(static character => character == '\n');

    private static Figure SnapshotLines(List<(string Path, string Text)> snapshots, string prefix, string name, int limit)
        => new(name, snapshots.Where(file => Path.GetFileName(file.Path).StartsWith(prefix, StringComparison.Ordinal)).Sum(static file => LinesOf(file.Text)), limit, []) { Least = 1 };

    private static Figure Deepest(List<(string Path, string Text)> snapshots)
    {
        var deepest = snapshots
            .SelectMany(static file => CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Select(method => (Depth: Depth(method), Name: $"{Path.GetFileName(file.Path)}: {method.Identifier}")))
            .MaxBy(static method => method.Depth);
        return new Figure("deepest nesting of a generated method", deepest.Depth, 6, [deepest.Name]) { Least = 1 };
    }

    /// <summary>The nesting depth of blocks and statements, without the body itself.</summary>
    private static int Depth(MethodDeclarationSyntax method)
        => method.DescendantNodes()
            .Where(static node => node is IfStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or UsingStatementSyntax or AnonymousFunctionExpressionSyntax)
            .Select(node => node.Ancestors().TakeWhile(ancestor => ancestor != method).Count(static ancestor => ancestor is IfStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or SwitchStatementSyntax or TryStatementSyntax or UsingStatementSyntax or AnonymousFunctionExpressionSyntax) + 1)
            .DefaultIfEmpty()
            .Max();

    private static IEnumerable<string> LongMethods(string path, string text)
        => from member in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
           let name = $"{path} {(member as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"}"
           let lines = LinesOf(member.WithAttributeLists([])) - (path.StartsWith("src/", StringComparison.Ordinal) ? 0 : LinesOfTexts(member))
           where lines > MethodLength && !IsTable(member)
           select $"{name} {lines}";

    /// <summary>Whether a method only lists rows, one per statement.</summary>
    private static bool IsTable(BaseMethodDeclarationSyntax method) => method.Body?.Statements.All(static statement => statement is YieldStatementSyntax) == true;

    private static int LinesOf(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    /// <summary>The lines of string literals: programs that a test compiles are data.</summary>
    private static int LinesOfTexts(SyntaxNode node)
        => node.DescendantNodes(static inner => inner is not InterpolatedStringExpressionSyntax)
            .Where(static inner => inner is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
            .Sum(static inner => LinesOf(inner) - 1);

    /// <summary>
    /// Namespaces of a project that use each other, by using directives or, for nested namespaces, by type names. <c>AgentTracing</c> is
    /// the public API, which all run-time code may use, so it does not count; neither do extension methods, which are declared in the
    /// namespace of the extended type.
    /// </summary>
    private static Figure NamespaceCycles(Repository repository, string directory)
    {
        var files = repository.Files(directory)
            .Select(static file => (Namespace: Namespace().Match(file.Text).Groups[1].Value, Root: CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot()))
            .Where(static file => file.Namespace.StartsWith(PublicApi + ".", StringComparison.Ordinal))
            .ToList();
        var declared = files.SelectMany(static file => file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                .Where(static type => type.Parent is BaseNamespaceDeclarationSyntax).Select(type => (type.Identifier.Text, file.Namespace)))
            .ToLookup(static type => type.Text, static type => type.Namespace);
        var uses = files.GroupBy(static file => file.Namespace, StringComparer.Ordinal).ToDictionary(
            static space => space.Key,
            space => new SortedSet<string>(space.SelectMany(file => Usings(file.Root).Concat(Outer(file.Root, file.Namespace, declared))), StringComparer.Ordinal),
            StringComparer.Ordinal);

        var cycles = from a in uses
                     from b in a.Value
                     where uses.ContainsKey(b) && Reaches(uses, b, a.Key)
                     select string.CompareOrdinal(a.Key, b) < 0 ? $"{a.Key} <-> {b}" : $"{b} <-> {a.Key}";
        var details = cycles.Distinct().ToList();
        return new Figure($"pairs of namespaces in a cycle: {directory}", details.Count, 0, details);
    }

    private static IEnumerable<string> Usings(CompilationUnitSyntax root)
        => root.Usings.Where(static directive => directive.Alias is null).Select(static directive => directive.Name?.ToString()).OfType<string>();

    /// <summary>Enclosing namespaces that declare a type named in the file: they need no using directive.</summary>
    private static IEnumerable<string> Outer(CompilationUnitSyntax root, string space, ILookup<string, string> declared)
        => root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(static name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
            .SelectMany(name => declared[name.Identifier.Text])
            .Where(outer => space.StartsWith(outer + ".", StringComparison.Ordinal));

    private static bool Reaches(Dictionary<string, SortedSet<string>> uses, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>([from]);
        while (pending.TryPop(out var current))
        {
            if (current == to)
                return true;
            if (seen.Add(current) && uses.TryGetValue(current, out var next))
            {
                foreach (var used in next)
                    pending.Push(used);
            }
        }

        return false;
    }

    private static IEnumerable<string> UnreadTraits(Repository repository)
    {
        var declaration = repository.Files(Generators).SelectMany(static file => CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<EnumDeclarationSyntax>())
            .Single(static type => type.Identifier.Text == "LlmApiTraits");
        var readers = string.Concat(repository.Files(Generators).Where(static file => Path.GetFileName(Path.GetDirectoryName(file.Path)) != "Sdks").Select(static file => file.Text));
        return declaration.Members.Select(static member => member.Identifier.Text).Where(name => name != "None" && !Regex.IsMatch(readers, $@"LlmApiTraits\.{name}\b"));
    }

    private static IEnumerable<string> UnreadMembersOfSdk(Repository repository)
    {
        var text = repository.Files(Generators + "/Sdks").Single(static file => file.Path.EndsWith("/Sdk.cs", StringComparison.Ordinal)).Text;
        var sdk = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Single(static type => type.Identifier.Text == "Sdk");
        var readers = string.Concat(repository.Files("src").Concat(repository.Files(Snapshots)).Where(static file => !file.Path.Contains("/Sdks/", StringComparison.Ordinal) || file.Path.EndsWith("/Sdk.cs", StringComparison.Ordinal)).Select(static file => file.Text));
        return sdk.Members.OfType<PropertyDeclarationSyntax>().Select(static property => property.Identifier.Text).Where(name => !Regex.IsMatch(readers, $@"\.{name}\b"));
    }

    [GeneratedRegex(@"\bglobal::[\w.@]+")]
    private static partial Regex GlobalName();

    [GeneratedRegex(@"new CompilationPrices\(")]
    private static partial Regex NewPrices();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
