using System.Xml;

namespace AgentTracing.Generators.CodeFixes.Projects;

/// <summary>Sets properties in the text of a project file without changing anything else: layout, comments, line ends.</summary>
internal static class ProjectFileEditor
{
    private const string Step = "  ";

    /// <summary>
    /// The text with the property in its first group without a condition, or in a new group. Null when the property has that value already,
    /// is set under a condition or more than once, or the text is not a project file.
    /// </summary>
    public static string? SetProperty(string text, string name, string value)
    {
        ProjectFileLayout layout;
        try
        {
            layout = ProjectFileLayout.Read(text, name);
        }
        catch (XmlException)
        {
            return null;
        }

        if (!layout.IsClear)
            return null;
        if (layout.Value is var (start, end))
            return text.Substring(start, end - start).Trim() == value ? null : text.Substring(0, start) + value + text.Substring(end);

        string property = $"<{name}>{value}</{name}>";
        string newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        if (layout.Group is not var (lastProperty, groupEnd))
        {
            string outer = IndentOf(text, layout.FirstChild) ?? Step;
            return text.Insert(layout.RootStartEnd, $"{newLine}{outer}<PropertyGroup>{newLine}{outer}{Step}{property}{newLine}{outer}</PropertyGroup>");
        }

        return IndentOf(text, groupEnd) is { } indent
            ? text.Insert(groupEnd - indent.Length, (IndentOf(text, lastProperty) ?? (indent + Step)) + property + newLine)
            : text.Insert(groupEnd, property);
    }

    /// <summary>The white space before an offset; null when anything else precedes it in its line.</summary>
    private static string? IndentOf(string text, int? place)
    {
        if (place is not { } end)
            return null;

        int start = end;
        while (start > 0 && (text[start - 1] is ' ' or '\t'))
            start--;

        return start == 0 || text[start - 1] is '\n' or '\r' ? text.Substring(start, end - start) : null;
    }
}
