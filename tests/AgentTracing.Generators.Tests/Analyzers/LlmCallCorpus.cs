using System.Text.RegularExpressions;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>
/// Files full of LLM calls, each labelled: <c>{|AGT2001:CompleteChatAsync|}</c> is to be reported, <c>{|ok:CompleteChatAsync|}</c> is not. They
/// compile against the real SDKs, or against stubs of those that do not restore.
/// </summary>
internal static partial class LlmCallCorpus
{
    private static readonly string Folder = Path.Combine(TestPaths.Repository, "tests", "AgentTracing.Generators.Tests", "Analyzers", "Corpus");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>A file whose only marks are those of what is to be reported.</summary>
    public static string Read(string file) => Silent().Replace(ReadAll(file), "${text}");

    /// <summary>Without any marks.</summary>
    public static string ReadPlain(string file) => MarkedSource.Parse(Read(file)).Text;

    /// <summary>How many calls are labelled, and how many of them are to be reported.</summary>
    public static (int Labelled, int Reported) Count()
        => (Files.Sum(file => Silent().Count(ReadAll(file)) + MarkedSource.Parse(Read(file)).Expected.Count), Files.Sum(file => MarkedSource.Parse(Read(file)).Expected.Count));

    private static string ReadAll(string file) => File.ReadAllText(Path.Combine(Folder, file + ".txt"));

    [GeneratedRegex(@"\{\|ok:(?<text>\w+)\|\}")]
    private static partial Regex Silent();
}
