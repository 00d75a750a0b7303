using System.Reflection;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Pipelines;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Interception;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>No model references the compiler: it would keep whole compilations alive, and two models would never be equal.</summary>
public sealed class ModelTests
{
    private static readonly Assembly[] Roslyn = [typeof(ISymbol).Assembly, typeof(CSharpCompilation).Assembly];

    [Theory]
    [InlineData(typeof(OperationFile))]
    [InlineData(typeof(ParsedOperation))]
    [InlineData(typeof(InterceptionFile))]
    [InlineData(typeof(InterceptedCall))]
    [InlineData(typeof(SkippedCall))]
    [InlineData(typeof(InterceptionSummary))]
    [InlineData(typeof(ReadersFile))]
    [InlineData(typeof(PipelineModel))]
    [InlineData(typeof(HandOver))]
    [InlineData(typeof(PricingModel))]
    public void No_model_reaches_the_compiler(Type model) => Assert.Empty(PathsToRoslyn(model));

    /// <summary>Checks the values that the generators' steps keep, independently of the list above.</summary>
    [Fact]
    public void No_value_of_a_step_reaches_the_compiler()
    {
        var options = InterceptionTest.Options with
        {
            References = [.. InterceptionTest.Options.References, SdkReferences.Downloaded("microsoft.agents.ai", "1.28.0", "net10.0"), SdkReferences.Downloaded("microsoft.agents.ai.workflows", "1.28.0", "net10.0")],
        };
        var compilation = options.Create("""
            using Microsoft.Agents.AI;
            using Microsoft.Extensions.AI;

            public static partial class Program
            {
                [LlmCall]
                public static partial Task<ChatResponse> Ask(IChatClient client, [TraceTag] string text);
                private static Task<ChatResponse> AskCore(IChatClient client, string text) => client.GetResponseAsync(text);

                [Tool]
                public static partial int Unfinished();

                public static Task<ChatResponse> Plain(IChatClient client) => client.GetResponseAsync("a");

                public static AITool Tool(AIAgent agent) => agent.AsAIFunction();
            }
            """);
        var driver = CSharpGeneratorDriver.Create(
                [new AgentTracingGenerator().AsSourceGenerator(), new PricingGenerator().AsSourceGenerator()],
                [MadeUpModels.File],
                options.ParseOptions,
                TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true"), ("AgentTracingInterceptionSummary", "true"), ("AgentTracingReportsDeclarations", "true")]),
                new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        var names = typeof(TrackingNames).GetFields().Select(static field => (string)field.GetRawConstantValue()!);
        var kept = driver.GetRunResult().Results.SelectMany(static result => result.TrackedSteps)
            .SelectMany(static step => step.Value.SelectMany(static run => run.Outputs).Select(output => (Step: step.Key, output.Value)))
            .ToLookup(static row => row.Step, static row => row.Value.GetType());
        Assert.All(names, name => Assert.NotEmpty(kept[name]));
        Assert.All(names.SelectMany(name => kept[name]).Distinct(), static type => Assert.Empty(PathsToRoslyn(type)));
    }

    [Fact]
    public void Models_reach_each_other()
        => Assert.Superset(
            new HashSet<Type> { typeof(OperationModel), typeof(ContainingType), typeof(MethodModel), typeof(InputModel), typeof(ReadBy) },
            Reachable(typeof(OperationFile)).Select(static step => step.Type).ToHashSet());

    [Theory]
    [InlineData(typeof(WithSymbol))]
    [InlineData(typeof(WithSyntax))]
    [InlineData(typeof(WithLocation))]
    [InlineData(typeof(Behind<WithSymbol>))]
    [InlineData(typeof(Derived))]
    public void A_model_that_does_is_found(Type guilty) => Assert.NotEmpty(PathsToRoslyn(guilty));

    private static IEnumerable<string> PathsToRoslyn(Type type)
        => Reachable(type).Where(static step => IsOfRoslyn(step.Type)).Select(static step => step.Path);

    /// <summary>Whether the type is a compiler type, derives from one, or implements one.</summary>
    private static bool IsOfRoslyn(Type type)
        => Roslyn.SelectMany(static assembly => assembly.GetExportedTypes())
            .Any(roslyn => !roslyn.IsGenericTypeDefinition && roslyn.IsAssignableFrom(type));

    private static IEnumerable<(Type Type, string Path)> Reachable(Type root)
    {
        var seen = new HashSet<Type>();
        var pending = new Queue<(Type Type, string Path)>([(root, root.Name)]);
        while (pending.TryDequeue(out var step))
        {
            if (!seen.Add(step.Type))
                continue;

            yield return step;
            if (IsOfRoslyn(step.Type))
                continue;

            foreach (var argument in step.Type.GetGenericArguments())
                pending.Enqueue((argument, $"{step.Path}<{argument.Name}>"));

            if (step.Type.HasElementType)
                pending.Enqueue((step.Type.GetElementType()!, step.Path + "[]"));

            if (step.Type.Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) == true)
                continue;

            for (var type = step.Type; type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    pending.Enqueue((field.FieldType, $"{step.Path}.{field.Name}"));
            }
        }
    }

    private sealed record WithSymbol(IMethodSymbol Method);

    private sealed record WithSyntax(EquatableArray<string> Names, List<SyntaxToken> Tokens);

    private record WithLocation(Location Location);

    private sealed record Derived(Location Location, string Name) : WithLocation(Location);

    private sealed record Behind<T>(Lazy<T[]> Value);
}
