using AgentTracing.Generators.Tests.Operations.Random;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Reuse;

/// <summary>
/// The code generated after an edit equals the code generated from scratch, although most files are not parsed again.
/// <c>AGENTTRACING_PROGRAMS</c> is the number of edits, in hundreds.
/// </summary>
public sealed class RandomEditTests
{
    private const int EditsOfProject = 50;

    [Fact]
    public void Edits_generate_what_the_project_generates_from_scratch()
    {
        var random = Seed.Next();
        int same = 0, different = 0;
        for (int project = 0; project < 2 * Seed.Programs(few: 1); project++)
        {
            var edited = new EditedProject(random);
            edited.Start();
            var driver = EditedProject.Driver();
            string before = "";
            for (int edit = 0; edit < EditsOfProject; edit++)
            {
                driver = driver.RunGenerators(edited.Compilation, TestContext.Current.CancellationToken);
                string generated = Text(driver);
                string anew = Text(EditedProject.Driver().RunGenerators(edited.Anew($"Anew{random.Next()}"), TestContext.Current.CancellationToken));
                Assert.True(anew == generated, $"{edited.Last}\n{anew}\n--- instead of ---\n{generated}");
                (same, different) = generated == before ? (same + 1, different) : (same, different + 1);
                before = generated;
                edited.Edit();
            }
        }

        Assert.True(same > 0 && different > 0);
    }

    private static string Text(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Join(
            "\n",
            result.GeneratedSources.Select(static source => $"// {source.HintName}\n{source.SourceText}").Concat(result.Diagnostics.Select(static diagnostic => diagnostic.ToString())));
    }
}
