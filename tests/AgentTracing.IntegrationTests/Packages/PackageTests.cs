using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace AgentTracing.IntegrationTests.Packages;

public sealed class PackageTests(PackedPackages packages)
{
    [Fact]
    public async Task A_fresh_project_with_one_package_builds_without_warnings_and_prints_its_spans()
    {
        var folder = await packages.CreateProjectAsync("Fresh", """
            using System.Diagnostics;
            using AgentTracing;

            Console.WriteLine($"idle: {await new Greeter().GreetAsync("idle")} {AgentTelemetry.IsEnabled}");

            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Console.WriteLine($"{span.DisplayName} < {span.Parent?.DisplayName} {string.Join(' ', span.TagObjects)}"),
            };
            ActivitySource.AddActivityListener(listener);
            Console.WriteLine(await new Greeter().GreetAsync("Ada"));

            /// <summary>Greets.</summary>
            public partial class Greeter
            {
                /// <summary>Greets one.</summary>
                [Agent("greeter", Version = "2")]
                public partial Task<string> GreetAsync([TraceTag("greeted")] string name, CancellationToken cancellationToken = default);

                private async Task<string> GreetCoreAsync(string name, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    return Shout(await AskAsync(name));
                }

                [Tool]
                private partial string Shout(string text);

                private string ShoutCore(string text) => text.ToUpperInvariant();

                [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
                private partial ValueTask<Answer> AskAsync(string name);

                private ValueTask<Answer> AskCoreAsync(string name) => new(new Answer($"Hello {name}", new Usage(1000, 100)));

                private string Shout(Answer answer) => Shout(answer.Text);
            }

            public sealed record Answer(string Text, Usage Usage);

            public sealed record Usage(int InputTokens, int OutputTokens);
            """, "<GenerateDocumentationFile>true</GenerateDocumentationFile><NoWarn>CS1591</NoWarn>");

        var output = await DotNet.RunAsync(folder, "run");

        Assert.Contains("idle: HELLO IDLE False", output, StringComparison.Ordinal);
        Assert.Contains("HELLO ADA", output, StringComparison.Ordinal);
        Assert.Contains("execute_tool Shout < invoke_agent greeter", output, StringComparison.Ordinal);
        Assert.Contains("chat gpt-4o-mini < invoke_agent greeter", output, StringComparison.Ordinal);
        Assert.Contains("[gen_ai.usage.input_tokens, 1000]", output, StringComparison.Ordinal);
        Assert.Contains("[gen_ai.usage.cost, 0.00021]", output, StringComparison.Ordinal);
        Assert.Contains("[greeted, Ada]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AgentTracing.Generators", "")]
    [InlineData("AgentTracing.Generators", "AgentTracing")]
    [InlineData("AgentTracing.Console", "")]
    [InlineData("AgentTracing.Hosting", "AgentTracing.Console")]
    public async Task Each_package_brings_what_runs_at_compile_time_and_once(string package, string other)
    {
        var more = other.Length == 0 ? "" : $"""<PackageReference Include="{other}" Version="{packages.Version}" />""";
        var folder = await packages.CreateProjectAsync($"By{package}{other}".Replace(".", "", StringComparison.Ordinal), "Console.WriteLine(await new Greeter().GreetAsync(\"Ada\"));\n" + TypeOf("greeter"), items: more, package: package);

        Assert.Contains("Hello Ada", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lowest_OpenTelemetry_that_the_packages_name_is_what_is_restored_and_runs()
    {
        var folder = await packages.CreateProjectAsync(
            "Lowest",
            """
            using OpenTelemetry;
            using OpenTelemetry.Trace;

            using (Sdk.CreateTracerProviderBuilder().AddAgentTracingConsole().Build())
                await new Greeter().GreetAsync("Ada");
            Console.WriteLine($"api {typeof(TracerProvider).Assembly.GetName().Version} {System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(TracerProvider).Assembly.Location).ProductVersion}");

            """ + TypeOf("lowest"),
            package: "AgentTracing.Console");

        var output = await DotNet.RunAsync(folder, "run");

        Assert.Contains("agent lowest", output, StringComparison.Ordinal);
        Assert.Matches(@"api 1\.0\.0\.0 1\.15\.3", output);
    }

    [Fact]
    public async Task A_library_that_keeps_the_run_time_to_itself_is_warned()
    {
        var folder = await packages.CreateProjectAsync(
            "Kept", TypeOf("kept"),
            "<OutputType>Library</OutputType>", $"""<PackageReference Update="AgentTracing" PrivateAssets="All" />""");

        const string Warning = "AGTCFG0002: The library Kept references AgentTracing with PrivateAssets=\"all\", so its applications do not get AgentTracing.dll";
        Assert.Contains($"warning {Warning}", await DotNet.RunAsync(folder, "build"), StringComparison.Ordinal);

        // TreatWarningsAsErrors applies only to warnings of the compiler; this one is MSBuild's.
        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build", "-p:MSBuildTreatWarningsAsErrors=true");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGTCFG0002: ", output, StringComparison.Ordinal);

        var project = Path.Combine(folder, "Kept.csproj");
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project, TestContext.Current.CancellationToken)).Replace("\"All\"", "\"analyzers;build\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("AGTCFG0002", await DotNet.RunAsync(folder, "build"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("netstandard2.0", "AgentTracing")]
    [InlineData("net7.0", "AgentTracing.Generators")]
    public async Task A_framework_that_is_too_old_gets_a_message_of_ours(string framework, string package)
    {
        var folder = await packages.CreateProjectAsync(
            $"Old{framework}".Replace(".", "", StringComparison.Ordinal), "public class C { }",
            $"<OutputType>Library</OutputType><TargetFramework>{framework}</TargetFramework><ImplicitUsings>disable</ImplicitUsings><LangVersion>latest</LangVersion><DisableImplicitFrameworkReferences>{framework.StartsWith("net7", StringComparison.Ordinal)}</DisableImplicitFrameworkReferences><CheckEolTargetFramework>false</CheckEolTargetFramework>", package: package);

        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"error AGTCFG0003: AgentTracing needs .NET 8 or later; ", output, StringComparison.Ordinal);
        Assert.Contains($" targets {framework}.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_packages_hold_what_they_should_and_nothing_else()
    {
        await packages.PackAsync();

        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/AgentTracing.Generators.CodeFixes.dll",
                "analyzers/dotnet/cs/AgentTracing.Generators.dll",
                "buildTransitive/net8.0/AgentTracing.Build.globalconfig",
                "buildTransitive/net8.0/AgentTracing.props",
                "buildTransitive/net8.0/AgentTracing.targets",
                "buildTransitive/netstandard2.0/AgentTracing.targets",
                "icon.png",
                "lib/net8.0/AgentTracing.dll",
                "lib/net8.0/AgentTracing.xml",
                "lib/netstandard2.0/_._",
            ],
            await ContentOfAsync("AgentTracing"));
        Assert.Equal(["README.md", "icon.png", "lib/net8.0/_._", "lib/netstandard2.0/_._"], await ContentOfAsync("AgentTracing.Generators"));
        foreach (var package in (string[])["AgentTracing.Backends", "AgentTracing.Console", "AgentTracing.Hosting"])
            Assert.Equal(["README.md", "icon.png", $"lib/net8.0/{package}.dll", $"lib/net8.0/{package}.xml"], await ContentOfAsync(package));
    }

