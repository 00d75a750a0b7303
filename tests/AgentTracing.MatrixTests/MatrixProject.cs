namespace AgentTracing.MatrixTests;

/// <summary>A project like those of users.</summary>
/// <param name="Name">The name.</param>
/// <param name="Packages">The referenced packages, with versions.</param>
/// <param name="Values">The files of <c>Forms/Values</c> that the project contains.</param>
/// <param name="Without">Types that the project cannot call.</param>
internal sealed record MatrixProject(string Name, string Packages, string Values, params string[] Without)
{
    /// <summary>Microsoft.Extensions.AI 10.11.0 depends on a version that was never published.</summary>
    private const string Tensors = "System.Numerics.Tensors 10.0.14";

    /// <summary>The APIs of Bedrock and Vertex have no threads.</summary>
    private const string NoThreads = "Anthropic.Helpers.Beta.BetaMessageThread";

    /// <summary>The projects: one for each package that users install, and one with all packages that are compatible.</summary>
    public static IReadOnlyList<MatrixProject> All { get; } =
    [
        new("OpenAI214", "OpenAI 2.14.0", "OpenAI OpenAI.Client OpenAI.Responses OpenAI.Responses.Values"),
        new("OpenAI215", "OpenAI 2.15.0", "OpenAI OpenAI.Client OpenAI.Responses OpenAI.Responses.Values"),
        new("AzureOpenAI", "Azure.AI.OpenAI 2.1.0", "OpenAI OpenAI.Azure"),
        new("Anthropic", "Anthropic 13.12.0", "Anthropic Anthropic.Threads Extensions Extensions.Anthropic Extensions.FakeGenerator Anthropic.Client"),
        new("AnthropicBedrock", "Anthropic.Bedrock 1.0.6", "Anthropic Extensions Extensions.Anthropic Extensions.FakeGenerator Anthropic.Bedrock Anthropic.Redirected", NoThreads),
        new("AnthropicVertex", "Anthropic.Vertex 1.0.3", "Anthropic Extensions Extensions.Anthropic Extensions.FakeGenerator Anthropic.Vertex Anthropic.Redirected", NoThreads),
        new("AnthropicFoundry", "Anthropic.Foundry 1.0.0;Azure.Core 1.49.0", "Anthropic Extensions Extensions.Anthropic Extensions.FakeGenerator Anthropic.Foundry Anthropic.Redirected"),
        new("Extensions", $"Microsoft.Extensions.AI 10.11.0;{Tensors}", "Extensions Extensions.Clients Extensions.FakeChat Extensions.FakeGenerator"),
        new("ExtensionsOpenAI", $"Microsoft.Extensions.AI 10.11.0;Microsoft.Extensions.AI.OpenAI 10.11.0;{Tensors}", "OpenAI OpenAI.Client OpenAI.Responses OpenAI.Responses.Values Extensions Extensions.Clients Extensions.OpenAI"),
        new("Agents", $"Microsoft.Agents.AI 1.28.0;{Tensors}", "Extensions Extensions.FakeChat Extensions.FakeGenerator Agents VectorData Evaluation"),
        new("AgentsWorkflows", $"Microsoft.Agents.AI.Workflows 1.28.0;Microsoft.Extensions.AI.OpenAI 10.11.0;{Tensors}", "OpenAI OpenAI.Client OpenAI.Responses OpenAI.Responses.Values Extensions Extensions.OpenAI Agents VectorData Evaluation"),
        new("SemanticKernel", $"Microsoft.SemanticKernel 1.82.0;Azure.Core 1.53.0;{Tensors}", "OpenAI OpenAI.Client OpenAI.Responses.Before211 OpenAI.Responses.Values Extensions Extensions.FakeChat Extensions.FakeGenerator SemanticKernel VectorData"),
        new("SemanticKernelOpenAI", $"Microsoft.SemanticKernel.Connectors.OpenAI 1.82.0;Microsoft.SemanticKernel.Core 1.82.0;{Tensors}", "OpenAI OpenAI.Client OpenAI.Responses.Before211 OpenAI.Responses.Values Extensions Extensions.FakeChat Extensions.FakeGenerator SemanticKernel VectorData"),
        new("Ollama", $"OllamaSharp 5.5.2;{Tensors}", "Extensions Extensions.Ollama Ollama"),
        new("AzureInference", "Azure.AI.Inference 1.0.0-beta.5;Azure.Core 1.47.1", "AzureInference"),
        new("ModelContextProtocol", $"ModelContextProtocol 2.4.0;{Tensors}", "Extensions Extensions.FakeChat Extensions.FakeGenerator"),
        new(
            "Together",
            "Anthropic 13.12.0;Anthropic.Bedrock 1.0.6;Anthropic.Vertex 1.0.3;Anthropic.Foundry 1.0.0;Azure.AI.Inference 1.0.0-beta.5;Azure.Core 1.49.0;Microsoft.Agents.AI 1.28.0;"
            + "Microsoft.Agents.AI.Workflows 1.28.0;Microsoft.Extensions.AI 10.11.0;Microsoft.Extensions.AI.Evaluation 10.11.0;Microsoft.Extensions.AI.OpenAI 10.11.0;"
            + "Microsoft.SemanticKernel.Connectors.OpenAI 1.82.0;Microsoft.SemanticKernel.Core 1.82.0;ModelContextProtocol 2.4.0;OllamaSharp 5.5.2;OpenAI 2.14.0;LLamaSharp 0.30.0;"
            + $"Betalgo.Ranul.OpenAI 9.2.6;{Tensors}",
            "OpenAI OpenAI.Client OpenAI.Responses OpenAI.Responses.Values Anthropic Anthropic.Threads Anthropic.Client Extensions Extensions.OpenAI Extensions.Clients Agents SemanticKernel VectorData Ollama AzureInference Evaluation LLamaSharp Betalgo",
            "LLama.ChatSession",
            "LLama.LLamaEmbedder"),
    ];

    /// <summary>The project file.</summary>
    /// <param name="generator">The folder of the package's build files.</param>
    /// <param name="assemblies">The folder of our assemblies.</param>
    public string File(string generator, string assemblies) => UserProject.File(
        """
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <InvariantGlobalization>true</InvariantGlobalization>
        <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls>
        <NuGetAudit>false</NuGetAudit>
        <!-- What models cost is no matter here. -->
        <NoWarn>$(NoWarn);AGT3001;AGT3006</NoWarn>
        <!-- Some projects have the name of their package. -->
        <AssemblyName>App</AssemblyName>
        <PackageId>Matrix.$(MSBuildProjectName)</PackageId>
        """,
        $"""
        <Import Project="{generator}/AgentTracing.Generators.props" />
        <ItemGroup>
          <FrameworkReference Include="Microsoft.AspNetCore.App" />
          <PackageReference Include="OpenTelemetry.Api" Version="1.20.1" />
          {string.Join("\n  ", Packages.Split(';').Select(static package => package.Split(' ')).Select(static package => $"""<PackageReference Include="{package[0]}" Version="{package[1]}" />"""))}
        </ItemGroup>
        <ItemGroup>
          <Reference Include="{assemblies}/AgentTracing.dll" />
          <Reference Include="{assemblies}/LoopbackLlm.dll" />
          <Analyzer Include="{assemblies}/AgentTracing.Generators.dll" />
        </ItemGroup>
        <Import Project="{generator}/AgentTracing.Generators.targets" />
        """);
}
