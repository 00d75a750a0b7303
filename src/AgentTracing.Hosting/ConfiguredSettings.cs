using Microsoft.Extensions.Configuration;

namespace AgentTracing.Hosting;

/// <summary>The settings in the host's configuration.</summary>
internal sealed class ConfiguredSettings(IConfigurationSection section)
{
    /// <summary>Where they stand: names and values as those of <see cref="AgentTracingOptions"/>.</summary>
    internal const string Section = "AgentTracing";

    private static readonly HashSet<string> Names =
        new(typeof(AgentTracingOptions).GetProperties().Select(static property => property.Name), StringComparer.OrdinalIgnoreCase);

    private readonly List<string> _faults = [];

    /// <summary>What could not be read, a sentence each.</summary>
    internal IReadOnlyList<string> Faults => _faults;

    /// <summary>Changes the settings that the configuration names. One that cannot be read leaves the others: settings of telemetry never stop an application.</summary>
    internal void ApplyTo(AgentTracingOptions options)
    {
        _faults.Clear();
        foreach (var setting in section.GetChildren())
        {
            if (!Names.Contains(setting.Key))
            {
                _faults.Add($"'{setting.Path}' is no setting. Known: {string.Join(", ", Names.Order(StringComparer.Ordinal))}.");
                continue;
            }

            try
            {
                Alone(setting).Bind(options);
            }
            catch (InvalidOperationException exception)
            {
                _faults.Add($"'{setting.Path}' is left out: {exception.InnerException?.Message ?? exception.Message}");
            }
        }
    }

    /// <summary>A configuration that holds one setting and nothing else.</summary>
    private IConfiguration Alone(IConfigurationSection setting) => new ConfigurationBuilder()
        .AddInMemoryCollection(setting.AsEnumerable().Select(pair => KeyValuePair.Create(pair.Key[(section.Path.Length + 1)..], pair.Value)))
        .Build();
}
