using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>A member that cannot be read leaves the others.</summary>
public sealed class ContentMemberTests
{
    /// <summary>Types with a value, and its content.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "public class Value { public int A => 1; public string B => throw new InvalidOperationException(); public int C => 3; }", """{"A":1,"B":"[unreadable]","C":3}""" },
        { "public class Value { public string B => throw new InvalidOperationException(); public string D => throw new TimeoutException(); }", """{"B":"[unreadable]","D":"[unreadable]"}""" },
        { "public struct Value { public Value() { } public int A { get; set; } = 1; public List<int> B => throw new InvalidOperationException(); public int[] C { get; } = [1]; }", """{"A":1,"B":"[unreadable]","C":[1]}""" },
        { "public class Inner { public int A => throw new InvalidOperationException(); public int B => 2; } public class Value { public Inner First { get; } = new(); public Inner? Second => null; public Inner[] All => [new()]; }", """{"First":{"A":"[unreadable]","B":2},"Second":null,"All":[{"A":"[unreadable]","B":2}]}""" },
        { "public class Base { public virtual int A { get; } = 1; public int B { get; } = 2; } public class Value : Base { public override int A => throw new InvalidOperationException(); }", """{"A":"[unreadable]","B":2}""" },
        { "public class Base { public virtual int A { get; } = 1; public int B { get; } = 2; } public sealed class Derived : Base { public override int A => throw new InvalidOperationException(); } public class Value { public Base Of { get; } = new Derived(); }", """{"Of":{"A":"[unreadable]","B":2}}""" },
        { "public interface IPart { int A { get; } int B => 2; } public class Part : IPart { public int A => throw new InvalidOperationException(); } public class Value { public IPart Of { get; } = new Part(); public int C = 3; }", """{"Of":{"A":"[unreadable]","B":2},"C":3}""" },
        { "public record Value(int A = 1) { public int? B => throw new InvalidOperationException(); public (int X, string Y) C => throw new InvalidOperationException(); public dynamic D => throw new InvalidOperationException(); public DateTime? E => null; }", """{"A":1,"B":"[unreadable]","C":"[unreadable]","D":"[unreadable]","E":null}""" },
        { "public class Value { private Exception? _failure = new InvalidOperationException(); public int A { get; set { field = value; } } = 1; public int B { get { return _failure is null ? field : throw _failure; } set; } = 2; public Dictionary<string, int> C => throw new InvalidOperationException(); public int D { get; } = 4; }", """{"A":1,"B":"[unreadable]","C":"[unreadable]","D":4}""" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task The_other_members_are_captured(string types, string expected)
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
            [types, """
            public static partial class Program
            {
                [Tool("run", Content = ContentCapture.Span)] public static partial Value Pass(Value value);
                private static Value PassCore(Value value) => value;
                public static object? Run() => Pass(new Value());
            }
            """],
            new TestCompilation { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview }).Load().Run();
        var span = Assert.Single(spans);
        Assert.Equal(expected, span.GetTagItem("gen_ai.tool.call.result"));
        Assert.Equal($$"""{"value":{{expected}}}""", span.GetTagItem("gen_ai.tool.call.arguments"));
    }
}
