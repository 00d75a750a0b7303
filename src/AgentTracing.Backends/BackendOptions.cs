using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>What the back ends have in common.</summary>
public abstract class BackendOptions
{
    private protected BackendOptions()
    {
    }

    /// <summary>Whether anything is sent. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Which spans are sent. Default: those of AgentTracing, those with an attribute of the GenAI conventions, and those of sources known to be
    /// LLM SDKs; requests and database calls stay out.
    /// </summary>
    public Func<Activity, bool> Filter { get; set; } = GenAISpans.Include;

    /// <summary>
    /// How long one batch may take on its way, retries included; then it is dropped. Default: 10 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many spans a batch has at most, up to the 2,048 that can wait. Default: 512.</summary>
    public int MaxBatchSize { get; set; } = 512;

    /// <summary>How long a span waits for others at most. Default: 5 seconds.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Headers of every request beside those that the back end wants.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the handler of HTTP requests: for proxies, certificates and tests. Default: that of .NET.</summary>
    public Func<HttpMessageHandler>? HttpMessageHandlerFactory { get; set; }

    /// <summary>Name of the back end, as messages about its faults have it.</summary>
    internal abstract string Name { get; }

    /// <summary>What to look at where the back end refuses the key.</summary>
    internal abstract string KeyAdvice { get; }
}
