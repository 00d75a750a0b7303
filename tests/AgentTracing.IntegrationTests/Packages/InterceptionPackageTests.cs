namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Interception in fresh projects that reference the package and set its properties.</summary>
public sealed class InterceptionPackageTests(PackedPackages packages)
{
    private const string Interception = """
        <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls>
        <AgentTracingInterceptionSummary>true</AgentTracingInterceptionSummary>
        """;

    private const string Sdk = """<PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="10.11.0" />""";

    [Fact]
    public async Task A_build_says_what_it_intercepts_and_what_not()
    {
        var folder = await packages.CreateProjectAsync(
            "Summary",
            """
            using Microsoft.Extensions.AI;

            Console.WriteLine(await new Echo().GetResponseAsync("hi"));

            internal sealed class Echo : IChatClient
            {
                public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => Task.FromResult(new ChatResponse(messages.Last()));

                public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => throw new NotSupportedException();

                public static Task Typed<T>(T client) where T : IChatClient => client.GetResponseAsync("hi");

                public object? GetService(Type serviceType, object? serviceKey = null) => null;

                public void Dispose()
                {
                }
            }
            """,
            Interception,
            Sdk);
        string[] summary =
        [
            "AgentTracing: 1 of 2 LLM calls intercepted, 1 skipped",
            "AgentTracing: 1 skipped because its receiver is of a type parameter: Program.cs(13,75)",
        ];

        Assert.Equal(summary, SummaryOf(await DotNet.RunAsync(folder, "build")));
        Assert.Equal(summary, SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore")));
        Assert.Empty(SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore", "-p:AgentTracingInterceptionSummary=false")));
        Assert.Equal(
            [
                "AgentTracing: 0 of 2 LLM calls intercepted, 2 skipped",
                "AgentTracing: 2 skipped because AgentTracingInterceptMicrosoftExtensionsAI is false: Program.cs(3,36), Program.cs(13,75)",
            ],
            SummaryOf(await DotNet.RunAsync(folder, "build", "--no-restore", "-p:AgentTracingInterceptMicrosoftExtensionsAI=false", "-p:TreatWarningsAsErrors=false")));
    }

    private static IEnumerable<string> SummaryOf(string output)
        => output.Split(Environment.NewLine).Select(static line => line.Trim()).Where(static line => line.StartsWith("AgentTracing: ", StringComparison.Ordinal));
}
