using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Locations in additional files.</summary>
internal static class FileLocation
{
    /// <summary>The location of a part of a file. A fault at the end of the file may be one position after it.</summary>
    public static Location Of(string path, SourceText text, int start, int length)
    {
        start = Math.Min(start, text.Length);
        var span = new TextSpan(start, Math.Min(length, text.Length - start));
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
