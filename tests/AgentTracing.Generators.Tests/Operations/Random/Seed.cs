using System.Collections.Concurrent;
using System.Globalization;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>
/// The seed of a random test. It is the same in every run, so that a failure is caused by the change under test.
/// <c>AGENTTRACING_PROGRAMS</c> creates new programs, and <c>AGENTTRACING_SEED</c> repeats the one that failed.
/// </summary>
internal static class Seed
{
    private const string Variable = "AGENTTRACING_SEED";
    private const string Count = "AGENTTRACING_PROGRAMS";

    private static readonly ConcurrentDictionary<string, int> Used = new(StringComparer.Ordinal);

    public static System.Random Next()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var given) ? given
            : Environment.GetEnvironmentVariable(Count) is null ? NextOf(TestContext.Current.Test?.TestDisplayName ?? "")
            : System.Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Variable}={seed}");
        return new System.Random(seed);
    }

    /// <summary>The next seed of a test, computed from its name and the number of seeds it has used.</summary>
    private static int NextOf(string test)
        => test.Aggregate(Used.AddOrUpdate(test, 1, static (_, used) => used + 1), static (hash, character) => unchecked((hash * 31) + character)) & int.MaxValue;

    /// <summary>The number of programs for a test: a few, or the value of <c>AGENTTRACING_PROGRAMS</c>.</summary>
    public static int Programs(int few)
        => int.TryParse(Environment.GetEnvironmentVariable(Count), CultureInfo.InvariantCulture, out var given) ? given : few;

    public static T Pick<T>(this System.Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public static bool Chance(this System.Random random, double probability) => random.NextDouble() < probability;
}
