using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentTracing.Tests;

/// <summary>A logger factory that records all log messages.</summary>
internal sealed class RecordingLogger : ILoggerFactory, ILogger
{
    /// <summary>The records, in order.</summary>
    public List<LogRecord> Records { get; } = [];

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var tags = Assert.IsAssignableFrom<IEnumerable<KeyValuePair<string, object?>>>(state).ToDictionary();
        var text = $"{formatter(state, exception)} {string.Join(' ', tags.Select(static tag => $"{tag.Key}={tag.Value}"))}";
        Records.Add(new LogRecord(eventId, Activity.Current?.SpanId ?? default, tags, text, exception));
    }

    public void Dispose()
    {
    }
}

/// <summary>A log record.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Span">The current span.</param>
/// <param name="State">The attributes.</param>
/// <param name="Text">The message, and each attribute as <c>key=value</c>.</param>
/// <param name="Exception">The exception.</param>
internal sealed record LogRecord(EventId Id, ActivitySpanId Span, Dictionary<string, object?> State, string Text, Exception? Exception);
