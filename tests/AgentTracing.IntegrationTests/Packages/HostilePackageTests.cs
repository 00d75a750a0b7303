namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Projects with unusual code that could break generated code, built from the packages with the current SDK.</summary>
public sealed class HostilePackageTests(PackedPackages packages)
{
    private const string Sdk = """<PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="10.11.0" />""";

    private const string Interception = "<AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls><AgentTracingInterceptionSummary>true</AgentTracingInterceptionSummary>";

    private const string Echo = """

        internal sealed class Echo : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => Task.FromResult(new ChatResponse(messages.Last()));

            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                => throw new NotSupportedException();

            public object? GetService(Type serviceType, object? serviceKey = null) => null;

            public void Dispose()
            {
            }
        }
        """;

    private const string Listener = """
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AgentTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = static span => Console.WriteLine($"span {span.DisplayName}"),
        };
        ActivitySource.AddActivityListener(listener);
        """;

    [Fact]
    public async Task Calls_of_a_component_are_reported_at_their_position_in_its_code_block()
    {
        const string Razor = """
            @namespace Shop
            @inject IChatClient Client
            <p>@_answer</p>

            @code {
                private string? _answer;

                public async Task HereAsync() => _answer = (await Client.GetResponseAsync("here")).Text;
            }
            """;
        var folder = await packages.CreateProjectAsync(
            "Components",
            $$"""
            using System.Diagnostics;
            using System.Reflection;
            using AgentTracing;
            using Microsoft.Extensions.AI;
            using Shop;

            {{Listener}}
            var chat = new Chat();
            typeof(Chat).GetProperty("Client", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(chat, new Echo());
            await chat.HereAsync();
            Console.WriteLine(await chat.BehindAsync());
            {{Echo}}
            """,
            Interception + "<TreatWarningsAsErrors>false</TreatWarningsAsErrors>",
            Sdk,
            sdk: "Microsoft.NET.Sdk.Web");
        await WriteAsync(folder, "_Imports.razor", "@using Microsoft.Extensions.AI\n@using AgentTracing\n");
        await WriteAsync(folder, "Chat.razor", Razor);
        await WriteAsync(folder, "Chat.razor.cs", """
            using AgentTracing;
            using Microsoft.Extensions.AI;

            namespace Shop;

            public partial class Chat
            {
                [Tool] public partial Task<string> BehindAsync();
                private async Task<string> BehindCoreAsync() => (await Client.GetResponseAsync("behind")).Text;
            }
            """);

        var output = await DotNet.RunAsync(folder, "build");
        Assert.Contains("AgentTracing: 1 skipped because it is in a Razor file, which generators do not see: Chat.razor(8,62)", output, StringComparison.Ordinal);
        Assert.Contains("AgentTracing: 1 skipped because it uses a declaration of a Razor file, which generators do not see: Chat.razor.cs(9,67)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_generated_has_no_warning_in_the_strictest_project_and_binds_to_none_of_its_extensions()
    {
        var folder = await packages.CreateProjectAsync(
            "Strict",
            $$"""
            using System;
            using System.Collections.Generic;
            using System.Diagnostics;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            using AgentTracing;
            using Microsoft.Extensions.AI;
            using Shop;

            [assembly: LlmApi(typeof(ModelExtensions), "AskAsync")]

            {{Listener}}
            IChatClient client = new Echo();
            Console.WriteLine(await client.GetResponseAsync("hi"));
            Console.WriteLine(await new Model().AskAsync("there"));
            Console.WriteLine(Desk.Count(client.Name));
            {{Echo}}

            namespace Shop
            {
                internal sealed class Model;

                internal static class ModelExtensions
                {
                    extension(Model model)
                    {
                        public Task<string> AskAsync(string prompt) => Task.FromResult(prompt + model.GetType().Name);
                    }

                    extension(IChatClient client)
                    {
                        public string Name => client.GetType().Name;
                    }
                }

                internal static partial class Desk
                {
                    [Tool] public static partial int Count(string name);
                    private static int CountCore(string name) => checked(name.Length * 1);
                }
            }

            namespace AgentTracing.Generated
            {
                internal static class Mine
                {
                    extension(IChatClient client)
                    {
                        public Task<ChatResponse> GetResponseAsync(string text, ChatOptions? options, CancellationToken token) => throw new InvalidOperationException(text + client);
                    }

                    extension(AgentTracing.CompilerServices.Operation operation)
                    {
                        public Task<T> Track<T>(Task<T> task, object reader) => throw new InvalidOperationException(reader + "" + operation);
                    }
                }
            }
            """,
            Interception + """
            <LangVersion>14</LangVersion>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
            <ImplicitUsings>disable</ImplicitUsings>
            """,
            Sdk);

        var output = await DotNet.RunAsync(folder, "build");
        Assert.DoesNotContain(".g.cs(", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AGTCFG", output, StringComparison.Ordinal);
        var lines = (await DotNet.RunAsync(folder, "run", "--no-build")).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["hi", "thereModel", "4"], lines.Where(static line => !line.StartsWith("span", StringComparison.Ordinal)));
        Assert.Contains("span chat", lines);
        Assert.Contains("span execute_tool Count", lines);

        (_, output) = await DotNet.TryRunAsync(folder, "build", "--no-restore", "-p:LangVersion=11.0");
        Assert.Contains("warning AGTCFG0004: AgentTracing generates C# 12, and this project sets LangVersion to 11.0", output, StringComparison.Ordinal);
    }

    private static Task WriteAsync(string folder, string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
}
