using System.Runtime.CompilerServices;
using AgentTracing.Generators.Analyzers.Prices;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>All tests run on one day: the models that they name retire.</summary>
internal static class FixedDay
{
    [ModuleInitializer]
    internal static void Set() => BuildDay.Fixed = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc);
}
