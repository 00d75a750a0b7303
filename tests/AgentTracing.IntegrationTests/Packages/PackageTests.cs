using System.IO.Compression;

namespace AgentTracing.IntegrationTests.Packages;

public sealed class PackageTests(PackedPackages packages)
{
    [Fact]
    public async Task A_fresh_project_with_one_package_builds_without_warnings_and_prints_its_spans()
    {
        var folder = await packages.CreateProjectAsync("Fresh", """
            using System.Diagnostics;
            using AgentTracing;

            Console.WriteLine($"idle: {await new Greeter().GreetAsync("idle")} {AgentTelemetry.IsEnabled}");

            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Console.WriteLine($"{span.DisplayName} < {span.Parent?.DisplayName} {string.Join(' ', span.TagObjects)}"),
            };
            ActivitySource.AddActivityListener(listener);
            Console.WriteLine(await new Greeter().GreetAsync("Ada"));

            /// <summary>Greets.</summary>
            public partial class Greeter
            {
                /// <summary>Greets one.</summary>
                [Agent("greeter", Version = "2")]
                public partial Task<string> GreetAsync([TraceTag("greeted")] string name, CancellationToken cancellationToken = default);

                private async Task<string> GreetCoreAsync(string name, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    return Shout(await AskAsync(name));
                }

                [Tool]
                private partial string Shout(string text);

                private string ShoutCore(string text) => text.ToUpperInvariant();

                [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
                private partial ValueTask<Answer> AskAsync(string name);

                private ValueTask<Answer> AskCoreAsync(string name) => new(new Answer($"Hello {name}", new Usage(1000, 100)));

                private string Shout(Answer answer) => Shout(answer.Text);
            }

            public sealed record Answer(string Text, Usage Usage);

            public sealed record Usage(int InputTokens, int OutputTokens);
            """, "<GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>CS1591</NoWarn>");

        var output = await DotNet.RunAsync(folder, "run");

        Assert.Contains("idle: HELLO IDLE False", output, StringComparison.Ordinal);
        Assert.Contains("HELLO ADA", output, StringComparison.Ordinal);
        Assert.Contains("execute_tool Shout < invoke_agent greeter", output, StringComparison.Ordinal);
        Assert.Contains("chat gpt-4o-mini < invoke_agent greeter", output, StringComparison.Ordinal);
        Assert.Contains("[gen_ai.usage.input_tokens, 1000]", output, StringComparison.Ordinal);
        Assert.Contains("[gen_ai.usage.cost, 0.00021]", output, StringComparison.Ordinal);
        Assert.Contains("[greeted, Ada]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_packages_hold_what_they_should_and_nothing_else()
    {
        await packages.PackAsync();

        Assert.Equal(
            ["README.md", "lib/net8.0/AgentTracing.dll", "lib/net8.0/AgentTracing.xml"],
            await ContentOfAsync("AgentTracing"));
        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/AgentTracing.Generators.CodeFixes.dll",
                "analyzers/dotnet/cs/AgentTracing.Generators.dll",
                "buildTransitive/AgentTracing.Build.globalconfig",
                "buildTransitive/AgentTracing.Generators.props",
                "buildTransitive/AgentTracing.Generators.targets",
                "lib/net8.0/_._",
            ],
            await ContentOfAsync("AgentTracing.Generators"));
        Assert.Equal(
            ["README.md", "lib/net8.0/AgentTracing.Backends.dll", "lib/net8.0/AgentTracing.Backends.xml"],
            await ContentOfAsync("AgentTracing.Backends"));
    }

    [Fact]
    public async Task An_older_compiler_gets_a_clear_error()
    {
        var folder = await packages.CreateProjectAsync("OldCompiler", "return 0;");

        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build", "-p:CompilerApiVersion=roslyn4.8");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGTCFG0001: AgentTracing.Generators needs the C# compiler 4.14 or later", output, StringComparison.Ordinal);
    }

    private async Task<string[]> ContentOfAsync(string package)
    {
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{package}.{packages.Version}.nupkg"));
        return
        [
            .. archive.Entries
                .Select(entry => entry.FullName)
                .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal)
                    && !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal)
                    && name != "[Content_Types].xml")
                .Order(StringComparer.Ordinal),
        ];
    }
}
