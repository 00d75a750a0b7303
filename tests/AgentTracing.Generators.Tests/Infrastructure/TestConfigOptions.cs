using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>The options that analyzers get from MSBuild, and those from an <c>.editorconfig</c> for every file.</summary>
internal sealed class TestConfigOptions(Dictionary<string, string> properties, TestEditorConfig? editorConfig = null) : AnalyzerConfigOptionsProvider
{
    /// <summary>MSBuild properties; for duplicate names, the last one is used.</summary>
    public static TestConfigOptions Of((string Name, string Value)[] properties, TestEditorConfig? editorConfig = null)
        => new(
            properties.GroupBy(static property => property.Name).ToDictionary(static group => "build_property." + group.Key, static group => group.Last().Value),
            editorConfig);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree)
        => editorConfig is null ? GlobalOptions : new Options(editorConfig.OptionsOf(tree.FilePath));

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(IReadOnlyDictionary<string, string> properties) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => properties.TryGetValue(key, out value);
    }
}
