using AgentTracing.Generators.Reuse;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Reuse;

/// <summary>Which files are parsed again after an edit.</summary>
public sealed class CompilationChangeTests
{
    private static readonly TestCompilation Options = new();

    private static readonly (string Path, string Text)[] Files =
    [
        ("Base.cs", "namespace Shop; public class Base { public const int Size = 1; public int Value { get; set; } = 1; public int Half => Value / 2; private void Help() { } public int Twice() { return 2 * Value; } }"),
        ("Derived.cs", "namespace Shop; public class Derived : Base { }"),
        ("User.cs", "namespace Shop; public class User { public Derived It; }"),
        ("Other.cs", "namespace Shop; public class Other { public string Name => \"Help\"; }"),
        ("Extensions.cs", "namespace Shop; public static class Extensions { public static int Shortened(this string text) => text.Length; }"),
        ("Caller.cs", "namespace Shop.Calls; using Shop; public class Caller { public int Call() => \"text\".Shortened(); }"),
        ("Value.cs", "namespace Shop; public readonly struct Pair(string left) { public int Length => 1; private int Twice() { return 2; } }"),
        ("PairUser.cs", "namespace Shop; public class PairUser { public Pair It; }"),
    ];

    [Theory]
    [InlineData("Base.cs", "{ return 2 * Value; }", "{ /* nothing */ return 3; }")]
    [InlineData("Base.cs", "Value / 2", "Value / 3")]
    [InlineData("Base.cs", "public class Base", "// A comment.\npublic  class Base")]
    [InlineData("Other.cs", "public string Name", "public string Other2() => null; public string Name")]
    [InlineData("Other.cs", "public string Name", "private string Unmentioned() => null; public string Name")]
    [InlineData("Base.cs", "public const", "private static async Task Unmentioned() { } public const")]
    [InlineData("Other.cs", "namespace Shop;", "namespace Shop.Elsewhere;")]
    [InlineData("Other.cs", "namespace Shop;", "using System.Text; namespace Shop;")]
    [InlineData("Extensions.cs", "text.Length", "text.Length + 1")]

    // The edited declaration, files that mention it, and files that mention those.
    [InlineData("Base.cs", "Size = 1", "Size = 2", "Derived.cs", "User.cs")]
    [InlineData("Base.cs", "public int Value", "public long Value", "Derived.cs", "User.cs")]
    [InlineData("Base.cs", "public int Half => Value / 2;", "", "Derived.cs", "User.cs")]
    [InlineData("Base.cs", "Value / 2", "field", "Derived.cs", "User.cs")]
    [InlineData("Base.cs", "namespace Shop;", "#nullable disable\nnamespace Shop;", "Derived.cs", "User.cs")]
    [InlineData("Derived.cs", ": Base", "", "User.cs")]
    [InlineData("Derived.cs", "class Derived", "partial class Derived", "User.cs")]
    [InlineData("Extensions.cs", "this string text", "this object text", "Caller.cs")]

    // A private method whose name occurs in another file.
    [InlineData("Base.cs", "private void Help() { }", "", "Derived.cs", "User.cs")]

    // Whether a struct captures a primary constructor parameter depends on its method bodies.
    [InlineData("Value.cs", "=> 1", "=> left.Length", "PairUser.cs")]
    [InlineData("Value.cs", "{ return 2; }", "{ return left.Length; }", "PairUser.cs")]
    public void Files_that_lead_to_the_edit_are_read_again(string path, string before, string after, params string[] touched)
        => Assert.Equal(touched, Touched(Edit(path, before, after)));

