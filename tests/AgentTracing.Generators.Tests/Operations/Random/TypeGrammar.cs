namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>Writes random types of every kind that can occur in a signature.</summary>
/// <param name="random">The source of choices.</param>
/// <param name="scope">The types and type parameters in scope.</param>
internal sealed class TypeGrammar(System.Random random, TypeScope scope)
{
    /// <summary>Declarations that the types use.</summary>
    public const string Library = """
        namespace Lib
        {
            public class Base { public virtual void Do() { } }
            public sealed class Outer<T> { public sealed class Nested<U>; public struct Value; }
            public ref struct Window { public System.Span<int> Values; }
            public readonly ref struct Window<T> where T : struct { }
            public interface IThing<in T>;
            public enum Größe { klein, groß }
            [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]
            public sealed class OddAttribute(object things, System.Type type, string text) : System.Attribute { public const string Text = "\u2028\"{0}"; public object All => (things, type, text); public Größe Value { get; set; } }
            public interface IShape { static abstract IShape Make(); string Name { get; } }
            public interface IMade<TSelf> where TSelf : IMade<TSelf> { static abstract TSelf Make(); static virtual int Count => 1; }
            public interface IDrawn : IShape { int Lines { get; } }
            public sealed record Holder(IShape Shape, IDrawn[] Drawn, System.Numerics.INumber<int> Number, (IShape[] Shapes, int Count) Pair);
        }
        namespace Lib.Inner { public sealed class Base; }
        """;

    /// <summary>A type that is allowed everywhere: as a type argument or an element.</summary>
    public string Any(int depth = 0)
    {
        if (depth > 2)
            return Simple();

        return random.Next(12) switch
        {
            0 => $"{Any(depth + 1)}{random.Pick("[]", "[,]", "[][]", "[,,][]")}",
            1 => $"({Any(depth + 1)} First, {Any(depth + 1)} @int)",
            2 => $"({Any(depth + 1)}, {Any(depth + 1)}, {Any(depth + 1)} last)",
            3 => $"System.Collections.Generic.Dictionary<{random.Pick("string", "int", "Lib.Größe")}, {Any(depth + 1)}>",
            4 => $"System.Func<{Any(depth + 1)}, {Any(depth + 1)}>",
            5 => $"Lib.Outer<{Any(depth + 1)}>.Nested<{Any(depth + 1)}>",
            6 => $"Lib.IThing<{Any(depth + 1)}>",
            7 when scope.Nullable => random.Pick("string?", "object?", "dynamic?", "Lib.Base?", "System.Collections.Generic.List<string?>?"),
            8 when scope.TypeParameters.Count > 0 => random.Pick([.. scope.TypeParameters]),
            10 when scope.Nested.Count > 0 => random.Pick([.. scope.Nested]),
            9 when scope.Unsafe => random.Pick("int*[]", "delegate*<int, void>[]", "void**[]"),
            _ => Simple(),
        };
    }

    /// <summary>A type of a parameter or result; it may not be allowed as a type argument.</summary>
    public string Slot() => random.Next(10) switch
    {
        0 => RefStruct(),
        1 when scope.Unsafe => Pointer(),
        3 => random.Pick("Lib.IShape", "Lib.IDrawn", "Lib.IShape[]", "System.Numerics.INumber<int>", "System.IParsable<string>", "Lib.Holder", "Lib.Holder[]", "(Lib.IShape[] Shapes, int)"),
        2 when scope.RefStructParameters.Count > 0 => random.Pick([.. scope.RefStructParameters]),
        _ => Any(),
    };

    public string RefStruct() => random.Pick("System.Span<int>", "System.ReadOnlySpan<string>", "Lib.Window", "Lib.Window<System.DateTime>");

    private string Pointer() => random.Pick(
        "int*", "void*", "byte**", "delegate*<int, string>", "delegate* unmanaged[Cdecl]<int*, void>", "delegate*<ref int, in long, void>", "Lib.Größe*");

    private string Simple() => random.Pick(
        "int", "string", "bool", "object", "decimal", "char", "long", "nint", "nuint", "dynamic", "int?", "System.Guid", "System.DateTime?",
        "System.DayOfWeek", "Lib.Base", "Lib.Inner.Base", "Lib.Größe", "Lib.Outer<int>.Value", "System.Threading.CancellationToken", "System.Uri",
        "System.Exception", "System.Threading.Tasks.Task", "System.IO.Stream", "System.Action");
}

/// <summary>The types and type parameters that a type may refer to.</summary>
internal sealed record TypeScope
{
    public required bool Nullable { get; init; }

    public required bool Unsafe { get; init; }

    /// <summary>Type parameters that are allowed as type arguments.</summary>
    public IReadOnlyList<string> TypeParameters { get; init; } = [];

    /// <summary>
    /// Types nested in the types around the method, by simple name. They belong to types whose type parameters may be hidden.
    /// </summary>
    public IReadOnlyList<string> Nested { get; init; } = [];

    /// <summary>Type parameters with <c>allows ref struct</c>, which are not allowed as type arguments.</summary>
    public IReadOnlyList<string> RefStructParameters { get; init; } = [];
}
