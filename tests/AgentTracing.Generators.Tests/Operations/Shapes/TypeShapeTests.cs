using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations.Shapes;

/// <summary>Every kind of type that can contain an annotated method, and every modifier of such a method.</summary>
public sealed class TypeShapeTests
{
    [Fact]
    public async Task Kinds_of_types()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            namespace Shapes;

            public partial class Outer<T> where T : notnull
            {
                public partial record Inner<U>(U Value)
                {
                    [Tool] public partial (T?, U) Get(T? value);
                    private (T?, U) GetCore(T? value) => (value, Value);
                }

                private partial interface IHidden
                {
                    [Tool] public partial int Get();
                    private int GetCore() => 1;
                }

                private sealed class Hidden : IHidden;

                public static int Call() => ((IHidden)new Hidden()).Get();
            }

            public partial record class Class(int Value)
            {
                [Tool] public partial int Get();
                private int GetCore() => Value;
            }

            public readonly partial record struct RecordStruct(int Value)
            {
                [Tool] public readonly partial int Get();
                private int GetCore() => Value;
            }

            public partial struct Struct
            {
                public int Value;

                [Tool] public partial void Add(int value);
                private void AddCore(int value) => Value += value;

                [Tool] public readonly partial Task<int> GetAsync();
                private readonly Task<int> GetCoreAsync() => Task.FromResult(Value);
            }

            public ref partial struct RefStruct
            {
                public Span<int> Values;

                [Tool] public partial Span<int> Get();
                private Span<int> GetCore() => Values;

                [Tool] public partial ref int First();
                private ref int FirstCore() => ref Values[0];
            }

            public readonly ref partial struct ReadOnlyRefStruct
            {
                [Tool] public partial int Get();
                private int GetCore() => 1;
            }

            public partial interface IVariant<in TIn, out TOut>
            {
                [Tool] public virtual partial TOut? Get(TIn value);
                TOut? GetCore(TIn value) => default;

                [Tool] public static partial int Count();
                private static int CountCore() => 2;
            }

            public static partial class Extensions
            {
                [Tool] public static partial int Twice(this int value);
                private static int TwiceCore(int value) => value * 2;

                [Tool] public static partial void Clear(this ref Struct value);
                private static void ClearCore(ref Struct value) => value.Value = 0;
            }

            public sealed class Variant : IVariant<string, object>;

