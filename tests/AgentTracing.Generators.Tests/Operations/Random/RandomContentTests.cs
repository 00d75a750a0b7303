using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>The code that writes content compiles and is bounded, whatever types operations take and return.</summary>
public sealed partial class RandomContentTests
{
    [Theory]
    [InlineData(12, 6, 60)]
    [InlineData(100, 20, 20)]
    public void Every_graph_of_types_can_be_written(int types, int members, int tools)
    {
        for (var program = 0; program < Seed.Programs(3); program++)
        {
            // The random graph may contain illegal code, so this removes everything that the compiler rejects in the user's own source.
            var options = new TestCompilation { Language = LanguageVersion.CSharp13 };
            var source = Legal(new ContentGrammar(Seed.Next()).Write(types, members, tools), options);

            var operations = source.Split("private static partial ").Length - 1;
            Assert.True(operations > tools / 2, $"{operations} tools of {tools} are legal.");

            var test = GeneratorTest.RunWithoutSnapshot([source], options);

            Assert.DoesNotContain(test.Files.Values, static file => EmptyBody().IsMatch(file));
            Assert.Equal(operations, test.Files.Values.Sum(static file => file.Split("// span: ").Length - 1));
        }
    }

    /// <summary>Matches a writer with an empty body, which would produce invalid JSON.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"\)\s*\{\s*\}")]
    private static partial System.Text.RegularExpressions.Regex EmptyBody();

    private static string Legal(string source, TestCompilation options)
    {
        var lines = source.Split('\n');
        for (var isLegal = false; !isLegal;)
        {
            isLegal = true;
            foreach (var diagnostic in options.Create(string.Join('\n', lines)).GetDiagnostics(TestContext.Current.CancellationToken))
            {
                if (diagnostic.DefaultSeverity != DiagnosticSeverity.Error || diagnostic.Id == "CS8795" || diagnostic.Location.GetLineSpan() is not { Path: "Source0.cs" } span)
                    continue;

                // A tool takes two lines.
                var line = span.StartLinePosition.Line;
                var isCore = lines[line].TrimStart().StartsWith("private static ", StringComparison.Ordinal) && !lines[line].Contains(" partial ", StringComparison.Ordinal);
                Assert.True(lines[line].StartsWith("    ", StringComparison.Ordinal) || lines[line].Length == 0, $"{diagnostic}: {lines[line]}");
                if (lines[line].Contains(" partial ", StringComparison.Ordinal))
                    lines[line + 1] = "";
                if (isCore)
                    lines[line - 1] = "";
                lines[line] = "";
                isLegal = false;
            }
        }

        return string.Join('\n', lines);
    }
}
