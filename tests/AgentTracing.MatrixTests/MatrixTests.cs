using AgentTracing.Generators.Interception;
using AgentTracing.Generators.Sdks;

namespace AgentTracing.MatrixTests;

/// <summary>
/// Every call form of the catalogue, in a project for each package: intercepted, compiled, and run against the loopback server.
/// </summary>
public sealed class MatrixTests(Matrix matrix)
{
    /// <summary>
    /// Methods of packages that cannot be restored, of other versions, with only raw bodies, or of in-process models that need weights.
    /// </summary>
    private static readonly string[] Absent =
    [
        "OpenAI.Responses.OpenAIResponseClient.", "OpenAI.Responses.ResponsesClient.CompactResponse", "Azure.AI.OpenAI.OpenAIClient.", "Anthropic.SDK.", "Microsoft.SemanticKernel.Agents.",
        "Microsoft.Agents.AI.AIAgentWithOpenAIExtensions.", "Microsoft.KernelMemory.", "AutoGen.", "LLama.ChatSession.", "LLama.LLamaEmbedder.", "Amazon.", "Google.", "Mscc.", "Mistral.",
    ];

    public static TheoryData<string> Projects => [.. MatrixProject.All.Select(static project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task Every_call_is_intercepted_and_returns_the_same_result(string project)
    {
        var forms = matrix.FormsOf(project);
        Assert.Equal([], forms.Missing);

        var results = await matrix.RunAsync(project);

        Assert.Equal(forms.All.Select(static form => form.Id), results.Select(static result => result.Form));
        Assert.Multiple([.. forms.All.Zip(results, static (form, result) => (Action)(() => AssertTraced(form, result)))]);
    }

    [Fact]
    public void Every_entry_of_the_catalogue_is_called_in_one_of_the_projects()
    {
        HashSet<string> called = [.. MatrixProject.All.SelectMany(project => matrix.FormsOf(project.Name).All).Select(static form => form.Api)];

        string[] others =
        [
            .. Sdk.AllCalls.Where(static api => api.IsTraced && InterceptionRules.Skip(api) is null)
                .SelectMany(static api => api.Methods, static (api, method) => $"{api.Type}.{method}")
                .Where(entry => !called.Contains(entry)),
        ];
        Assert.Equal([], others.Where(static entry => !Absent.Any(root => entry.StartsWith(root, StringComparison.Ordinal))));
        Assert.All(Absent, root => Assert.Contains(others, entry => entry.StartsWith(root, StringComparison.Ordinal)));
    }

    private static void AssertTraced(CallForm form, CallResult result)
    {
        Assert.Equal($"{form.Id} {result.PlainRequests} {result.Plain}", $"{form.Id} {result.Requests} {result.Intercepted}");
        Assert.Equal($"{form.Id} 0", $"{form.Id} {result.PlainSpans}");
        Assert.Contains(form.Operation, result.Operations);
        Assert.Equal(form.Id, string.Join(", ", [form.Id, .. result.Misbilled]));
        if (result.Requests > 0)
            Assert.Equal($"{form.Id} {(TellsNoUsage(form, result) ? 0 : result.Sent)}", $"{form.Id} {result.Told}");
    }

    /// <summary>
    /// Whether the usage is not available: for plain vectors, and for a stream that the client cannot read, because Bedrock frames its
    /// events differently from the loopback server.
    /// </summary>
    private static bool TellsNoUsage(CallForm form, CallResult result)
        => (form.Api.StartsWith("Microsoft.SemanticKernel.", StringComparison.Ordinal) && form.Operation == "embeddings")
            || result.Plain == "stream: ";
}
