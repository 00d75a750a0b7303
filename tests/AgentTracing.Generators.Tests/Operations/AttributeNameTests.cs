using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>An operation attribute is found under every name that C# allows for it, also after an edit of that name.</summary>
public sealed class AttributeNameTests
{
    private static readonly TestCompilation Options = new();

    [Theory]
    [InlineData("", "[Tool]")]
    [InlineData("", "[ToolAttribute]")]
    [InlineData("", "[@ToolAttribute]")]
    [InlineData("", @"[\u0054ool]")]
    [InlineData("", "[method: Tool]")]
    [InlineData("", "[System.Obsolete, Tool]")]
    [InlineData("", "[System.Obsolete][Tool()]")]
    [InlineData("", "[AgentTracing.Tool]")]
    [InlineData("", "[global::AgentTracing.ToolAttribute]")]
    [InlineData("using Made = AgentTracing.ToolAttribute;", "[Made]")]
    [InlineData("using MadeAttribute = AgentTracing.ToolAttribute;", "[Made]")]
    [InlineData("using MadeAttribute = AgentTracing.ToolAttribute;", "[MadeAttribute]")]
    [InlineData("using Tracing = AgentTracing;", "[Tracing.Tool]")]
    [InlineData("using Tracing = AgentTracing;", "[Tracing::ToolAttribute]")]
    public void Names_of_the_file(string usings, string attribute)
    {
        Assert.True(IsImplemented(Method($"{usings} namespace Shop;", attribute)));
        Assert.True(IsImplemented(Method($"namespace Shop; {usings}", attribute)));
    }

    [Theory]
    [InlineData("global using Made = AgentTracing.ToolAttribute;", "[Made]")]
    [InlineData("global using MadeAttribute = AgentTracing.ToolAttribute;", "[Made]")]
    [InlineData("global using Tracing = AgentTracing;", "[Tracing::Tool]")]
    public void Names_of_the_project_and_an_edit_of_them(string global, string attribute)
    {
        var method = Method("namespace Shop;", attribute);
        var other = global.Replace("AgentTracing.ToolAttribute", "System.ObsoleteAttribute", StringComparison.Ordinal).Replace("= AgentTracing;", "= System;", StringComparison.Ordinal);
        Assert.Equal([true, false, true], IsImplementedAfterEach(method, global, other, global));
    }

    [Theory]
    [InlineData("using Made = System.ObsoleteAttribute; namespace Shop;", "[Made]")]
    [InlineData("namespace Shop; class ToolAttribute : System.Attribute;", "[Tool]")]
    [InlineData("namespace Other { class ToolAttribute : System.Attribute; } namespace Shop { using Tool = Other.ToolAttribute; partial class Empty; }", "")]
    public void Attributes_of_others_are_none(string start, string attribute) => Assert.False(IsImplemented(Method(start, attribute)));

    private static string Method(string start, string attribute)
        => attribute.Length == 0 ? start : $$"""{{start}} partial class Shelf { {{attribute}} public partial int Count(); private int CountCore() => 1; }""";

    private static bool IsImplemented(string method) => IsImplementedAfterEach(method, "").Single();

    private static IEnumerable<bool> IsImplementedAfterEach(string method, params string[] globals)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new AgentTracingGenerator().AsSourceGenerator()], parseOptions: Options.ParseOptions);
        Compilation compilation = Options.Create().AddSyntaxTrees(Options.Parse(method, "Method.cs"), Options.Parse("", "Global.cs"));
        List<bool> implemented = [];
        foreach (var text in globals)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Global.cs"), Options.Parse(text, "Global.cs"));
            driver = driver.RunGenerators(compilation);
            implemented.Add(driver.GetRunResult().GeneratedTrees.Any(static tree => tree.ToString().Contains("partial int Count()", StringComparison.Ordinal)));
        }

        return implemented;
    }
}
