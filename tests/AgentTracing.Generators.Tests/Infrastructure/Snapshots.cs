using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>
/// Compares generated files with the snapshots beside the test, which are named as in Verify.SourceGenerators:
/// <c>TestClass.TestMethod#HintName.verified.cs</c>. A difference writes <c>.received.cs</c> and fails the test. Set
/// <c>AGENTTRACING_UPDATE_SNAPSHOTS=1</c> to accept all differences.
/// </summary>
internal static partial class Snapshots
{
    private const string Verified = ".verified.cs";
    private const string Received = ".received.cs";

    private static readonly bool Accept = Environment.GetEnvironmentVariable("AGENTTRACING_UPDATE_SNAPSHOTS") == "1";

    /// <summary>Compares all files that a test generated. Also fails if a snapshot is no longer generated.</summary>
    public static void Compare(IReadOnlyDictionary<string, string> files, [CallerMemberName] string test = "", [CallerFilePath] string path = "")
    {
        path = TestPaths.OnDisk(path);
        var folder = Path.GetDirectoryName(path)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(path)}.{test}#";
        HashSet<string> expected = [.. Directory.EnumerateFiles(folder, prefix + "*" + Verified).Select(Path.GetFileName).OfType<string>()];

        foreach ((var hintName, var text) in files)
        {
            var name = prefix + Path.GetFileNameWithoutExtension(hintName);
            expected.Remove(name + Verified);
            Compare(Path.Combine(folder, name), WithoutVersion(text));
        }

        if (Accept)
            expected.ToList().ForEach(name => File.Delete(Path.Combine(folder, name)));
        else
            Assert.Empty(expected);
    }

    private static void Compare(string file, string received)
    {
        var verified = File.Exists(file + Verified) ? File.ReadAllText(file + Verified) : "";
        if (verified == received)
        {
            File.Delete(file + Received);
            return;
        }

        if (Accept)
        {
            File.WriteAllText(file + Verified, received);
            return;
        }

        File.WriteAllText(file + Received, received);
        Assert.Fail($"{Path.GetFileName(file)} differs from its snapshot:\n{Diff(verified, received)}");
    }

    private static string Diff(string verified, string received)
    {
        var text = new StringBuilder();
        foreach (DiffPiece line in InlineDiffBuilder.Diff(verified, received).Lines)
        {
            var mark = line.Type switch
            {
                ChangeType.Inserted => '+',
                ChangeType.Deleted => '-',
                _ => ' ',
            };
            text.Append(mark).Append(' ').Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    private static string WithoutVersion(string text) => ToolVersion().Replace(text, """("AgentTracing.Generators", "{version}")""");

    [GeneratedRegex("""\("AgentTracing\.Generators", "[\d.]+"\)""")]
    private static partial Regex ToolVersion();
}
