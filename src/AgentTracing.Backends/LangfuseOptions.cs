using System.Text;
using Microsoft.Extensions.Configuration;

namespace AgentTracing.Backends;

/// <summary>
/// Settings of the export of spans and scores to Langfuse. Each setting is read from the configuration or the environment, with the name in
/// Langfuse's SDKs; settings in code take precedence.
/// </summary>
public sealed class LangfuseOptions : BackendOptions
{
    internal static readonly Uri Cloud = new("https://cloud.langfuse.com");

    /// <summary>Public key of the project, <c>LANGFUSE_PUBLIC_KEY</c>.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Secret key of the project, <c>LANGFUSE_SECRET_KEY</c>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Address of Langfuse, <c>LANGFUSE_BASE_URL</c> (or <c>LANGFUSE_HOST</c>). Default: its cloud in Europe; that in the United States is
    /// https://us.cloud.langfuse.com. A key is valid for one of them only.
    /// </summary>
    public Uri BaseUrl { get; set; } = Cloud;

    /// <summary>Default environment of spans and scores, <c>LANGFUSE_TRACING_ENVIRONMENT</c>: up to 40 of a-z, 0-9, - and _.</summary>
    public string? Environment { get; set; }

    /// <summary>Release of the application, <c>LANGFUSE_RELEASE</c>.</summary>
    public string? Release { get; set; }

    internal override string Name => "Langfuse";

    internal override string KeyAdvice => "Set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY, or the options of AddLangfuse, to the keys of one project, and the base URL to the region of the project";

    internal string Authorization => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{PublicKey}:{SecretKey}"));

    internal static LangfuseOptions From(IConfiguration? configuration)
    {
        var settings = new Settings(configuration);
        var options = new LangfuseOptions
        {
            PublicKey = settings.Text("LANGFUSE_PUBLIC_KEY"),
            SecretKey = settings.Text("LANGFUSE_SECRET_KEY"),
            BaseUrl = settings.Url("LANGFUSE_BASE_URL") ?? settings.Url("LANGFUSE_HOST") ?? Cloud,
            Environment = settings.Text("LANGFUSE_TRACING_ENVIRONMENT"),
            Release = settings.Text("LANGFUSE_RELEASE"),
        };
        options.Enabled = settings.Flag("LANGFUSE_TRACING_ENABLED") ?? true;
        options.Timeout = settings.Seconds("LANGFUSE_TIMEOUT") ?? options.Timeout;
        options.MaxBatchSize = settings.Count("LANGFUSE_FLUSH_AT") ?? options.MaxBatchSize;
        options.FlushInterval = settings.Seconds("LANGFUSE_FLUSH_INTERVAL") ?? options.FlushInterval;
        return options;
    }
}
