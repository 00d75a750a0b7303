using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>A project that calls a client five times, with additional declarations and references.</summary>
internal static class HostileProject
{
    internal const string Fake = """
        public sealed class Fake : IChatClient
        {
            public static readonly List<string> Asked = new();

            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                Asked.Add(string.Join(";", messages.Select(message => $"{message.Role}:{message.Text}")));
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "ok")) { Usage = new() { InputTokenCount = 3, OutputTokenCount = 2 } });
            }

            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                Asked.Add(string.Join(";", messages.Select(message => $"{message.Role}:{message.Text}")));
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, "ok");
            }

            public object? GetService(Type serviceType, object? serviceKey = null) => null;
            public void Dispose() { }
        }
        """;

    internal const string Run = """
        public static class Program
        {
            public static async Task<object?> Run()
            {
                Fake.Asked.Clear();
                IChatClient client = new Fake();
                await client.GetResponseAsync("one");
                await client.GetResponseAsync(new ChatMessage(ChatRole.User, "two"));
                await client.GetResponseAsync([new ChatMessage(ChatRole.User, "three")]);
                await foreach (var _ in client.GetStreamingResponseAsync("four")) { }
                await foreach (var _ in client.GetStreamingResponseAsync(new ChatMessage(ChatRole.System, "five"))) { }
                return string.Join(",", Fake.Asked);
            }
        }
        """;

    internal static async Task AssertRuns(CSharpCompilation compilation, string? text = null)
    {
        var test = InterceptionTest.Run(compilation);
        Assert.Equal(5, test.Intercepted.Count());
        if (text is not null)
            Assert.Contains(text, test.Files.Single(static file => file.Key.EndsWith(".Interceptors.g.cs", StringComparison.Ordinal)).Value, StringComparison.Ordinal);

        const string Asked = "user:one,user:two,user:three,user:four,system:five";
        var program = test.Load();
        Assert.Equal(Asked, await program.Invoke());
        var (result, spans) = await program.Run();
        Assert.Equal(Asked, result);
        Assert.Equal(Enumerable.Repeat("chat", 5), spans.Select(static span => span.DisplayName));
    }

    internal static CSharpCompilation With(MetadataReference reference, params string[] sources)
        => Create(InterceptionTest.Options with { References = [.. InterceptionTest.Options.References, reference] }, sources);

    internal static CSharpCompilation Create(TestCompilation options, params string[] sources)
        => options.Create([.. sources, "global using System.Linq;\nglobal using Microsoft.Extensions.AI;\n"]);

    internal static MetadataReference Library(string name, string source)
    {
        using var stream = new MemoryStream();
        var result = (InterceptionTest.Options with { AssemblyName = name }).Create(source).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS1591"));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
