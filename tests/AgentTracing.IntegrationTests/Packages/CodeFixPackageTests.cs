namespace AgentTracing.IntegrationTests.Packages;

/// <summary>The code fixes as they come out of the package, on a project on disk.</summary>
public sealed class CodeFixPackageTests(PackedPackages packages)
{
    [Fact]
    public async Task Dotnet_format_makes_annotated_methods_partial()
    {
        var folder = await packages.CreateProjectAsync("Format", """
            using AgentTracing;

            Console.WriteLine(await new Greeters.Greeter().GreetAsync("Ada"));

            internal sealed class Greeters
            {
                internal sealed class Greeter
                {
                    /// <summary>Greets one.</summary>
                    [Agent("greeter")]
                    public async Task<string> GreetAsync(string name, CancellationToken cancellationToken = default)
                    {
                        // Politely.
                        await Task.Delay(1, cancellationToken);
                        return Shout($"Hello {name}");
                    }

                    [Tool] private string Shout(string text) => text.ToUpperInvariant();
                }
            }
            """);
        var (exitCode, before) = await DotNet.TryRunAsync(folder, "build");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGT1001: [Agent] has no effect on 'GreetAsync'", before, StringComparison.Ordinal);
        Assert.Contains("docs/rules/AGT1001.md", before, StringComparison.Ordinal);

        await DotNet.RunAsync(folder, "format", "analyzers", "--diagnostics", "AGT1001", "--severity", "info");

        Assert.Equal("""
            using AgentTracing;

            Console.WriteLine(await new Greeters.Greeter().GreetAsync("Ada"));

            internal sealed partial class Greeters
            {
                internal sealed partial class Greeter
                {
                    /// <summary>Greets one.</summary>
                    [Agent("greeter")]
                    public partial Task<string> GreetAsync(string name, CancellationToken cancellationToken = default);

                    private async Task<string> GreetCoreAsync(string name, CancellationToken cancellationToken)
                    {
                        // Politely.
                        await Task.Delay(1, cancellationToken);
                        return Shout($"Hello {name}");
                    }

                    [Tool] private partial string Shout(string text);

                    private string ShoutCore(string text) => text.ToUpperInvariant();
                }
            }
            """, await File.ReadAllTextAsync(Path.Combine(folder, "Program.cs")));
        Assert.Contains("HELLO ADA", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);
    }
}
