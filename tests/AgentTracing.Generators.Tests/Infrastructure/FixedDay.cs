using System.Runtime.CompilerServices;
using AgentTracing.Generators.Analyzers.Prices;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Sets the same date for all tests, because the models that they name have retirement dates.</summary>
internal static class FixedDay
{
    [ModuleInitializer]
    internal static void Set() => BuildDay.Fixed = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc);
}
