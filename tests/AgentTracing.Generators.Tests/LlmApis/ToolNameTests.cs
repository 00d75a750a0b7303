using AgentTracing.Generators.Operations;
using ModelContextProtocol.Server;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Tool names that an SDK derives, compared with the real SDK.</summary>
public sealed class ToolNameTests
{
    [Theory]
    [InlineData("GetWeather")]
    [InlineData("GetWeatherAsync")]
    [InlineData("Plain_Name")]
    [InlineData("ReadHTMLPage")]
    [InlineData("Top10Orders")]
    [InlineData("echo")]
    [InlineData("X")]
    public void ModelContextProtocol(string method)
        => Assert.Equal(
            McpServerTool.Create(typeof(Tools).GetMethod(method)!, options: null).ProtocolTool.Name,
            Sdks.ModelContextProtocol.ToolName(OperationParser.WithoutAsync(method)));

    private static class Tools
    {
        [McpServerTool] public static string GetWeather() => "";

        [McpServerTool] public static Task<string> GetWeatherAsync() => Task.FromResult("");

        [McpServerTool] public static string Plain_Name() => "";

        [McpServerTool] public static string ReadHTMLPage() => "";

        [McpServerTool] public static string Top10Orders() => "";

        [McpServerTool] public static string echo() => "";

        [McpServerTool] public static string X() => "";
    }
}