            public static class Calls
            {
                public static object? Run()
                {
                    Span<int> numbers = [8, 9];
                    var refStruct = new RefStruct { Values = numbers };
                    refStruct.First()++;
                    var value = new Struct();
                    value.Add(5);
                    int later = value.GetAsync().Result;
                    value.Clear();
                    IVariant<string, object> variant = new Variant();
                    return $"{new Outer<string>.Inner<int>(1).Get("x")} {Outer<int>.Call()} {new Class(2).Get()} {new RecordStruct(3).Get()} {later} {value.Value} "
                        + $"{refStruct.Get()[0]} {new ReadOnlyRefStruct().Get()} {variant.Get("") is null} {IVariant<string, object>.Count()} {4.Twice()}";
                }
            }
            """).Load().Run("Shapes.Calls");

        Assert.Equal("(x, 1) 1 2 3 5 0 9 1 True 2 8", result);
        Assert.Equal(13, spans.Count);
    }

    [Fact]
    public async Task Global_namespace_and_nested_namespaces()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Tool] public static partial A.B.Thing Make(A.C.Thing thing);
                private static A.B.Thing MakeCore(A.C.Thing thing) => new();

                public static object? Run() => Make(new()).ToString() + new A.B.Thing().Me();
            }

            namespace A
            {
                namespace B
                {
                    public partial class Thing
                    {
                        [Tool] public partial Thing Me();
                        private Thing MeCore() => this;
                    }
                }

                namespace C
                {
                    public class Thing;
                }
            }
            """).Load().Run();

        Assert.Equal("A.B.ThingA.B.Thing", result);
        Assert.Equal(2, spans.Count);
    }

    [Fact]
    public async Task Modifiers()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public abstract partial class Base
            {
                [Tool("base virtual")] public virtual partial int Virtual();
                private int VirtualCore() => 1;

                [Tool] protected internal virtual partial T? Generic<T>(T? value) where T : class;
                protected virtual T? GenericCore<T>(T? value) where T : class => value;

                public int New() => 0;

                protected abstract Task<int> RunCoreAsync(int value);

                [Tool] public partial Task<int> RunAsync(int value);

                [Tool] protected static unsafe partial int Unsafe(int* pointer);
                private static unsafe int UnsafeCore(int* pointer) => *pointer;
            }

            public partial class Derived : Base
            {
                [Tool("derived virtual")] public sealed override partial int Virtual();
                private int VirtualCore() => base.Virtual() + 1;

                [Tool("derived generic")] protected internal override partial T? Generic<T>(T? value) where T : class;

                [Tool] public new partial int New();
                private int NewCore() => 3;

                protected override Task<int> RunCoreAsync(int value) => Task.FromResult(value);

                [Tool] private protected partial int Hidden();
                private int HiddenCore() => 5;

                public int Call()
                {
                    int value = 6;
                    unsafe { return Hidden() + Unsafe(&value); }
                }
            }

            public static class Program
            {
                public static object? Run()
                {
                    var derived = new Derived();
                    return $"{derived.Virtual()} {derived.Generic("x")} {derived.New()} {derived.RunAsync(4).Result} {derived.Call()}";
                }
            }
            """).Load().Run();

        Assert.Equal("2 x 3 4 11", result);
        Assert.Equal(
            ["base virtual", "derived virtual", "derived generic", "New", "Run", "Hidden", "Unsafe"],
            spans.Select(span => span.DisplayName["execute_tool ".Length..]));
    }

    [Fact]
    public async Task Constraints()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            using System.Numerics;

            public interface IShape<T>;

            public partial class Program
            {
                [Tool] public static partial T Add<T>(T a, T b) where T : struct, INumber<T>;
                private static T AddCore<T>(T a, T b) where T : struct, INumber<T> => a + b;

                [Tool] public static partial int Size<T>(T value) where T : unmanaged;
                private static int SizeCore<S>(S value) where S : unmanaged => System.Runtime.CompilerServices.Unsafe.SizeOf<S>();

                [Tool] public static partial Task<T> MakeAsync<T, U>(U value) where T : class, IShape<U?>?, new() where U : notnull, IEnumerable<KeyValuePair<string, T[]>>;
                private static Task<T> MakeCoreAsync<T, U>(U value) where T : class, IShape<U?>?, new() where U : notnull, IEnumerable<KeyValuePair<string, T[]>> => Task.FromResult(new T());

                [Tool] public static partial T? Default<T, U>(T? value) where T : U where U : class?;
                private static T? DefaultCore<T, U>(T? value) where T : U where U : class? => value;

                [Tool] public static partial TEnum Enum<TEnum, TDelegate>(TEnum value) where TEnum : Enum where TDelegate : Delegate;
                private static TEnum EnumCore<TEnum, TDelegate>(TEnum value) where TEnum : Enum where TDelegate : Delegate => value;

                public sealed class Shape : IShape<Dictionary<string, Shape[]>?>;

                public static object? Run()
                    => $"{Add(1, 2)} {Size(1L)} {MakeAsync<Shape, Dictionary<string, Shape[]>>([]).Result.GetType().Name} {Default<string, object>("x")} {Enum<DayOfWeek, Action>(DayOfWeek.Friday)}";
            }
            """).Load().Run();

        Assert.Equal("3 8 Shape x Friday", result);
        Assert.Equal(5, spans.Count);
    }

    [Fact]
    public async Task Constraints_that_allow_ref_structs()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public interface ICounted { int Count { get; } }

            public ref struct Counted : ICounted { public int Count => 3; }

            public static partial class Program
            {
                [Tool] public static partial T Same<T>(T value) where T : allows ref struct;
                private static T SameCore<T>(T value) where T : allows ref struct => value;

                [Tool] public static partial Task<int> CountAsync<T>(scoped T value) where T : struct, ICounted, allows ref struct;
                private static Task<int> CountCoreAsync<T>(scoped T value) where T : struct, ICounted, allows ref struct => Task.FromResult(value.Count);

                public static object? Run() => Same(new Counted()).Count + CountAsync(new Counted()).Result;
            }
            """,
            new TestCompilation { Language = LanguageVersion.CSharp13 }).Load().Run();

        Assert.Equal(6, result);
        Assert.Equal(2, spans.Count);
    }

    [Fact]
    public async Task Without_nullable_annotations()
    {
        var (result, _) = await GeneratorTest.Run(
            """
            public abstract partial class Base
            {
                [Agent] public partial Task<string> RunAsync(string text, List<string[]> list, Dictionary<string, object> map);
                protected abstract Task<string> RunCoreAsync(string text, List<string[]> list, Dictionary<string, object> map);

                [Agent] public virtual partial T Get<T>(T value, IEnumerable<T> values) where T : class, IComparable<string>;
                private T GetCore<T>(T value, IEnumerable<T> values) where T : class, IComparable<string> => value;
            #nullable enable
                [Tool] public partial Task<string?> MixedAsync(string? text);
                private Task<string?> MixedCoreAsync(string? text) => Task.FromResult(text);
            #nullable disable
                [Tool] public partial Task<string> ObliviousAsync(string text);
            #nullable enable
                private Task<string?> ObliviousCoreAsync(string? text) => Task.FromResult(text);
            #nullable disable
            }

            public partial class Program : Base
            {
                protected override Task<string> RunCoreAsync(string text, List<string[]> list, Dictionary<string, object> map) => Task.FromResult(text);

                public static object Run() => new Program().RunAsync("x", null, null).Result + new Program().Get("y", null) + new Program().ObliviousAsync("z").Result;
            }
            """,
            new TestCompilation { Nullable = NullableContextOptions.Disable }).Load().Run();

        Assert.Equal("xyz", result);
    }

    [Fact]
    public async Task Declared_in_two_files()
    {
        var test = GeneratorTest.RunWithoutSnapshot(
        [
            """
            public static partial class Program
            {
                [Tool] public static partial int One();
                private static int TwoCore() => 2;
                public static object? Run() => One() + Two();
            }
            """,
            """
            public static partial class Program
            {
                [Tool] public static partial int Two();
                private static int OneCore() => 1;
            }
            """,
        ]);

        var (result, spans) = await test.Load().Run();
        Assert.Equal(3, result);
        Assert.Equal(2, spans.Count);
        Assert.Equal(["Program.g.cs"], test.Files.Keys);
    }

    [Fact]
    public async Task Overloads()
    {
        var (result, spans) = await GeneratorTest.Run(
            """
            public static partial class Program
            {
                [Tool] public static partial string Get(int value);
                [Tool] public static partial string Get(string value);
                [Tool] public static partial string Get<T>(T value);
                [Tool] public static partial string Get(in long value);

                private static string GetCore(string value) => "string";
                private static string GetCore(int value) => "int";
                private static string GetCore<T>(T value) => typeof(T).Name;
                private static string GetCore(long value) => "none";
                private static string GetCore(in long value) => "in long";

                public static object? Run()
                {
                    long number = 1;
                    return $"{Get(1)} {Get("")} {Get(1.0)} {Get(in number)}";
                }
            }
            """).Load().Run();

        Assert.Equal("int string Double in long", result);
        Assert.Equal(4, spans.Count);
    }
}
