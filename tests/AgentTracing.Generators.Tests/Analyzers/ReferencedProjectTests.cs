using System.Collections.Immutable;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>
/// In an IDE, a referenced project is a compilation whose symbols have syntax of another compilation. Analyzers and fixes must treat it
/// like a library, as in a build.
/// </summary>
public sealed class ReferencedProjectTests
{
    private const string Pricing = """
        {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens", "providers": {"openai": {"usage": "inclusive"}},
         "models": [{"provider": "openai", "id": "never-named", "prices": [{"rates": {"input": "2", "output": "8"}}]}]}
        """;

    /// <summary>
    /// Referenced by the other projects: factories, constants, base types, registrations, wrappers, and everything else that analyzers
    /// follow into source.
    /// </summary>
    private const string Base = """
        using System.ClientModel;
        using System.Runtime.CompilerServices;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI.Chat;
        using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

        namespace Lib;

        public static class Models
        {
            public static readonly string Main = Prefix + "contoso-9";
            public static readonly string Other = "contoso-10";
            public static string Third { get; } = "contoso-11";
            public static string Fourth => "contoso-12";
            public const string Constant = "contoso-13";
            private const string Prefix = "x-";
        }

        public class Holder
        {
            public readonly string Model = "contoso-14";
            public string Property { get; } = "contoso-15";
            public IChatClient Chat { get; set; } = Clients.Create("k");
            public IChatClient Field = Clients.Traced("k");
            public virtual IChatClient Virtual => Clients.Traced("k");
        }

        public record Injected(IChatClient Chat);

        public static class Clients
        {
            public static IChatClient Create(string key) => Wrap(new ChatClient("gpt-4o-mini", key).AsIChatClient());
            public static IChatClient Traced(string key) => new ChatClient("gpt-4o-mini", key).AsIChatClient().AsBuilder().UseOpenTelemetry().Build();
            public static ChatClientBuilder UseHouse(this ChatClientBuilder builder) => builder.UseOpenTelemetry();
            public static IServiceCollection AddHouseClient(this IServiceCollection services) => services.AddSingleton<IChatClient>(Traced("k"));
            public static IServiceCollection AddHouseChatClient(this IServiceCollection services) => services.AddSingleton<IChatClient>(Traced("k"));
            public static IChatClient Made { get; } = Traced("k");
            public static Func<IChatClient> Factory = () => Traced("k");
            public static ChatCompletionOptions Flex() => new() { };
            private static IChatClient Wrap(IChatClient inner) => inner.AsBuilder().UseFunctionInvocation().Build();
        }

        public partial class SpanClient(IChatClient inner) : DelegatingChatClient(inner)
        {
            [LlmCall] public override partial Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);
            private Task<ChatResponse> GetResponseCoreAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) => base.GetResponseAsync(messages, options, cancellationToken);
        }

        public abstract partial class AgentBase
        {
            [Agent("base")] public virtual partial Task<string> RunAsync(string text);
            protected virtual Task<string> RunCoreAsync(string text) => Task.FromResult(text);
            protected async IAsyncEnumerable<string> StreamCoreAsync(string text, [EnumeratorCancellation] CancellationToken cancellationToken = default) { await Task.Yield(); yield return text; }
            protected Task<string> AskCoreAsync(string text) => Task.FromResult(text);
            protected static string Model => Models.Main;
            protected IChatClient Chat { get; } = Clients.Create("k");

            [LlmCall(Model = "contoso-20")] protected partial Task<ChatResponse> CallAsync(string text);
            protected virtual Task<ChatResponse> CallCoreAsync(string text) => Chat.GetResponseAsync(text);

            [LlmCall(Provider = "openai")] public partial Task<ChatResponse> AskModelAsync([Model] string model);
            private Task<ChatResponse> AskModelCoreAsync(string model) => Chat.GetResponseAsync(model);
            [Tool] public static partial string Look(string sku);
            private static string LookCore(string sku) => sku;
        }

        public static partial class Tools
        {
            [Tool("look")] public static partial Task<int> LookAsync(string sku);
            public static Task<int> LookCoreAsync(string sku) => Task.FromResult(sku.Length);
        }

        public interface IWrapper { Task<ChatResponse> AskAsync(string text); }
        public class Wrapper : IWrapper
        {
            private readonly IChatClient _chat;
            public Wrapper(IChatClient chat) => _chat = chat;
            public Task<ChatResponse> AskAsync(string text) => _chat.GetResponseAsync(text);
        }
        """;

