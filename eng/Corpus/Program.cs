using System.Globalization;

// Runs the generator, every analyzer and every code fix on the C# projects below the given folders, with and without interception. The
// projects are compiled with the packages that Corpus.csproj references; what does not compile with them is skipped. The exit code is 1 if
// one of ours throws, or if generated or fixed code does not compile.
var fixes = args.Contains("--fixes");
var list = args.SkipWhile(static arg => arg != "--list").Skip(1).FirstOrDefault();
var folders = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && arg != list).ToArray();
if (folders.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project eng/Corpus -- [--fixes] [--list file] folder...");
    return 2;
}

using var lines = list is null ? StreamWriter.Null : new StreamWriter(list);
var failures = 0;
var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
var times = new List<(TimeSpan Time, string Project)>();
int projects = 0, files = 0, generated = 0, intercepted = 0, applied = 0;
foreach (var project in folders.SelectMany(SourceProject.Below))
{
    projects++;
    files += project.Files.Count;
    foreach (var intercepts in new[] { false, true })
    {
        var result = await CorpusRun.Of(project, intercepts);
        Fail(project, result.Failures);
        times.Add((result.Time, $"{project.Name} ({project.Files.Count} files)"));
        generated += result.Generated;
        intercepted += result.Intercepted;
        foreach (var group in result.Reported.GroupBy(static diagnostic => diagnostic.Id))
            counts[group.Key] = counts.GetValueOrDefault(group.Key) + group.Count();
        foreach (var line in result.Reported.Select(CorpusRun.Line).Concat(result.Summary.Select(line => $"{project.Name}: {line}")))
            lines.WriteLine($"{(intercepts ? "on" : "off")} {line}");

        if (fixes && result.Reported.Count > 0)
        {
            var run = await FixRun.Of(project, intercepts);
            Fail(project, run.Failures);
            applied += run.Applied;
        }
    }
}

Console.WriteLine($"{projects} projects, {files} files, {generated} generated files, {intercepted} intercepted calls, {applied} fixes, {failures} failures");
Console.WriteLine(string.Join(", ", counts.Select(static count => $"{count.Key} {count.Value}")));
foreach (var (time, name) in times.OrderDescending().Take(5))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s {name}"));
return failures == 0 ? 0 : 1;

void Fail(SourceProject project, IReadOnlyCollection<string> found)
{
    failures += found.Count;
    foreach (var failure in found)
        Console.WriteLine($"{project.Name}: {failure}");
}
