using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting.Tests;

/// <summary>Hosts share the source and the settings of the process, so their tests do not run in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostCollection
{
    public const string Name = "hosts";
}

/// <summary>Records everything that a host exports and logs.</summary>
internal sealed class HostTelemetry : BaseProcessor<Activity>, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>AgentTracing's log messages, with their levels.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public Activity Named(string name) => Assert.Single(Spans, span => span.DisplayName == name);

    public HostTelemetry AddTo(IHostApplicationBuilder builder, Action<TracerProviderBuilder>? more = null)
    {
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddOpenTelemetry().WithTracing(tracing =>
        {
            more?.Invoke(tracing);
            tracing.AddProcessor(this);
        });
        return this;
    }

    public override void OnEnd(Activity data) => _spans.Enqueue(data);

    public ILogger CreateLogger(string categoryName) => categoryName == "AgentTracing" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
