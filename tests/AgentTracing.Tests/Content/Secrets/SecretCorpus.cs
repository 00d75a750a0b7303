using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentTracing.Tests;

/// <summary>
/// Texts with secrets, and texts that only seem to contain one. Keys are generated when the tests run, so that repository scanners find
/// none here: <c>~an:36~</c> stands for 36 letters and digits. The secret is the text between « and ».
/// </summary>
internal static partial class SecretCorpus
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    private static readonly Dictionary<string, string> Alphabets = new(StringComparer.Ordinal)
    {
        ["an"] = Lower + Upper + Digits,
        ["al"] = Lower + Digits,
        ["au"] = Upper + Digits,
        ["b32"] = Upper + "234567",
        ["al32"] = Lower + "234567",
        ["alpha"] = Lower + Upper,
        ["bech"] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        ["uhex"] = "0123456789ABCDEF",
        ["hex"] = "0123456789abcdef",
        ["url"] = Lower + Upper + Digits + "_-",
        ["b64"] = Lower + Upper + Digits + "+/",
        ["dig"] = Digits,
    };

    /// <summary>Replaces the placeholders of a template.</summary>
    internal static string Fill(string template, int seed)
    {
        var random = new Random(seed);
        return Hole().Replace(template, match =>
        {
            var kind = match.Groups["kind"].Value;
            var length = int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture);
            return kind switch
            {
                "uuid" => string.Join('-', Letters(random, "hex", 8), Letters(random, "hex", 4), "4" + Letters(random, "hex", 3), "a" + Letters(random, "hex", 3), Letters(random, "hex", 12)),
                "crc" => WithChecksum(Letters(random, "an", length)),
                "id64" => Convert.ToBase64String(Encoding.ASCII.GetBytes("1" + Letters(random, "dig", length - 1))).TrimEnd('='),
                "basic" => Convert.ToBase64String(Encoding.ASCII.GetBytes("ada:" + Letters(random, "an", length))),
                _ => Letters(random, kind, length),
            };
        });
    }

    /// <summary>A list of texts written independently of the rules: one per line, with ⏎ for a line break inside a text.</summary>
    internal static string[] List(string name)
        => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Content", "Secrets", "Lists", name + ".txt")).Select(line => line.Replace('⏎', '\n'))];

    /// <summary>Splits a filled template into the text and its secrets.</summary>
    internal static (string Text, string[] Secrets) Split(string filled)
        => (filled.Replace("«", string.Empty, StringComparison.Ordinal).Replace("»", string.Empty, StringComparison.Ordinal),
            [.. Secret().Matches(filled).Select(match => match.Groups["secret"].Value)]);

    /// <summary>
    /// CRC-32 in base 62, six characters, as GitHub and npm append it. Computed bit by bit, independently of the product's code.
    /// </summary>
    private static string WithChecksum(string body)
    {
        const string Base62 = Digits + Upper + Lower;
        uint crc = 0xFFFFFFFF;
        foreach (var b in Encoding.ASCII.GetBytes(body))
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var odd = ((crc ^ (uint)(b >> bit)) & 1) == 1;
                crc >>= 1;
                if (odd)
                    crc ^= 0xEDB88320;
            }
        }

        crc = ~crc;
        var letters = new char[6];
        for (var i = 5; i >= 0; i--, crc /= 62)
            letters[i] = Base62[(int)(crc % 62)];
        return body + new string(letters);
    }

    private static string Letters(Random random, string kind, int length)
    {
        var alphabet = Alphabets[kind];
        var letters = new char[length];
        for (var i = 0; i < length; i++)
            letters[i] = alphabet[random.Next(alphabet.Length)];

        // Real keys of this length do not end with punctuation and contain digits.
        letters[^1] = kind is "dig" ? letters[^1] : kind is "hex" ? 'a' : kind is "uhex" ? 'A' : kind is "au" or "b32" or "bech" ? 'Q' : 'k';
        if (length > 8 && kind is not ("b32" or "alpha"))
            letters[length / 2] = '7';
        return new string(letters);
    }

    [GeneratedRegex("~(?<kind>[a-z]+(?:32|64)?):(?<length>[0-9]+)~", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    [GeneratedRegex("«(?<secret>[^»]*)»", RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();
}
