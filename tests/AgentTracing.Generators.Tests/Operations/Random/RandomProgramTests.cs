using System.Diagnostics;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>However annotated methods call each other, the spans equal those of a model that does not use the generator.</summary>
public sealed class RandomProgramTests
{
    private const int Trees = 100;

    [Fact]
    public async Task The_spans_are_those_of_the_calls()
    {
        var grammar = new ProgramGrammar(Seed.Next());
        var source = grammar.Write(Trees);

        var (_, spans) = await GeneratorTest.RunWithoutSnapshot([source]).Load().Run();

        Assert.Equal(grammar.Spans.Order(StringComparer.Ordinal), spans.Select(Describe).Order(StringComparer.Ordinal));
    }

    private static string Describe(Activity span)
    {
        var path = "";
        for (var current = span; current?.Source.Name == AgentTelemetry.SourceName; current = current.Parent)
            path = $"/{current.DisplayName}{path}";

        var end = span.GetTagItem("error.type") ?? (span.GetTagItem("agent_tracing.stream.incomplete") is true ? "incomplete" : "ok");
        return $"{path} {end}";
    }
}
