using System.Diagnostics;
using System.Net.Http.Headers;
using LoopbackLlm;

namespace AgentTracing.IntegrationTests.Loopback;

/// <summary>The server as a separate process.</summary>
public class ProgramTests
{
    private static readonly string Program = typeof(LoopbackServer).Assembly.Location;

    [Fact]
    public async Task It_prints_its_address_and_what_it_is_and_answers_from_the_script_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{ "rules": [ { "reply": { "text": "from the file" } } ] }""", LoopbackClients.Cancellation);
            using var process = Start("--script", file);
            try
            {
                var address = await process.StandardOutput.ReadLineAsync(LoopbackClients.Cancellation);
                var disclaimer = await process.StandardOutput.ReadLineAsync(LoopbackClients.Cancellation);
                using var http = new HttpClient { BaseAddress = new Uri(address!) };
                using var response = await http.PostAsync("api/chat", new StringContent("""{"stream":false}"""), LoopbackClients.Cancellation);

                Assert.Contains("loopback server", disclaimer, StringComparison.Ordinal);
                Assert.Contains("no model behind it", disclaimer, StringComparison.Ordinal);
                Assert.Equal(new MediaTypeHeaderValue("application/json"), response.Content.Headers.ContentType);
                Assert.Contains("from the file", await response.Content.ReadAsStringAsync(LoopbackClients.Cancellation), StringComparison.Ordinal);
            }
            finally
            {
                process.Kill();
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(2, "usage:", "--prot", "1")]
    [InlineData(2, "usage:", "--port")]
    [InlineData(2, "usage:", "--port", "70000")]
    [InlineData(1, "no-such-file.json", "--script", "no-such-file.json")]
    public async Task Bad_arguments_end_it_with_a_word_about_them(int exitCode, string word, params string[] arguments)
    {
        using var process = Start(arguments);

        var error = await process.StandardError.ReadToEndAsync(LoopbackClients.Cancellation);
        await process.WaitForExitAsync(LoopbackClients.Cancellation);

        Assert.Contains(word, error, StringComparison.Ordinal);
        Assert.Equal(exitCode, process.ExitCode);
    }

    [Fact]
    public void The_example_script_is_one()
    {
        var example = Path.Combine(Path.GetDirectoryName(Program)!, "example-script.json");

        Assert.NotEmpty(LoopbackScript.Parse(File.ReadAllText(example)));
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
