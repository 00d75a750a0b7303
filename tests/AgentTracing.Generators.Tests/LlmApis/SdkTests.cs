using System.Text.RegularExpressions;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Sdks;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Compares the facts about SDKs with the docs, the build properties, the real packages, and the rest of the source.</summary>
public sealed class SdkTests
{
    /// <summary>
    /// Types that are removed, not released yet, in packages that the tests do not need, or in packages that cannot be restored.
    /// </summary>
    private static readonly string[] Absent =
    [
        "OpenAI.Responses.OpenAIResponse", "OpenAI.Responses.ResponseCreationOptions", "OpenAI.Decisions.DecisionCreationOptions",
        "Microsoft.Agents.AI.AgentRunResponse", "Microsoft.Agents.AI.AgentRunResponseUpdate", "Microsoft.Agents.AI.ChatClientAgentRunOptions", "Microsoft.SemanticKernel.Connectors.",
        "System.ClientModel.AsyncStreamingResult`1", "Amazon.", "Anthropic.SDK.", "Google.", "Mistral.", "Mscc.",
        "Microsoft.SemanticKernel.Agents.", "Microsoft.KernelMemory.", "AutoGen.",
    ];

    [Fact]
    public void Every_model_call_belongs_to_an_SDK_with_the_same_provider()
        => Assert.All(Sdk.AllCalls.Where(static api => api.IsModelCall), static api =>
        {
            Assert.NotNull(api.Sdk);
            Assert.Equal(api.Sdk.Provider ?? api.Provider, api.Provider);
        });

    [Fact]
    public void Every_SDK_has_calls()
        => Assert.Equal(
            Sdk.Properties.Order(StringComparer.Ordinal),
            Sdk.AllCalls.Where(static api => api.IsTraced).Select(static api => api.Sdk!.Property).OfType<string>().Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void An_SDKs_file_has_the_calls_of_its_own_namespaces()
        => Assert.All(Sdk.All, static sdk => Assert.All(sdk.Calls, api => Assert.Same(sdk, api.Sdk)));

    [Theory]
    [InlineData("OpenAI.Chat.ChatClient", "OpenAI")]
    [InlineData("OpenAI", "OpenAI")]
    [InlineData("Azure.AI.OpenAI.OpenAIClient", "OpenAI")]
    [InlineData("OpenAIx.Chat", null)]
    [InlineData("Contoso.OpenAI.Client", null)]
    [InlineData("Anthropic.Models.Messages", "Anthropic")]
    [InlineData("Anthropic.SDK.Messaging", "AnthropicSDK")]
    [InlineData("Anthropic.SDKs", "Anthropic")]
    [InlineData("Microsoft.Extensions.AI", "MicrosoftExtensionsAI")]
    public void A_namespace_is_an_SDKs_as_a_whole_or_not_at_all(string name, string? sdk) => Assert.Equal(sdk, Sdk.Of(name)?.Property);

    [Fact]
    public void Types_of_every_SDK_are_in_the_real_assemblies()
    {
        var lookup = new NamespaceLookup(References.Compile());
        var absent = Sdk.All.SelectMany(TypesOf).Distinct().Where(name => !lookup.Find(name).Any()).ToList();

        Assert.Equal([], absent.Where(static name => !Absent.Any(root => name.StartsWith(root, StringComparison.Ordinal))));
        Assert.All(Absent, root => Assert.Contains(absent, name => name.StartsWith(root, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_type_is_in_exactly_one_SDK()
    {
        Assert.Equal([], Repeated(Sdk.All.SelectMany(static sdk => sdk.Models).SelectMany(static row => row.Types)));
        Assert.Equal([], Repeated(Sdk.All.SelectMany(static sdk => sdk.Requests)));
        Assert.Equal([], Repeated(Sdk.All.SelectMany(static sdk => sdk.RawAnswers.Concat(sdk.RawMedia))));
        Assert.Equal([], Repeated(Sdk.All.SelectMany(static sdk => sdk.Formats).Select(static format => format.Key)));
        Assert.Equal([], Repeated(Sdk.AllCalls.SelectMany(static api => api.Methods, static (api, method) => $"{api.Type}.{method}")));
    }

    [Theory]
    [MemberData(nameof(Traits))]
    public void Every_trait_is_read(string trait)
        => Assert.Contains(Sources(), file => (!IsIn(file.Path, "Sdks") || IsIn(file.Path, "Facts")) && Regex.IsMatch(file.Text, $@"LlmApiTraits\.{trait}\b"));

    public static TheoryData<string> Traits => [.. Enum.GetNames<LlmApiTraits>().Where(static name => name != nameof(LlmApiTraits.None))];

    [Fact]
    public void Every_source_of_an_SDK_is_known_to_the_back_ends()
        => Assert.All(NativeSources.All, static source => Assert.True(NativeSources.Covers(source.Name)));

    private static bool IsIn(string path, string part) => path.Split(Path.DirectorySeparatorChar).Contains(part);

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(static name => name).Where(static group => group.Count() > 1).Select(static group => group.Key);

    private static IEnumerable<string> TypesOf(Sdk sdk)
        =>
        [
            .. sdk.Requests, .. sdk.RawAnswers, .. sdk.RawMedia, .. sdk.RawUpdates, .. sdk.Formats.Select(static format => format.Key), .. sdk.Responses.Select(static shape => shape.Type),
            .. sdk.Responses.SelectMany(static shape => shape.Parts).Select(static part => part.Is).OfType<string>(), .. sdk.Inputs.Select(static shape => shape.Type),
            .. sdk.Answers.Select(static shape => shape.Type), .. sdk.Services.Select(static service => service.Type), .. sdk.Streams.Select(static stream => stream.Type),
            .. sdk.Named.Select(static named => named.Type),
            .. new[] { sdk.ModelEnum, sdk.TracedClient?.Type }.OfType<string>(),
        ];

    private static IEnumerable<(string Path, string Text)> Sources()
        => from path in Directory.EnumerateFiles(Path.Combine(TestPaths.Repository, "src"), "*.cs", SearchOption.AllDirectories)
           where !IsIn(path, "obj") && !IsIn(path, "bin")
           select (path, File.ReadAllText(path));
}
