using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentTracing.Benchmarks;

/// <summary>How our work compares with what it is measured against.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Time">Our time, as a multiple of the other's: it depends on the machine.</param>
/// <param name="BaseBytes">Bytes that the other allocates for each call.</param>
/// <param name="Bytes">Bytes that ours allocates for each call: exact, on every machine.</param>
internal sealed record Ratio(string Work, double Time, long BaseBytes, long Bytes);

/// <summary>The ratios of the last release, in <c>ratios.json</c> beside this file.</summary>
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

    /// <summary>Compares bytes, and no times, with the file: what allocates more than it did, or is missing.</summary>
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
