using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>The workstation set-up, as far as it can be checked without a container engine.</summary>
public sealed partial class WorkstationTests
{
    public static TheoryData<string> YamlFiles => new(FilesOf("*.yml"));

    public static TheoryData<string> JsonFiles => new(FilesOf("*.json"));

    [Theory]
    [MemberData(nameof(YamlFiles))]
    public void Yaml_is_well_formed_and_has_no_duplicate_keys(string file) => Assert.NotEmpty(ObservabilityFiles.ReadYaml(file).Children);

    [Theory]
    [MemberData(nameof(JsonFiles))]
    public void Json_is_well_formed_and_has_no_duplicate_keys(string file)
    {
        using var json = JsonDocument.Parse(ObservabilityFiles.Read(file), new JsonDocumentOptions { AllowDuplicateProperties = false });

        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Fact]
    public void Compose_mounts_files_that_exist_and_starts_what_its_services_depend_on()
    {
        var services = Services();

        Assert.Equal(["alertmanager", "grafana", "otel-collector", "prometheus"], services.Keys.Order());
        Assert.All(services.Values, service =>
        {
            Assert.Matches("^[a-z/-]+:v?[0-9]+[.][0-9]+[.][0-9]+$", service.Text("image"));
            Assert.All(service.Items("depends_on"), name => Assert.Contains(name.ToString(), services.Keys));
            Assert.All(service.Items("volumes"), volume => Assert.True(Path.Exists(ObservabilityFiles.PathOf(volume.ToString().Split(':')[0])), volume.ToString()));
            Assert.All(service.Items("ports"), port => Assert.StartsWith("127.0.0.1:", port.ToString(), StringComparison.Ordinal));
        });
    }

    /// <summary>The configuration paths in the programs' arguments are paths that compose mounts.</summary>
    [Fact]
    public void Programs_get_paths_that_are_mounted()
    {
        foreach (var service in Services().Values)
        {
            var mounted = service.Items("volumes").Select(volume => volume.ToString().Split(':')[1]).ToList();
            foreach (var path in service.Items("command").Select(argument => argument.ToString().Split('=')[1]))
                Assert.Contains(mounted, mount => path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal));
        }

        var dashboards = Assert.Single(ObservabilityFiles.ReadYaml("grafana/provisioning/dashboards/ai-agents.yml").Items("providers")).Child("options")!.Text("path")!;
        Assert.Contains(Services()["grafana"].Items("volumes"), volume => volume.ToString().Contains($":{dashboards}/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_parts_name_each_others_addresses()
    {
        var collector = ObservabilityFiles.ReadYaml("collector/otel-collector.yml");
        var prometheus = ObservabilityFiles.ReadYaml("prometheus/prometheus.yml");
        var scraped = prometheus.Items("scrape_configs").SelectMany(job => job.Items("static_configs")).SelectMany(group => group.Items("targets"));
        var alerted = prometheus.Child("alerting").Items("alertmanagers").SelectMany(manager => manager.Items("static_configs")).SelectMany(group => group.Items("targets"));
        var source = Assert.Single(ObservabilityFiles.ReadYaml("grafana/provisioning/datasources/prometheus.yml").Items("datasources"));

        var exposed = collector.Child("exporters")!.Child("prometheus")!.Text("endpoint")!.Split(':')[1];
        Assert.Equal($"otel-collector:{exposed}", Assert.Single(scraped).ToString());
        Assert.Equal("alertmanager:9093", Assert.Single(alerted).ToString());
        Assert.Equal("http://prometheus:9090", source.Text("url"));
        foreach (var protocol in (string[])["grpc", "http"])
        {
            var port = collector.Child("receivers")!.Child("otlp")!.Child("protocols")!.Child(protocol)!.Text("endpoint")!.Split(':')[1];
            Assert.Contains(Services()["otel-collector"].Items("ports"), mapping => mapping.ToString() == $"127.0.0.1:{port}:{port}");
        }
    }

    [Fact]
    public void The_pipelines_of_the_collector_consist_of_what_is_defined()
    {
        var collector = ObservabilityFiles.ReadYaml("collector/otel-collector.yml");
        var pipelines = (YamlMappingNode)collector.Child("service")!.Child("pipelines")!;

        Assert.Equal(["metrics", "traces"], pipelines.Children.Keys.Select(key => key.ToString()).Order());
        foreach (var (pipeline, kind) in from pipeline in pipelines.Children.Values from kind in (string[])["receivers", "processors", "exporters"] select (pipeline, kind))
        {
            Assert.NotEmpty(pipeline.Items(kind));
            Assert.All(pipeline.Items(kind), component => Assert.NotNull(collector.Child(kind)!.Child(component.ToString())));
        }
    }

    [Fact]
    public void The_readme_names_every_alert_with_its_runbook_and_links_what_exists()
    {
        var readme = ObservabilityFiles.Read("README.md");
        var alerts = ObservabilityFiles.ReadYaml("prometheus/agent-slos.rules.yml").Items("groups").SelectMany(group => group.Items("rules"))
            .Where(rule => rule.Text("alert") is not null)
            .Select(rule => $"[{rule.Text("alert")}](../../docs/runbooks/{Path.GetFileName(rule.Child("annotations")!.Text("runbook_url"))})")
            .Distinct()
            .ToList();

        Assert.Equal(alerts.Order(), Links().Matches(readme).Select(link => link.Value).Where(link => link.Contains("runbooks", StringComparison.Ordinal)).Order());
        Assert.All(Links().Matches(readme), link => Assert.True(File.Exists(ObservabilityFiles.PathOf(link.Groups[1].Value)), link.Value));
        Assert.All(
            FirstColumn().Matches(readme).Select(row => row.Groups[1].Value), path => Assert.True(Path.Exists(ObservabilityFiles.PathOf(path)), path));
    }

    private static Dictionary<string, YamlNode> Services()
        => ((YamlMappingNode)ObservabilityFiles.ReadYaml("compose.yml").Child("services")!).Children.ToDictionary(service => service.Key.ToString(), service => service.Value);

    private static IEnumerable<string> FilesOf(string pattern) => Directory
        .EnumerateFiles(ObservabilityFiles.Folder, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(ObservabilityFiles.Folder, file));

    [GeneratedRegex(@"\[[^\]]+\]\(([^)]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();
}