    /// <summary>References the base project, and uses it in every way that an analyzer follows.</summary>
    private const string Middle = """
        using System.Linq.Expressions;
        using Lib;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using OpenAI.Chat;
        using OpenTelemetry;
        using OpenTelemetry.Trace;

        [assembly: LlmApi(typeof(IWrapper), nameof(IWrapper.AskAsync))]

        namespace Mid;

        public class Caller(Injected injected, IWrapper wrapper)
        {
            private readonly IChatClient _made = Clients.Create("key");
            private readonly IChatClient _traced = Clients.Traced("key");

            public async Task All(Holder holder, IServiceCollection services)
            {
                IChatClient chat = Clients.Create("key");
                await chat.GetResponseAsync("local");
                await _made.GetResponseAsync("field");
                await _traced.GetResponseAsync("traced field");
                await injected.Chat.GetResponseAsync("record");
                await holder.Chat.GetResponseAsync("property");
                await holder.Field.GetResponseAsync("field of another");
                await holder.Virtual.GetResponseAsync("virtual");
                await Clients.Made.GetResponseAsync("static property");
                await Clients.Factory().GetResponseAsync("delegate");
                await Clients.Factory.Invoke().GetResponseAsync("delegate");
                await new SpanClient(chat).GetResponseAsync("span client");
                await new ChatClient("gpt-4o-mini", "k").AsIChatClient().AsBuilder().UseHouse().UseFunctionInvocation().Build().GetResponseAsync("house");
                await wrapper.AskAsync("declared");
                await new Wrapper(chat).AskAsync("declared");
                Func<string, Task<ChatResponse>> group = wrapper.AskAsync;
                await group("group");

                services.AddHouseClient();
                services.AddHouseChatClient();
                await services.BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync("injected");
                foreach (var client in new[] { new ChatClient(Models.Main, "k"), new ChatClient(Models.Other, "k"), new ChatClient(Models.Third, "k"), new ChatClient(Models.Fourth, "k"), new ChatClient(Models.Constant, "k"), new ChatClient(holder.Model, "k"), new ChatClient(holder.Property, "k") })
                    await client.CompleteChatAsync("models");
                _ = new ChatOptions { ModelId = Models.Main };
                var options = Clients.Flex();
                options.ServiceTier = "flex";
                await new ChatClient("gpt-4o-mini", "k").CompleteChatAsync([], options);

                _ = Tools.LookAsync("a");
                await Tools.LookCoreAsync("b");
                Expression<Func<Task<ChatResponse>>> tree = () => wrapper.AskAsync("tree");
                using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("Other").Build();
            }
        }

        public partial class Derived : AgentBase
        {
            [Agent("base")] public override partial Task<string> RunAsync(string text);
            protected override async Task<string> RunCoreAsync(string text) => (await Chat.GetResponseAsync(text)).Text + await base.RunCoreAsync(text) + await RunAsync(text) + Model;
            [Agent("stream")] public partial IAsyncEnumerable<string> StreamAsync(string text, CancellationToken cancellationToken = default);
            [LlmCall] public partial Task<string> AskAsync(string text);
            protected override async Task<ChatResponse> CallCoreAsync(string text) => await Chat.GetResponseAsync(text + await AskCoreAsync(text) + (await AskModelAsync(Models.Main)).Text + (await AskModelAsync("contoso-21")).Text);
        }
        """;

    /// <summary>References the other two projects.</summary>
    private const string App = """
        using Lib;
        using Mid;
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;

        namespace Top;

        public partial class Leaf : Derived
        {
            [Agent("base")] public override partial Task<string> RunAsync(string text);
            protected override async Task<string> RunCoreAsync(string text) => (await Chat.GetResponseAsync(text)).Text;
            protected override Task<ChatResponse> CallCoreAsync(string text) => new ChatClient(Models.Main, "k").AsIChatClient().GetResponseAsync(text);
            public Task<string> Past(string text) => RunCoreAsync(text);
        }

        public class Caller2(Caller inner, Derived derived)
        {
            public async Task Run(Holder holder)
            {
                await derived.RunAsync("x");
                _ = derived.AskModelAsync(Models.Third);
                await Clients.Create("key").GetResponseAsync("leaf");
                await new Wrapper(Clients.Traced("k")).AskAsync("not declared here");
                _ = inner;
                _ = holder;
            }
        }
        """;

