using System.Diagnostics;
using System.Linq.Expressions;
using LLama;
using LLama.Abstractions;
using LLama.Native;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Microsoft.Extensions.VectorData;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Data;

#pragma warning disable SKEXP0001, SKEXP0010, MEVD9001, MEVD9000, CS0618 // Experimental searches, and the search without a record

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Calls that are neither model calls nor agent runs: searches, workflows, evaluations, functions of kernels; and models that run in the
/// process.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class CatalogueTests
{
    private const string Gpt = "gpt-4o-mini";

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    public static TheoryData<string> Searches => ["collection", "interface", "hybrid"];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task A_search_in_a_vector_store_is_a_retrieval(string form)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync();
        var hotels = new Hotels();

        var found = form switch
        {
            "collection" => await hotels.SearchAsync("sea view", 2, cancellationToken: Cancellation).ToListAsync(Cancellation),
            "interface" => await ((IVectorSearchable<Hotel>)hotels).SearchAsync("sea view", top: 2, cancellationToken: Cancellation).ToListAsync(Cancellation),
            _ => await ((IKeywordHybridSearchable<Hotel>)hotels).HybridSearchAsync("sea view", ["sea"], 2, cancellationToken: Cancellation).ToListAsync(Cancellation),
        };

        Assert.Equal(["h1", "h2"], found.Select(result => result.Record.Key));
        var span = run.Span;
        Assert.Equal("retrieval hotels", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("hotels", span.GetTagItem("gen_ai.data_source.id"));
        Assert.Equal(2L, Convert.ToInt64(span.GetTagItem("gen_ai.retrieval.top_k"), null));
        Assert.Equal("sea view", span.GetTagItem("gen_ai.retrieval.query.text"));
        Assert.Equal(
            """[{"id":"h1","score":0.9,"content":"By the sea"},{"id":"h2","score":0.5,"content":"On a hill"}]""",
            span.GetTagItem("gen_ai.retrieval.documents"));
    }

    [Fact]
    public async Task A_search_by_vector_records_no_query_and_without_content_no_documents()
    {
        await using var run = await RecordedRun.StartAsync();

        await new Hotels().SearchAsync(new ReadOnlyMemory<float>([1, 2]), 1, cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal("retrieval hotels", run.Span.DisplayName);
        Assert.Equal(1L, Convert.ToInt64(run.Span.GetTagItem("gen_ai.retrieval.top_k"), null));
        Assert.DoesNotContain(run.Span.TagObjects, static tag => tag.Key is "gen_ai.retrieval.query.text" or "gen_ai.retrieval.documents" or "input.value");
    }

    public static TheoryData<string, string> TextSearches => new()
    {
        { "text", """[{"content":"first"},{"content":"second"}]""" },
        { "results", """[{"id":"http://one","content":"first"},{"id":"http://two","content":"second"}]""" },
    };

    [Theory]
    [MemberData(nameof(TextSearches))]
    public async Task A_search_for_text_is_a_retrieval_to_the_end_of_its_results(string form, string documents)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync();
        ITextSearch search = new Library();

        var texts = form == "text"
            ? await (await search.SearchAsync("books", new TextSearchOptions { Top = 2 }, Cancellation)).Results.ToListAsync(Cancellation)
            : await (await search.GetTextSearchResultsAsync("books", new TextSearchOptions { Top = 2 }, Cancellation)).Results.Select(static result => result.Value).ToListAsync(Cancellation);

        Assert.Equal(["first", "second"], texts);
        Assert.Equal("retrieval Library", run.Span.DisplayName);
        Assert.Equal(2L, Convert.ToInt64(run.Span.GetTagItem("gen_ai.retrieval.top_k"), null));
        Assert.Equal("books", run.Span.GetTagItem("gen_ai.retrieval.query.text"));
        Assert.Equal(documents, run.Span.GetTagItem("gen_ai.retrieval.documents"));
    }

    public static TheoryData<string> Prompts => ["function", "names", "typed", "own", "stream", "own stream"];

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_function_made_from_a_prompt_is_one_call(string form)
    {
        await using var run = await RecordedRun.StartAsync();
        var kernel = KernelOf(run.Server);
        var function = kernel.CreateFunctionFromPrompt("hi {{$who}}", functionName: "greet");
        kernel.Plugins.AddFromFunctions("people", [function]);
        KernelArguments arguments = new() { ["who"] = "you" };

        var text = form switch
        {
            "function" => (await kernel.InvokeAsync(function, arguments, Cancellation)).ToString(),
            "names" => (await kernel.InvokeAsync("people", "greet", arguments, Cancellation)).ToString(),
            "typed" => await kernel.InvokeAsync<string>(function, arguments, Cancellation),
            "own" => (await function.InvokeAsync(kernel, arguments, Cancellation)).ToString(),
            "stream" => string.Concat(await kernel.InvokeStreamingAsync(function, arguments, Cancellation).ToListAsync(Cancellation)),
            _ => string.Concat(await function.InvokeStreamingAsync(kernel, arguments, Cancellation).ToListAsync(Cancellation)),
        };

        Assert.Equal("Hello", text);
        Assert.Single(run.Server.Log.Requests);
        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal("openai", run.Span.GetTagItem("gen_ai.provider.name"));
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_function_made_from_a_method_is_no_call()
    {
        await using var run = await RecordedRun.StartAsync();
        var kernel = KernelOf(run.Server);
        var function = KernelFunctionFactory.CreateFromMethod(static () => 42, "answer");
        kernel.Plugins.AddFromFunctions("numbers", [function]);

        Assert.Equal(42, await kernel.InvokeAsync<int>(function, cancellationToken: Cancellation));
        Assert.Equal(42, (await kernel.InvokeAsync("numbers", "answer", cancellationToken: Cancellation)).GetValue<int>());
        Assert.Equal(42, (await function.InvokeAsync(kernel, cancellationToken: Cancellation)).GetValue<int>());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => kernel.InvokeAsync("numbers", "none", cancellationToken: Cancellation));

        Assert.Empty(run.Spans);
    }

    [Fact]
    public async Task A_workflow_is_a_span_with_the_sum_of_its_agents()
    {
        await using var run = await RecordedRun.StartAsync();
        using var client = TracedClients.Chat(run.Server, Gpt);
        AIAgent first = new ChatClientAgent(client, name: "first");
        AIAgent second = new ChatClientAgent(client, name: "second");
        var workflow = AgentWorkflowBuilder.BuildSequential("pipeline", first, second);

        await using var done = await InProcessExecution.RunAsync(workflow, new List<ChatMessage> { new(ChatRole.User, "hi") }, cancellationToken: Cancellation);
        await done.GetStatusAsync(Cancellation);

        var span = Assert.Single(run.Spans, static span => span.DisplayName.StartsWith("invoke_workflow", StringComparison.Ordinal));
        Assert.Equal("invoke_workflow pipeline", span.DisplayName);
        var (input, output) = run.Sent;
        Assert.Equal(2, run.Server.Log.Requests.Count);
        Assert.Equal(input, span.GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(output, span.GetTagItem("agent_tracing.rollup.output_tokens"));
        Assert.Equal(2L, span.GetTagItem("agent_tracing.rollup.llm_calls"));
        run.AssertCountedOnce();
    }

    [Fact]
    public async Task An_evaluation_is_a_span_with_a_score_a_metric_and_the_judges_calls_inside()
    {
        await using var run = await RecordedRun.StartAsync();
        using var judge = TracedClients.Chat(run.Server, Gpt);
        IEvaluator evaluator = new Coherence();
        EvaluationResult result;

        using (AgentTrace.StartAgent("judged"))
            result = await evaluator.EvaluateAsync("What?", "That.", new ChatConfiguration(judge), cancellationToken: Cancellation);

        Assert.Equal(5, result.Get<NumericMetric>("Coherence").Value);
        Assert.Equal([$"chat {Gpt}", "Coherence", "invoke_agent judged"], run.Spans.Select(static span => span.DisplayName));
        var scores = run.Spans[2].Events.Where(static e => e.Name == "gen_ai.evaluation.result").Select(static e => e.Tags.ToDictionary()).ToList();
        Assert.Equal(["Coherence", "Fluency"], scores.Select(static score => score["gen_ai.evaluation.name"]));
        Assert.Equal(5.0, scores[0]["gen_ai.evaluation.score.value"]);
        Assert.False(scores[1].ContainsKey("gen_ai.evaluation.score.value"));
        Assert.Equal(run.Sent.Input, run.Spans[2].GetTagItem("agent_tracing.rollup.input_tokens"));
        run.AssertCountedOnce(run.Spans[0]);
    }

    [Fact]
    public async Task A_model_in_the_process_is_a_call_without_usage()
    {
        await using var run = await RecordedRun.StartAsync();
        ILLamaExecutor executor = new Echo();

        Assert.Equal(["Hel", "lo"], await executor.InferAsync("hi", token: Cancellation).ToListAsync(Cancellation));

        Assert.Equal("text_completion", run.Span.GetTagItem("gen_ai.operation.name"));
        Assert.Null(run.Span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(0, run.Sum("llm.tokens"));
    }

    private static Kernel KernelOf(LoopbackServer server)
    {
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(Gpt, new Uri(server.BaseAddress, "v1"), "key");
        return builder.Build();
    }

    // Calls inside libraries are not intercepted.
    [NoIntercept]
    private sealed class Coherence : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Coherence", "Fluency"];

        public async ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null, IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
        {
            var answer = await chatConfiguration!.ChatClient.GetResponseAsync(messages, cancellationToken: cancellationToken);
            return new EvaluationResult(new NumericMetric("Coherence", answer.Text.Length), new NumericMetric("Fluency"));
        }
    }

    private sealed class Echo : ILLamaExecutor
    {
        public LLamaContext Context => null!;

        public bool IsMultiModal => false;

        public MtmdWeights? ClipModel => null;

        public List<SafeMtmdEmbed> Embeds { get; } = [];

        public async IAsyncEnumerable<string> InferAsync(string text, IInferenceParams? inferenceParams = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            await Task.Yield();
            yield return "Hel";
            yield return "lo";
        }
    }

    private sealed class Library : ITextSearch
    {
        public Task<KernelSearchResults<string>> SearchAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<string>(new[] { "first", "second" }.ToAsyncEnumerable()));

        public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<TextSearchResult>(
                new TextSearchResult[] { new("first") { Link = "http://one" }, new("second") { Link = "http://two" } }.ToAsyncEnumerable()));

        public Task<KernelSearchResults<object>> GetSearchResultsAsync(string query, TextSearchOptions? searchOptions = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new KernelSearchResults<object>(new object[] { "first" }.ToAsyncEnumerable()));
    }

    public sealed record Hotel(string Key, string Text);

    internal sealed class Hotels : VectorStoreCollection<string, Hotel>, IKeywordHybridSearchable<Hotel>
    {
        public override string Name => "hotels";

        public override IAsyncEnumerable<VectorSearchResult<Hotel>> SearchAsync<TInput>(
            TInput searchValue, int top, VectorSearchOptions<Hotel>? options = null, CancellationToken cancellationToken = default)
            => new VectorSearchResult<Hotel>[] { new(new("h1", "By the sea"), 0.9), new(new("h2", "On a hill"), 0.5) }.Take(top).ToAsyncEnumerable();

        public IAsyncEnumerable<VectorSearchResult<Hotel>> HybridSearchAsync<TInput>(
            TInput searchValue, ICollection<string> keywords, int top, HybridSearchOptions<Hotel>? options = null, CancellationToken cancellationToken = default)
            where TInput : notnull
            => SearchAsync(searchValue, top, cancellationToken: cancellationToken);

        public override object? GetService(Type serviceType, object? serviceKey = null)
            => serviceType == typeof(VectorStoreCollectionMetadata) ? new VectorStoreCollectionMetadata { CollectionName = Name } : null;

        public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

        public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task<Hotel?> GetAsync(string key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult<Hotel?>(null);

        public override IAsyncEnumerable<Hotel> GetAsync(
            Expression<Func<Hotel, bool>> filter, int top, FilteredRecordRetrievalOptions<Hotel>? options = null, CancellationToken cancellationToken = default)
            => AsyncEnumerable.Empty<Hotel>();

        public override Task DeleteAsync(string key, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task UpsertAsync(Hotel record, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task UpsertAsync(IEnumerable<Hotel> records, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
