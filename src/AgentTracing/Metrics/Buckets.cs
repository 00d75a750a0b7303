using System.Diagnostics.Metrics;

namespace AgentTracing;

/// <summary>Bucket boundaries: those of the GenAI conventions, and those of the Prometheus rules for LLM cost.</summary>
internal static class Buckets
{
    internal static readonly InstrumentAdvice<double> Duration = Advice([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]);
    internal static readonly InstrumentAdvice<double> AgentDuration = Advice([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6]);
    internal static readonly InstrumentAdvice<double> RequestDuration = Advice([0.1, 0.5, 1, 2, 5, 10, 30, 60]);
    internal static readonly InstrumentAdvice<double> RunCost = Advice([0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]);
    internal static readonly InstrumentAdvice<long> Tokens = Advice(
        [1L, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864]);

    internal static readonly InstrumentAdvice<long> Calls = Advice([1L, 2, 4, 8, 16, 32, 64, 128]);

    private static InstrumentAdvice<T> Advice<T>(T[] boundaries)
        where T : struct
        => new() { HistogramBucketBoundaries = boundaries };
}
