using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentTracing.Benchmarks;

/// <summary>A comparison of our code with a base.</summary>
/// <param name="Work">What both do.</param>
/// <param name="Time">Our time as a multiple of the base's; depends on the machine.</param>
/// <param name="BaseBytes">The bytes that the base allocates for each call.</param>
/// <param name="Bytes">The bytes that our code allocates for each call; the same on every machine.</param>
internal sealed record Ratio(string Work, double Time, long BaseBytes, long Bytes);

/// <summary>The ratios of the last release, in <c>ratios.json</c> in this folder.</summary>
internal static class RatiosFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Replaces the file.</summary>
    internal static void Write(string path, IReadOnlyList<Ratio> rows) => File.WriteAllText(path, JsonSerializer.Serialize(rows, Options) + "\n");

    /// <summary>Compares bytes, not times, with the file: reports rows that are missing or allocate more than before.</summary>
    internal static IEnumerable<string> Faults(string path, IReadOnlyList<Ratio> rows)
    {
        foreach (var known in JsonSerializer.Deserialize<Ratio[]>(File.ReadAllText(path), Options)!)
        {
            if (rows.FirstOrDefault(row => row.Work == known.Work) is not { } row)
                yield return $"{known.Work}: is not measured any more";
            else if (row.Bytes > known.Bytes)
                yield return $"{known.Work}: {row.Bytes} bytes, and {known.Bytes} in {Path.GetFileName(path)}";
        }
    }
}
