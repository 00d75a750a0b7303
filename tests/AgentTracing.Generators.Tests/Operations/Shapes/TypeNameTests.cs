using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Operations.Shapes;

/// <summary>Names and attributes that exist already, or that two assemblies declare.</summary>
public sealed class TypeNameTests
{
    [Fact]
    public void Types_under_an_extern_alias()
    {
        var left = Library("Left");
        var right = Library("Right");
        GeneratorTest.Run(
            """
            extern alias left;
            extern alias right;

            public static partial class Converter
            {
                [Tool] public static partial right::Shop.Order<right::Shop.Item?> Convert(left::Shop.Order<left::Shop.Item>.Line? line, List<left::Shop.Item> items);
                private static right::Shop.Order<right::Shop.Item?> ConvertCore(left::Shop.Order<left::Shop.Item>.Line? line, List<left::Shop.Item> items) => new();

                [Tool] public static partial T Make<T>(T value) where T : left::Shop.Item;
                private static T MakeCore<T>(T value) where T : left::Shop.Item => value;
            }
            """,
            new TestCompilation { References = [left.WithAliases(["left"]), right.WithAliases(["right", "other"])] });

        static PortableExecutableReference Library(string name)
        {
            using var stream = new MemoryStream();
            Assert.True(new TestCompilation { AssemblyName = name }
                .Create("namespace Shop; public class Item; public class Order<T> { public class Line; }").Emit(stream).Success);
            return MetadataReference.CreateFromImage(stream.ToArray());
        }
    }

    [Fact]
    public void Names_that_are_taken() => GeneratorTest.Run(
        """
        public partial class Agent
        {
            [Tool] public partial int Run();
            private int RunCore() => 1;

            private static int AgentOperations2 => 2;

            public partial class Inner<T>
            {
                [Tool] public partial int Run(int InnerOperations);
                private int RunCore(int value) => value;
            }
        }

        public class AgentOperations;

        public partial class AGENT
        {
            [Tool] public partial int Run();
            private int RunCore() => 1;
        }
        """,
        new TestCompilation());

    [Fact]
    public void Attributes_that_the_declaration_has_already() => GeneratorTest.Run(
        """
        using System.Diagnostics;

        public partial class Agent
        {
            /// <summary>Runs.</summary>
            [Tool, DebuggerStepThrough, StackTraceHidden]
            [Obsolete("Use another", error: true)]
            [return: NotCaptured]
            public partial int Run([NotCaptured] int value);

            [Obsolete("Use another", error: true)]
            private int RunCore(int value) => value;
        }
        """);
}
