using System.Xml;

namespace AgentTracing.Generators.CodeFixes.Projects;

/// <summary>Offsets of elements in the text of a project file.</summary>
internal sealed class ProjectFileLayout
{
    private readonly string _text;
    private readonly List<int> _lineStarts = [0];

    private ProjectFileLayout(string text)
    {
        _text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>Whether it is a project file in which the property is not set, or set once without a condition.</summary>
    public bool IsClear { get; private set; } = true;

    /// <summary>The value of the requested property.</summary>
    public (int Start, int End)? Value { get; private set; }

    /// <summary>The first property group without a condition: its last property, and its end tag.</summary>
    public (int? LastProperty, int End)? Group { get; private set; }

    /// <summary>The end of the root's start tag.</summary>
    public int RootStartEnd { get; private set; }

    /// <summary>The first element inside the root.</summary>
    public int? FirstChild { get; private set; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="XmlException">It is not XML.</exception>
    public static ProjectFileLayout Read(string text, string property)
    {
        var layout = new ProjectFileLayout(text);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { XmlResolver = null });
        reader.MoveToContent();
        if (reader.IsEmptyElement || reader.LocalName != "Project")
        {
            layout.IsClear = false;
            return layout;
        }

        layout.ReadRoot(reader, property);
        return layout;
    }

    private void ReadRoot(XmlReader reader, string property)
    {
        RootStartEnd = EndOfTag(PositionOf(reader));
        bool isPlainGroup = false;
        int? lastProperty = null;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                int start = PositionOf(reader) - 1;
                if (reader.Depth == 1)
                {
                    FirstChild ??= start;
                    isPlainGroup = reader is { LocalName: "PropertyGroup", IsEmptyElement: false } && reader.GetAttribute("Condition") is null;
                    lastProperty = null;
                }
                else if (reader.Depth == 2 && isPlainGroup)
                {
                    lastProperty = start;
                }

                if (reader.LocalName.Equals(property, StringComparison.OrdinalIgnoreCase))
                    ReadValue(reader, isPlainGroup && reader.Depth == 2);
            }
            else if (reader is { NodeType: XmlNodeType.EndElement, Depth: 1 } && isPlainGroup)
            {
                Group ??= (lastProperty, PositionOf(reader) - 2);
            }
        }
    }

    /// <summary>Reads the requested property.</summary>
    private void ReadValue(XmlReader reader, bool isPlain)
    {
        IsClear &= isPlain && Value is null && !reader.IsEmptyElement && reader.GetAttribute("Condition") is null;
        if (!IsClear)
            return;

        int start = EndOfTag(PositionOf(reader));
        reader.Read();
        if (reader.NodeType == XmlNodeType.Text)
            reader.Read();

        IsClear &= reader.NodeType == XmlNodeType.EndElement;
        Value = (start, PositionOf(reader) - 2);
    }

    private int PositionOf(XmlReader reader)
    {
        var position = (IXmlLineInfo)reader;
        return _lineStarts[position.LineNumber - 1] + position.LinePosition - 1;
    }

    /// <summary>The end of the tag that contains <paramref name="position"/>. Attribute values may contain its last character.</summary>
    private int EndOfTag(int position)
    {
        char? quote = null;
        while (quote is not null || _text[position] != '>')
        {
            char character = _text[position++];
            if (character == quote)
                quote = null;
            else if (quote is null && (character is '"' or '\''))
                quote = character;
        }

        return position + 1;
    }
}
