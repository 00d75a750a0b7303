using YamlDotNet.RepresentationModel;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>The files of <c>samples/Observability</c> in the repository.</summary>
internal static class ObservabilityFiles
{
    /// <summary>The folder <c>samples/Observability</c>.</summary>
    internal static string Folder { get; } = Path.Combine(RepositoryRoot.Folder, "samples", "Observability");

    /// <summary>The path of a file in the folder.</summary>
    internal static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Reads a file of the folder.</summary>
    internal static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The single document of a YAML file.</summary>
    internal static YamlMappingNode ReadYaml(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(file)));
        return Assert.IsType<YamlMappingNode>(Assert.Single(stream.Documents).RootNode);
    }

    internal static string? Text(this YamlNode node, string key) => node.Child(key) is YamlScalarNode scalar ? scalar.Value : null;

    internal static YamlNode? Child(this YamlNode node, string key)
        => node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    internal static IReadOnlyList<YamlNode> Items(this YamlNode? node, string key)
        => node?.Child(key) is YamlSequenceNode sequence ? [.. sequence.Children] : [];
}