    [Theory]
    [InlineData("namespace Shop; class New { }")]
    [InlineData("class New { public int Value => 1; }")]
    [InlineData("namespace Shop; partial class Derived { }", "User.cs", "Derived.cs")]
    [InlineData("namespace Shop { class Shortened { } }", "Caller.cs", "Extensions.cs")]
    [InlineData("namespace Shop { static class More { public static int Shortened(this object it) => 1; } }", "Caller.cs", "Extensions.cs")]
    [InlineData("namespace Shop.Calls.Caller { class New { } }", "Caller.cs")]
    [InlineData("class UserAttribute { }", "User.cs")]
    [InlineData("class UserOperations2 { }", "User.cs")]
    public void A_file_that_is_added_or_removed_touches_those_that_mention_its_names(string text, params string[] touched)
    {
        var compilation = Project();
        var more = compilation.AddSyntaxTrees(Options.Parse(text, "Added.cs"));

        Assert.Equal(touched.Order(StringComparer.Ordinal), Touched((compilation, more)).Order(StringComparer.Ordinal));
        Assert.Equal(touched.Order(StringComparer.Ordinal), Touched((more, compilation)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("global using System.Text;")]
    [InlineData("[assembly: System.CLSCompliant(false)]")]
    [InlineData("namespace System.Text { class New { } }")]
    [InlineData("namespace OpenAI.Chat { class ChatClient { } }")]
    [InlineData("class System { }")]
    [InlineData("namespace Shop { static class More { public static int GetAwaiter(this int it) => it; } }")]
    [InlineData("namespace Shop { static class More { extension(string text) { public int Size => 1; } } }")]
    [InlineData("class Interceptors { [InterceptsLocation(1, \"\")] void It() { } }")]
    [InlineData("namespace Shop { void Broken() { } }")]
    public void What_reaches_every_file_touches_all(string text)
    {
        var compilation = Project();

        Assert.True(Change(compilation, compilation.AddSyntaxTrees(Options.Parse(text, "Added.cs"))).IsEverything);
    }

    [Fact]
    public void Other_options_references_or_orders_touch_all()
    {
        var compilation = Project();

        Assert.True(Change(compilation, compilation.WithOptions(compilation.Options.WithAllowUnsafe(!compilation.Options.AllowUnsafe))).IsEverything);
        Assert.True(Change(compilation, compilation.RemoveReferences(compilation.References.Last())).IsEverything);
        Assert.True(Change(compilation, compilation.WithAssemblyName("Another")).IsEverything);
        Assert.True(Change(compilation, compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse())).IsEverything);
    }

    /// <summary>In an editor, the reference is the other project's compilation, and every edit of that project creates a new one.</summary>
    [Theory]
    [InlineData("{ return 1; }", "{ return 2; }", false)]
    [InlineData("public int", "public long", true)]
    public void An_edit_in_a_referenced_project_touches_all_where_it_can_be_seen(string before, string after, bool isEverything)
    {
        const string Text = "public class Library { public int It() { return 1; } }";
        var library = Options.Create(Text).WithAssemblyName("Library");
        var edited = Replace(library, "Source0.cs", Text.Replace(before, after));
        var compilation = Project();

        Assert.Equal(isEverything, Change(compilation.AddReferences(library.ToMetadataReference()), compilation.AddReferences(edited.ToMetadataReference())).IsEverything);
    }

    [Fact]
    public void A_file_is_touched_by_another_one_of_its_length()
    {
        var compilation = Project();
        var twin = Options.Parse(Files[0].Text, "Twin.cs");

        Assert.Contains("Base.cs", Touched((compilation, compilation.AddSyntaxTrees(twin))));
    }

    private static CSharpCompilation Project()
        => Options.Create().AddSyntaxTrees(Files.Select(static file => Options.Parse(file.Text, file.Path)));

    private static (CSharpCompilation Before, CSharpCompilation After) Edit(string path, string before, string after)
    {
        var text = Files.Single(file => file.Path == path).Text;
        Assert.Contains(before, text, StringComparison.Ordinal);
        var compilation = Project();
        return (compilation, Replace(compilation, path, text.Replace(before, after, StringComparison.Ordinal)));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string path, string text)
        => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Options.Parse(text, path));

    private static CompilationChange Change(CSharpCompilation before, CSharpCompilation after)
        => CompilationParts.Of(after).ChangeSince(CompilationParts.Of(before), after);

    private static IEnumerable<string> Touched((CSharpCompilation Before, CSharpCompilation After) edit)
    {
        var change = Change(edit.Before, edit.After);
        Assert.False(change.IsEverything);
        return edit.After.SyntaxTrees.Where(tree => edit.Before.ContainsSyntaxTree(tree) && change.Touches(tree)).Select(static tree => tree.FilePath);
    }
}
