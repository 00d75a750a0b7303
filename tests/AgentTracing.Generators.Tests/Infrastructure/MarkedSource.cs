using System.Text.RegularExpressions;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Source in which <c>{|AGT1001:name|}</c> marks where a diagnostic is expected, without the marks.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<string> Expected)
{
    /// <summary>Takes the marks out, and notes what they expect as <c>AGT1001 name</c>.</summary>
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
