using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>Downloads a package with the registry's own client, <c>npm</c>. The tool makes no other network requests.</summary>
internal static class NpmPackage
{
    private const string Name = "@pydantic/genai-prices";
    private static readonly string[] Kept = ["package.json", "LICENSE", "dist/index.js"];

    public static int Fetch(string folder, TextWriter output)
    {
        string temporary = Directory.CreateTempSubdirectory("prices-").FullName;
        try
        {
            string version = Npm(temporary, "view", Name, "version").Trim();
            string published = JsonNode.Parse(Npm(temporary, "view", Name, "time", "--json"))![version]!.GetValue<string>()[..10];
            string archive = Path.Combine(temporary, Npm(temporary, "pack", $"{Name}@{version}", "--silent").Trim().Split('\n')[^1].Trim());
            using (var file = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
                TarFile.ExtractToDirectory(file, temporary, overwriteFiles: true);

            string package = Path.Combine(temporary, "package");
            File.WriteAllText(Path.Combine(package, "source.json"), $"{{\"package\": \"{Name}\", \"version\": \"{version}\", \"published\": \"{published}\"}}\n");
            GenaiPrices.Read(package);

            foreach (string name in Kept.Append("source.json"))
            {
                string target = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(package, name), target, overwrite: true);
            }

            output.WriteLine($"{Name} {version} of {published}. Run update now.");
            return 0;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static string Npm(string folder, params string[] arguments)
    {
        using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string output = npm.StandardOutput.ReadToEnd();
        npm.WaitForExit();
        return npm.ExitCode == 0 ? output : throw new IOException($"npm {string.Join(' ', arguments)} failed with {npm.ExitCode}");
    }
}