    /// <summary>
    /// Editors on .NET Framework load the analyzers and code fixes as well. Packing builds them from a project that targets another
    /// framework.
    /// </summary>
    [Theory]
    [InlineData("AgentTracing.Generators.dll")]
    [InlineData("AgentTracing.Generators.CodeFixes.dll")]
    public async Task What_runs_at_compile_time_is_for_every_compiler_and_editor(string assembly)
    {
        await packages.PackAsync();

        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"AgentTracing.{packages.Version}.nupkg"), TestContext.Current.CancellationToken);
        using var content = new MemoryStream();
        await using (var entry = await archive.GetEntry($"analyzers/dotnet/cs/{assembly}")!.OpenAsync(TestContext.Current.CancellationToken))
            await entry.CopyToAsync(content, TestContext.Current.CancellationToken);
        content.Position = 0;
        using var reader = new PEReader(content);
        var metadata = reader.GetMetadataReader();
        string[] references = [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];

        Assert.Contains("netstandard", references);
        Assert.DoesNotContain("System.Runtime", references);
    }

    [Theory]
    [InlineData("AgentTracing")]
    [InlineData("AgentTracing.Generators")]
    [InlineData("AgentTracing.Backends")]
    [InlineData("AgentTracing.Console")]
    [InlineData("AgentTracing.Hosting")]
    [InlineData("AgentTracing.Prices")]
    public async Task Each_package_contains_its_source_location_and_its_README_has_absolute_links(string package)
    {
        await packages.PackAsync();

        var nuspec = await TextOfAsync(package, $"{package}.nuspec");
        foreach (var part in (string[])["<icon>icon.png</icon>", "<readme>README.md</readme>", "<projectUrl>https://", "<repository type=\"git\" url=\"https://", "<license type=\"expression\">MIT<", "<description>", "<tags>opentelemetry ", "<releaseNotes>https://", "commit=\""])
            Assert.Contains(part, nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry\" version=\"1.20", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry.Api\" version=\"1.20", nuspec, StringComparison.Ordinal);

        var readme = await TextOfAsync(package, "README.md");
        Assert.All(System.Text.RegularExpressions.Regex.Matches(readme, @"\]\(([^)]+)\)"), link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AgentTracing", "AgentTracing.Prices", "Microsoft.Extensions.Logging.Abstractions", "OpenTelemetry.Api")]
    [InlineData("AgentTracing.Prices")]
    [InlineData("AgentTracing.Generators", "AgentTracing")]
    [InlineData("AgentTracing.Console", "AgentTracing", "OpenTelemetry")]
    [InlineData("AgentTracing.Hosting", "AgentTracing", "Microsoft.Extensions.Configuration.Binder", "Microsoft.Extensions.Hosting.Abstractions", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Extensions.Hosting")]
    [InlineData("AgentTracing.Backends", "AgentTracing", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol")]
    public async Task Each_package_brings_these_packages_and_no_others(string package, params string[] dependencies)
    {
        await packages.PackAsync();

        var nuspec = XDocument.Parse(await TextOfAsync(package, $"{package}.nuspec"));
        Assert.Equal(dependencies, nuspec.Descendants().Where(static element => element.Name.LocalName == "dependency").Select(static element => element.Attribute("id")!.Value).Distinct().Order());
    }

    /// <summary>Debuggers can step into the packages, wherever they were built.</summary>
    [Theory]
    [InlineData("AgentTracing")]
    [InlineData("AgentTracing.Prices")]
    [InlineData("AgentTracing.Backends")]
    [InlineData("AgentTracing.Console")]
    [InlineData("AgentTracing.Hosting")]
    public async Task The_symbols_name_no_folder_of_the_machine_that_built_them(string package)
    {
        await packages.PackAsync();

        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{package}.{packages.Version}.snupkg"));
        using var symbols = new MemoryStream();
        await using (var entry = await archive.GetEntry($"lib/net8.0/{package}.pdb")!.OpenAsync(TestContext.Current.CancellationToken))
            await entry.CopyToAsync(symbols, TestContext.Current.CancellationToken);
        symbols.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        var reader = provider.GetMetadataReader();

        // In this test, the build writes its generated files outside the repository. They are embedded in the symbols.
        string[] documents = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
        Assert.NotEmpty(documents);
        Assert.All(documents, static name => Assert.DoesNotContain(RepositoryRoot.Folder, name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_documentation_has_what_users_can_call_and_nothing_else()
    {
        await packages.PackAsync();

        var documentation = await TextOfAsync("AgentTracing", "lib/net8.0/AgentTracing.xml");
        foreach (var visible in (string[])["T:AgentTracing.AgentTrace\"", "M:AgentTracing.AgentTrace.StartAgent(", "M:AgentTracing.AgentAttribute.#ctor(", "P:AgentTracing.AgentTracingOptions.Content\"", "F:AgentTracing.ContentCapture.Span\""])
            Assert.Contains(visible, documentation, StringComparison.Ordinal);
        Assert.DoesNotContain("AgentTracing.SpanFactory", documentation, StringComparison.Ordinal);
        Assert.DoesNotContain("AgentTracing.AgentTracingOptions.Current", documentation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_compiler_gets_a_clear_error()
    {
        var folder = await packages.CreateProjectAsync("OldCompiler", "return 0;");

        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build", "-p:CompilerApiVersion=roslyn4.8");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("error AGTCFG0001: AgentTracing needs the C# compiler 4.14 or later", output, StringComparison.Ordinal);
    }

    private async Task<string> TextOfAsync(string package, string file)
    {
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{package}.{packages.Version}.nupkg"));
        using var text = new StreamReader(await archive.GetEntry(file)!.OpenAsync(TestContext.Current.CancellationToken));
        return await text.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string[]> ContentOfAsync(string package)
    {
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(packages.Feed, $"{package}.{packages.Version}.nupkg"));
        return
        [
            .. archive.Entries
                .Select(entry => entry.FullName)
                .Where(name => !name.EndsWith(".nuspec", StringComparison.Ordinal)
                    && !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal)
                    && name != "[Content_Types].xml")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string TypeOf(string agent) => $$"""
        public partial class Greeter
        {
            [AgentTracing.Agent("{{agent}}")]
            public partial System.Threading.Tasks.Task<string> GreetAsync(string name);

            private System.Threading.Tasks.Task<string> GreetCoreAsync(string name) => System.Threading.Tasks.Task.FromResult($"Hello {name}");
        }
        """;
}
