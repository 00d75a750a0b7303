using System.Text.RegularExpressions;

namespace AgentTracing.Eng.House;

/// <summary>Folders: a reader knows from the name and the first page of a folder what belongs there.</summary>
internal static class Folders
{
    private const int Files = 20;

    /// <summary>Folders that are a list by their nature: a file for each SDK, attribute or package.</summary>
    private static readonly string[] Lists = ["src/AgentTracing.Generators/Sdks", "src/AgentTracing/Annotations", "tests/AgentTracing.MatrixTests/Forms/Values"];

    /// <summary>Folders with more files than a reader takes in at once.</summary>
    public static IEnumerable<string> Crowded(IEnumerable<string> files)
        => from file in files
           group file by FolderOf(file) into folder
           where folder.Count() > Files && !Lists.Contains(folder.Key)
           select $"{folder.Key}: {folder.Count()} files, at most {Files}; group them by concern, and describe the folders in its README.md";

    /// <summary>Folders without a README.md, whose name no README.md above contains, as code or in a link.</summary>
    public static IEnumerable<string> Undescribed(Repository repository, IEnumerable<string> files)
    {
        Dictionary<string, string?> pages = [];
        return from folder in files.Select(FolderOf).Distinct()
               where folder.Contains('/') && !Above(folder).Any(above => Page(above) is { } page && (above == folder || Names(page, folder)))
               select $"{folder}: write a README.md, or name the folder in one above it";

        string? Page(string folder)
        {
            if (pages.TryGetValue(folder, out string? page))
                return page;

            string path = Path.Combine(repository.Root, folder, "README.md");
            return pages[folder] = File.Exists(path) ? File.ReadAllText(path) : null;
        }
    }

    private static bool Names(string page, string folder) => Regex.IsMatch(page, $@"[`/(]{Regex.Escape(Path.GetFileName(folder))}[`/]");

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    private static IEnumerable<string> Above(string folder)
    {
        for (; folder.Contains('/'); folder = FolderOf(folder))
            yield return folder;

        yield return folder;
    }
}
