using System.Text.RegularExpressions;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>
/// Files with many labelled LLM calls: <c>{|AGT2001:CompleteChatAsync|}</c> must be reported, <c>{|ok:CompleteChatAsync|}</c> must not.
/// They compile against the real SDKs, or against stubs of SDKs that cannot be restored.
/// </summary>
internal static partial class LlmCallCorpus
{
    private static readonly string Folder = Path.Combine(TestPaths.Repository, "tests", "AgentTracing.Generators.Tests", "Analyzers", "Corpus");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>A file that contains only the labels of calls that must be reported.</summary>
    public static string Read(string file) => Silent().Replace(ReadAll(file), "${text}");

    /// <summary>A file without labels.</summary>
    public static string ReadPlain(string file) => MarkedSource.Parse(Read(file)).Text;

    /// <summary>The number of labelled calls, and how many of them must be reported.</summary>
    public static (int Labelled, int Reported) Count()
        => (Files.Sum(file => Silent().Count(ReadAll(file)) + MarkedSource.Parse(Read(file)).Expected.Count), Files.Sum(file => MarkedSource.Parse(Read(file)).Expected.Count));

    private static string ReadAll(string file) => File.ReadAllText(Path.Combine(Folder, file + ".txt"));

    [GeneratedRegex(@"\{\|ok:(?<text>\w+)\|\}")]
    private static partial Regex Silent();
}
