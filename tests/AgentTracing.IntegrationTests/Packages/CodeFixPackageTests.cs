namespace AgentTracing.IntegrationTests.Packages;

/// <summary>The code fixes of the packed package, applied to a project on disk.</summary>
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

    [Fact]
    public async Task Dotnet_format_shows_the_rounds_and_the_tools_of_pipelines()
    {
        const string Echo = """
            internal sealed class Echo : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "echo")));

                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose()
                {
                }
            }
            """;
        var folder = await packages.CreateProjectAsync(
            "Rounds",
            $$"""
            using AgentTracing;
            using Microsoft.Extensions.AI;

            var options = new ChatOptions { Tools = [AIFunctionFactory.Create(new Weather().GetForecast)] };
            using var chain = new ChatClientBuilder(new Echo()).UseFunctionInvocation().Build();
            using var byHand = new FunctionInvokingChatClient(new Echo());
            Console.WriteLine(await chain.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], options));
            Console.WriteLine(await byHand.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], options));

            public class Weather
            {
                public string GetForecast(string city) => city + ": sunny";
            }

            {{Echo}}
            """,
            items: """<PackageReference Include="Microsoft.Extensions.AI" Version="10.11.0" />""");

        await DotNet.RunAsync(folder, "restore");
        await DotNet.RunAsync(folder, "format", "analyzers", "--no-restore", "--diagnostics", "AGT2008", "AGT1013", "--severity", "info");

        Assert.Equal(
            $$"""
            using AgentTracing;
            using Microsoft.Extensions.AI;

            var options = new ChatOptions { Tools = [AIFunctionFactory.Create(new Weather().GetForecast)] };
            using var chain = new ChatClientBuilder(new Echo()).UseFunctionInvocation().UseAgentTracing().Build();
            using var byHand = new FunctionInvokingChatClient(new Echo().AsBuilder().UseAgentTracing().Build());
            Console.WriteLine(await chain.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], options));
            Console.WriteLine(await byHand.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], options));

            public partial class Weather
            {
                [Tool]
                public partial string GetForecast(string city);

                private string GetForecastCore(string city) => city + ": sunny";
            }

            {{Echo}}
            """,
            await File.ReadAllTextAsync(Path.Combine(folder, "Program.cs")));
        Assert.Contains("echo", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);
    }
}
