using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentTracing.Benchmarks;

/// <summary>
/// Measures what the analyzers and generators add to the compilation of a project with 1,000 files and 50,000 lines, of which fifty files
/// call models: the time of the whole process, in alternating runs with and without them, and the time that the compiler reports. <c>dotnet
/// run -c Release --project tests/AgentTracing.Benchmarks -- analyzers</c>
/// </summary>
internal static partial class AnalyzerCost
{
    private const int Files = 1_000;
    private const int FilesForEachThatCalls = 20;
    private const int Runs = 3;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("agenttracing-cost-").FullName;
        try
        {
            WriteProject(folder);
            Build(folder, "-restore", with: true);
            List<double> with = [];
            List<double> without = [];
            string output = "";
            for (int i = 0; i < Runs; i++)
            {
                without.Add(Build(folder, "-t:Rebuild", with: false).Seconds);
                (double seconds, output) = Build(folder, "-t:Rebuild", with: true);
                with.Add(seconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"without {Median(without):F2} s, with {Median(with):F2} s: {Median(with) / Median(without) - 1:P1} (least: {with.Min() / without.Min() - 1:P1})"));
            foreach (Match line in OurLines().Matches(output))
                Console.WriteLine(line.Value.Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void WriteProject(string folder)
    {
        string repository = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Cost.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.Extensions.AI" Version="10.11.0" />
                <PackageReference Include="OpenAI" Version="2.14.0" />
                <Reference Include="{repository}/src/AgentTracing/bin/Release/net8.0/AgentTracing.dll" />
                <Analyzer Include="{repository}/src/AgentTracing.Generators/bin/Release/netstandard2.0/AgentTracing.Generators.dll" Condition="'$(With)' == 'true'" />
                <CompilerVisibleProperty Include="AgentTracingInterceptLlmCalls" />
              </ItemGroup>
            </Project>
            """);
        for (int i = 0; i < Files; i++)
            File.WriteAllText(Path.Combine(folder, $"Service{i}.cs"), Source(i));
    }

    /// <summary>A file of fifty lines.</summary>
    private static string Source(int number)
    {
        string call = number % FilesForEachThatCalls == 0
            ? "    public async Task<string> AskAsync(IChatClient chat, string text) => (await chat.GetResponseAsync(text)).Text;"
            : "    public Task<string> AskAsync(string text) => Task.FromResult(text.Trim());";
        var methods = Enumerable.Range(0, 5).Select(method => $$"""
                public async Task<int> Handle{{method}}Async(Order order, CancellationToken cancellationToken)
                {
                    var items = order.Lines.Where(line => line.Count > {{method}}).OrderBy(line => line.Sku).ToList();
                    foreach (var item in items)
                        _log.Add(string.Format("{0}: {1}", item.Sku, item.Count.ToString()));

                    await Task.Delay(items.Count, cancellationToken).ConfigureAwait(false);
                    return items.Sum(item => item.Count);
                }
            """);
        return $$"""
            using Microsoft.Extensions.AI;

            namespace Shop.Part{{number}};

            public sealed record Line(string Sku, int Count);
            public sealed record Order(string Id, List<Line> Lines);

            public sealed class Service
            {
                private readonly List<string> _log = [];
            {{call}}
            {{string.Join("\n\n", methods)}}
            }
            """;
    }

    private static (double Seconds, string Output) Build(string folder, string target, bool with)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            ArgumentList = { "build", target, "-v:detailed", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:ReportAnalyzer=true", $"-p:With={(with ? "true" : "false")}" },
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, output) : throw new InvalidOperationException(output);
    }

    [GeneratedRegex("^.*(Total (analyzer|generator) execution time|AgentTracing\\.Generators[.,]).*$", RegexOptions.Multiline)]
    private static partial Regex OurLines();
}
