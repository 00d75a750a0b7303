using System.Globalization;
using System.Text;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.CompilerServices;

/// <summary>Members of OpenAI's JSON for which its SDK has no property. A dictionary of JSON by path stands for the SDK's object.</summary>
public class OpenAIPatchTests
{
    [Theory]
    [InlineData("$.cached_tokens", "5", "CacheRead=5")]
    [InlineData("$.prompt_cache_hit_tokens", "6", "CacheRead=6")]
    [InlineData("$.num_sources_used", "3", "WebSearches=3")]
    [InlineData("$.cached_tokens", "\"5\"", "")]
    [InlineData("$.cached_tokens", "null", "")]
    [InlineData("$.cached_tokens", "", "")]
    [InlineData("$.cache_write_tokens", "7", "")] // of the details, not of the usage
    public void Figures_of_the_usage(string path, string json, string expected)
    {
        var response = new LlmResponse();
        var patch = new Dictionary<string, string> { [path] = json };

        OpenAIPatch.ReadUsage(response, ref patch, TryGetJson);

        Assert.Equal(expected, response.FiguresText);
        Assert.Null(response.ReportedCost);
    }

    [Fact]
    public void Figures_of_the_details()
    {
        var response = new LlmResponse();
        var patch = new Dictionary<string, string> { ["$.cache_write_tokens"] = "7" };

        OpenAIPatch.ReadInputDetails(response, ref patch, TryGetJson);

        Assert.Equal("CacheWrite=7", response.FiguresText);
    }

    [Theory]
    [InlineData("0.25", "$.cost=0.25")]
    [InlineData("0", "$.cost=0")]
    [InlineData("0.00014", "$.cost=1.4000000000000001E-4")] // the rounding error of a double is no cost
    [InlineData("0.75", "$.cost=0.25", "$.is_byok=true", "$.cost_details.upstream_inference_cost=0.5")]
    [InlineData("0.25", "$.cost=0.25", "$.is_byok=false", "$.cost_details.upstream_inference_cost=0.5")]
    [InlineData("0.25", "$.cost=0.25", "$.is_byok=true")]
    [InlineData("0.5", "$.cost={\"total_cost\":0.5}", "$.cost.total_cost=0.5")]
    [InlineData("0.0000000012", "$.cost_in_usd_ticks=12")]
    [InlineData("0.25", "$.cost=0.25", "$.cost_in_usd_ticks=12")]
    [InlineData(null, "$.cost=\"0.25\"")]
    [InlineData(null, "$.cost=-1")]
    [InlineData(null, "$.cost=null")]
    [InlineData(null)]
    public void Costs(string? expected, params string[] members)
    {
        var response = new LlmResponse();
        var patch = members.Select(static member => member.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

        OpenAIPatch.ReadUsage(response, ref patch, TryGetJson);

        Assert.Equal(expected, response.ReportedCost?.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("$.container.memory_limit", "\"4g\"", "CodeSessions=4")]
    [InlineData("$.environment.memory_limit", "\"16g\"", "CodeSessions=16")]
    [InlineData("$.container.memory_limit", "null", "CodeSessions=1")]
    [InlineData("$.container.memory_limit", "4", "CodeSessions=1")]
    [InlineData("$.memory_limit", "\"4g\"", "CodeSessions=1")]
    public void Memory_of_a_tools_container(string path, string json, string expected)
    {
        var response = new LlmResponse();
        response.ReadUnits(codeSessions: 1);
        var patch = new Dictionary<string, string> { [path] = json };

        OpenAIPatch.ReadTool(response, "code_interpreter", model: null, ref patch, TryGetJson);

        Assert.Equal(expected, response.FiguresText);
    }

    [Fact]
    public void Sessions_count_once_and_other_items_each()
    {
        var response = new LlmResponse();

        BilledItems.Read(response, new[] { "web", "web", "file", "a", "a", "b", "image", "opened" }, static item => item switch
        {
            "web" => BilledItem.WebSearch,
            "file" => BilledItem.FileSearch,
            "image" => BilledItem.ImageGeneration,
            "a" or "b" => BilledItem.CodeSession(item),
            _ => BilledItem.CodeSession(null),
        });

        Assert.Equal(["CodeSessions=2", "FileSearches=1", "ImageGenerations=1", "WebSearches=2"], response.FiguresText.Split(", ").Order(StringComparer.Ordinal));
    }

    private static bool TryGetJson(ref Dictionary<string, string> patch, ReadOnlySpan<byte> path, out ReadOnlyMemory<byte> json)
    {
        var found = patch.TryGetValue(Encoding.UTF8.GetString(path), out var text);
        json = Encoding.UTF8.GetBytes(text ?? "");
        return found;
    }
}
