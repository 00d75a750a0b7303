using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>The settings that all back ends share.</summary>
public abstract class BackendOptions
{
    private protected BackendOptions()
    {
    }

    /// <summary>Whether anything is sent. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Which spans are sent. Default: those of AgentTracing, those with an attribute of the GenAI conventions, and those of sources of
    /// known LLM SDKs, but not requests and database calls.
    /// </summary>
    public Func<Activity, bool> Filter { get; set; } = GenAISpans.Include;

    /// <summary>
    /// The maximum time to send one batch, retries included; then it is dropped. Default: 10 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of spans in a batch, at most the queue's 2,048. Default: 512.</summary>
    public int MaxBatchSize { get; set; } = 512;

    /// <summary>The maximum time that a span waits for others. Default: 5 seconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Additional headers of every request.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the handler of HTTP requests, for proxies, certificates and tests. Default: .NET's handler.</summary>
    public Func<HttpMessageHandler>? HttpMessageHandlerFactory { get; set; }

    /// <summary>Name of the back end in messages.</summary>
    internal abstract string Name { get; }

    /// <summary>Advice for the case that the back end refuses the key.</summary>
    internal abstract string KeyAdvice { get; }
}
