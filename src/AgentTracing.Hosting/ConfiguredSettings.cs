using Microsoft.Extensions.Configuration;

namespace AgentTracing.Hosting;

/// <summary>The settings in the host's configuration.</summary>
internal sealed class ConfiguredSettings(IConfigurationSection section)
{
    /// <summary>Their section; names and values are those of <see cref="AgentTracingOptions"/>.</summary>
    internal const string Section = "AgentTracing";

    private static readonly HashSet<string> Names =
        new(typeof(AgentTracingOptions).GetProperties().Select(static property => property.Name), StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _faults = [];

    /// <summary>The values that could not be parsed, one sentence each.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>
    /// Applies the settings in the configuration. Values that cannot be parsed are skipped: telemetry settings never stop an application.
    /// </summary>
    internal void ApplyTo(AgentTracingOptions options)
    {
        _faults.Clear();
        foreach (var setting in section.GetChildren())
        {
            if (!Names.Contains(setting.Key))
            {
                _faults.Add($"'{setting.Path}' is not a setting. Known settings: {string.Join(", ", Names.Order(StringComparer.Ordinal))}.");
                continue;
            }

            try
            {
                Alone(setting).Bind(options);
            }
            catch (InvalidOperationException exception)
            {
                _faults.Add($"'{setting.Path}' is ignored: {exception.InnerException?.Message ?? exception.Message}");
            }
        }
    }

    /// <summary>A configuration with only one setting.</summary>
    private IConfiguration Alone(IConfigurationSection setting) => new ConfigurationBuilder()
        .AddInMemoryCollection(setting.AsEnumerable().Select(pair => KeyValuePair.Create(pair.Key[(section.Path.Length + 1)..], pair.Value)))
        .Build();
}
