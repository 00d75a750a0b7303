using System.Text.RegularExpressions;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Source code whose marks <c>{|AGT1001:name|}</c> are removed, and the diagnostics expected at the marks.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<string> Expected)
{
    /// <summary>Removes the marks, and returns the expected diagnostics as <c>AGT1001 name</c>.</summary>
    public static MarkedSource Parse(string source)
    {
        List<string> expected = [];
        var text = Mark().Replace(source, mark =>
        {
            expected.Add($"{mark.Groups["id"].Value} {mark.Groups["text"].Value}");
            return mark.Groups["text"].Value;
        });

        return new MarkedSource(text, expected);
    }

    [GeneratedRegex(@"\{\|(?<id>\w+):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