    /// <summary>Declarations that do not compile; no project references them.</summary>
    private const string Wrong = """

        public partial class Wrong : Lib.AgentBase
        {
            [Tool("look")] public partial int Other(string sku);
            private int OtherCore(object sku) => 1;
            [Tool("look2")] public partial int Missing(string sku);
        }

        public class NotPartial : Lib.AgentBase
        {
            [Tool, Agent] public int Both(string sku) => sku.Length;
            [Tool] public int Count(string sku) => sku.Length;
        }
        """;

    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Preview, OutputKind = OutputKind.DynamicallyLinkedLibrary };

    private static string[] Projects(int count) => count == 2 ? [Base, Middle + Wrong] : [Base, Middle, App + Wrong];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Analyzers_report_what_they_report_in_a_build(int count)
    {
        var projects = Projects(count);
        var asProjects = await Analyze(projects, static compilation => compilation.ToMetadataReference());
        var asFiles = await Analyze(projects, Emit);
        Assert.NotEmpty(asFiles);
        Assert.Equal(asFiles, asProjects);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Fixes_of_every_diagnostic_apply(int count)
    {
        using var workspace = new AdhocWorkspace();
        var solution = Solution(workspace, Projects(count));
        int applied = 0;
        HashSet<string> all = [];
        foreach (var project in solution.Projects)
        {
            foreach (var diagnostic in await DiagnosticsAsync(project))
            {
                if (!CodeFixTest.HasFixFor(diagnostic.Id) || DocumentOf(project, diagnostic) is not { } file)
                    continue;

                var fix = CodeFixTest.FixFor(diagnostic.Id);
                List<CodeAction> actions = [];
                await fix.RegisterCodeFixesAsync(new CodeFixContext(file, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
                foreach (var action in actions)
                {
                    Assert.NotEmpty(await action.GetOperationsAsync(TestContext.Current.CancellationToken));
                    applied++;
                    if (file is Document document && all.Add(project.Name + action.EquivalenceKey))
                        Assert.NotNull(await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(document, fix, FixAllScope.Solution, action.EquivalenceKey!, [diagnostic.Id], new FixAllDiagnostics(DiagnosticsAsync), TestContext.Current.CancellationToken)));
                }
            }
        }

        Assert.True(applied > 10, $"Only {applied} fixes were applied, too few for the test.");
    }

    [Fact]
    public void Only_the_guard_requires_declarations_or_models()
    {
        string[] words = ["DeclaringSyntaxReferences", "ApplicationSyntaxReference", ".GetSemanticModel("];
        string[] guards = ["SourceDeclarations.cs", "SemanticModels.cs"];
        var sources = Path.Combine(TestPaths.Repository, "src");
        var users = new[] { "AgentTracing.Generators", "AgentTracing.Generators.CodeFixes" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(sources, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar) && !guards.Contains(Path.GetFileName(file)))
            .Where(file => words.Any(File.ReadAllText(file).Contains))
            .Select(Path.GetFileName);
        Assert.Empty(users);
    }

    private static async Task<List<string>> Analyze(string[] projects, Func<Compilation, MetadataReference> refer)
    {
        List<MetadataReference> references = [];
        List<string> found = [];
        foreach (string source in projects)
        {
            var compilation = Options.Create(source).WithAssemblyName("Project" + references.Count).AddReferences(references);
            var diagnostics = await AnalyzerTest.Analyze(compilation, Options, intercepts: false, additionalFiles: new PricingText("/llm-pricing.json", Pricing));
            found.AddRange(diagnostics.Select(diagnostic => $"{compilation.AssemblyName} {diagnostic.Id} {diagnostic.Location.SourceSpan} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
            if (source != projects[^1])
                references.Add(refer(AnalyzerTest.Generate(compilation, Options)));
        }

        return found;
    }

    /// <summary>The public API of a project. Errors in bodies are ignored: some are intended.</summary>
    private static MetadataReference Emit(Compilation compilation)
    {
        var stream = new MemoryStream();
        var result = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(stream, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, tolerateErrors: true));
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static Solution Solution(AdhocWorkspace workspace, string[] projects)
    {
        List<ProjectId> ids = [];
        var solution = workspace.CurrentSolution;
        foreach (string source in projects)
        {
            var compilation = Options.Create(source);
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                "Project" + ids.Count,
                "Project" + ids.Count,
                LanguageNames.CSharp,
                compilationOptions: compilation.Options,
                parseOptions: Options.ParseOptions,
                projectReferences: ids.Select(static reference => new ProjectReference(reference)),
                metadataReferences: compilation.References));
            foreach (var tree in compilation.SyntaxTrees)
                solution = solution.AddDocument(DocumentId.CreateNewId(id), tree.FilePath, tree.GetText(), filePath: $"/{ids.Count}/{tree.FilePath}");
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "llm-pricing.json", SourceText.From(Pricing), filePath: "/llm-pricing.json");
            ids.Add(id);
        }

        return solution;
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
        => await AnalyzerTest.Analyze((CSharpCompilation)(await project.GetCompilationAsync(TestContext.Current.CancellationToken))!, Options, additionalFiles: new PricingText("/llm-pricing.json", Pricing));

    private static TextDocument? DocumentOf(Project project, Diagnostic diagnostic)
        => diagnostic.Location.SourceTree is { } tree ? project.GetDocument(tree) : project.AdditionalDocuments.Single();
}
