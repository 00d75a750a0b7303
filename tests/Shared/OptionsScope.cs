namespace AgentTracing.Tests.Shared;

/// <summary>Changes the settings of the process for one test.</summary>
internal sealed class OptionsScope : IDisposable
{
    private readonly AgentTracingOptions _before = AgentTracingOptions.Current;

    internal OptionsScope(Action<AgentTracingOptions> configure) => AgentTracingOptions.Configure(configure);

    public void Dispose() => AgentTracingOptions.Restore(_before);
}
