using System.Xml;

namespace AgentTracing.Generators.CodeFixes.Projects;

/// <summary>Sets properties in the text of a project file. Everything else stays as it is: layout, comments, line ends.</summary>
internal static class ProjectFileEditor
{
    private const string Step = "  ";

    /// <summary>
    /// The text with a property in its first group without a condition, or in a group of its own; null when it has that value already, where it is set under a
    /// condition or more than once, and where the text is no project file.
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

    /// <summary>The white space before a place; null when anything else is on its line before it.</summary>
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
