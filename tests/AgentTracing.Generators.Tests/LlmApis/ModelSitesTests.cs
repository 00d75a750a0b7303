using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>The places in code that name a model.</summary>
public class ModelSitesTests
{
    private static readonly CSharpCompilation Sdks = References.Compile();

    [Theory]
    [InlineData("new OpenAI.Chat.ChatClient(\"MODEL\", \"key\")", "openai")]
    [InlineData("new OpenAI.OpenAIClient(\"key\").GetChatClient(\"MODEL\")", "openai")]
    [InlineData("new OpenAI.OpenAIClient(\"key\").GetEmbeddingClient(model: \"MODEL\")", "openai")]
    [InlineData("((OpenAI.Responses.ResponsesClient)null!).CreateResponse(\"MODEL\", \"hi\")", "openai")]
    [InlineData("((OpenAI.Responses.ResponsesClient)null!).AsIChatClient(\"MODEL\")", "openai")]
    [InlineData("((Anthropic.IAnthropicClient)null!).AsIChatClient(\"MODEL\")", "anthropic")]
    [InlineData("new OllamaSharp.OllamaApiClient(\"http://localhost\", \"MODEL\")", "ollama")]
    [InlineData("new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService(\"MODEL\", \"key\")", "openai")]
    [InlineData("((Betalgo.Ranul.OpenAI.Interfaces.IChatCompletionService)null!).CreateCompletion(null!, \"MODEL\")", "openai")]
    public void Arguments(string expression, string provider) => Assert.Equal(provider, Argument(expression));

    [Theory]
    [InlineData("new ChatOptions { ModelId = \"MODEL\" }", null)]
    [InlineData("new Anthropic.Models.Messages.MessageCreateParams { Model = \"MODEL\", MaxTokens = 1, Messages = [] }", "anthropic")]
    [InlineData("new OllamaSharp.Models.Chat.ChatRequest { Model = \"MODEL\" }", "ollama")]
    [InlineData("new Azure.AI.Inference.ChatCompletionsOptions { Model = \"MODEL\" }", "azure.ai.inference")]
    [InlineData("new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { ModelId = \"MODEL\" }", null)]
    [InlineData("new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { Model = \"MODEL\" }", "openai")]
    public void Properties(string expression, string? provider)
    {
        var (_, root, model) = Bind(expression);
        var assignment = root.DescendantNodes().OfType<AssignmentExpressionSyntax>().Single(a => a.ToString().Contains("MODEL", StringComparison.Ordinal));
        var property = Assert.IsAssignableFrom<IPropertySymbol>(model.GetSymbolInfo(assignment.Left, TestContext.Current.CancellationToken).Symbol);

        Assert.True(ModelSites.Create(model.Compilation)!.TryGet(property, out var actual));
        Assert.Equal(provider, actual);
    }

    [Theory]
    [InlineData("new OpenAI.OpenAIClient(\"MODEL\")")]
    [InlineData("new OpenAI.Chat.ChatClient(model: \"m\", apiKey: \"MODEL\")")]
    [InlineData("new Other(\"MODEL\")")]
    public void Other_arguments_are_no_sites(string expression) => Assert.Equal("no site", Argument(expression));

    [Fact]
    public void The_SDKs_enum_of_models_is_converted_to_the_ids_of_the_protocol()
    {
        var members = Sdks.GetTypeByMetadataName("Anthropic.Models.Messages.Model")!.GetMembers().OfType<IFieldSymbol>().Where(f => f.IsConst).ToList();
        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.Equal(
            ((Anthropic.Core.ApiEnum<string, Anthropic.Models.Messages.Model>)Enum.Parse<Anthropic.Models.Messages.Model>(member.Name)).Raw(),
            ModelSites.IdOf(member)));
        Assert.Null(ModelSites.IdOf(Sdks.GetTypeByMetadataName("System.DayOfWeek")!.GetMembers("Monday").OfType<IFieldSymbol>().Single()));
    }

    [Fact]
    public void Types_of_the_table_are_in_the_real_assemblies()
    {
        var lookup = new NamespaceLookup(Sdks);
        string[] notRestored = ["Amazon.", "Anthropic.SDK.", "Google.", "Mistral.", "Mscc."];
        var absent = ModelSites.TypeNames.Where(name => !notRestored.Any(root => name.StartsWith(root, StringComparison.Ordinal)) && !lookup.Find(name).Any());

        // Removed, not released yet, or in packages that the tests do not need.
        Assert.Equal(
            [
                "OpenAI.Responses.OpenAIResponseClient", "OpenAI.Decisions.DecisionCreationOptions",
                "Microsoft.SemanticKernel.AzureOpenAIKernelBuilderExtensions", "Microsoft.SemanticKernel.AzureOpenAIServiceCollectionExtensions",
                "Microsoft.Extensions.AI.AzureAIInferenceExtensions", "Microsoft.Extensions.AI.GoogleGenAIExtensions",
            ],
            absent);
    }

    private static string? Argument(string expression)
    {
        var (_, root, model) = Bind(expression);
        var argument = root.DescendantNodes().OfType<ArgumentSyntax>().First(a => a.ToString().EndsWith("\"MODEL\"", StringComparison.Ordinal));
        var parameter = Assert.IsAssignableFrom<IArgumentOperation>(model.GetOperation(argument, TestContext.Current.CancellationToken)).Parameter!;
        return ModelSites.Create(model.Compilation)!.TryGet(parameter, out var provider) ? provider : "no site";
    }

    private static (CSharpCompilation Compilation, SyntaxNode Root, SemanticModel Model) Bind(string expression)
    {
        var compilation = References.Compile($$"""
            using Microsoft.Extensions.AI;
            public class Other(string model) { public string Model => model; }
            public class Program { public object Run() => {{expression}}; }
            """);
        var tree = compilation.SyntaxTrees[0];
        return (compilation, tree.GetRoot(TestContext.Current.CancellationToken), compilation.GetSemanticModel(tree));
    }
}
