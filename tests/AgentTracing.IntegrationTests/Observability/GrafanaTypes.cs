using AgentTracing.IntegrationTests.Tools;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>Grafana's published TypeScript types in a temporary folder, with the compiler that checks against them.</summary>
internal sealed class GrafanaTypes : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grafana-types");

    /// <summary>Restores the npm packages that <c>GrafanaSchema/package.json</c> names.</summary>
    internal static async Task<GrafanaTypes> InstallAsync()
    {
        var npm = Programs.Find("npm");
        var types = new GrafanaTypes();
        var source = Path.Combine(RepositoryRoot.Folder, "tests", "AgentTracing.IntegrationTests", "Observability", "GrafanaSchema");
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(types._folder.FullName, Path.GetFileName(file)));

        var (exitCode, output) = await Programs.RunAsync(
            npm, types._folder.FullName, Limit, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
        Programs.Need(exitCode == 0, $"npm cannot install Grafana's types: {output}");
        return types;
    }

    /// <summary>Checks a dashboard.</summary>
    /// <returns>The errors of the compiler; empty if there are none.</returns>
    internal async Task<string> CheckAsync(string dashboard)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "dashboard.ts"),
            $"import type {{ DashboardFile }} from './dashboard-file';\nexport const dashboard: DashboardFile = {dashboard};",
            TestContext.Current.CancellationToken);
        var compiler = Path.Combine(_folder.FullName, "node_modules", "typescript", "bin", "tsc");
        var (_, output) = await Programs.RunAsync(Programs.Find("node"), _folder.FullName, Limit, compiler, "--project", ".");
        return output;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
