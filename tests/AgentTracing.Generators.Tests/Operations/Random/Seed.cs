using System.Globalization;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>The seed of a random test: printed, so that a failure can be repeated with <c>AGENTTRACING_SEED</c>.</summary>
internal static class Seed
{
    private const string Variable = "AGENTTRACING_SEED";

    public static System.Random Next()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given)
            ? given
            : System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Variable}={seed}");
        return new System.Random(seed);
    }

    /// <summary>How many programs a test makes: a few, or as many as <c>AGENTTRACING_PROGRAMS</c> says.</summary>
    public static int Programs(int few)
        => int.TryParse(Environment.GetEnvironmentVariable("AGENTTRACING_PROGRAMS"), CultureInfo.InvariantCulture, out var given) ? given : few;

    public static T Pick<T>(this System.Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public static bool Chance(this System.Random random, double probability) => random.NextDouble() < probability;
}
