using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Removes everything from a documentation file that is not listed as public API in PublicAPI.*.txt. An analyzer keeps these lists
/// complete.
/// </summary>
public sealed class KeepPublicDocs : Task
{
    public string Documentation { get; set; }

    public ITaskItem[] PublicApi { get; set; }

    public override bool Execute()
    {
        var visible = new HashSet<string>(PublicApi.SelectMany(file => File.ReadLines(file.ItemSpec)).Select(NameInList));
        var document = XDocument.Load(Documentation, LoadOptions.PreserveWhitespace);
        var hidden = document.Descendants("member").Where(member => !visible.Contains(NameOfId((string)member.Attribute("name")))).ToList();
        if (hidden.Count == 0)
            return true;

        foreach (var member in hidden)
        {
            if (member.PreviousNode is XText space)
                space.Remove();
            member.Remove();
        }

        document.Save(Documentation, SaveOptions.DisableFormatting);
        return true;
    }

    // static Space.Type<T>.Method<T>(parameters) -> result; Space.Type.Property.get -> type; const Space.Type.Name = "x" -> string
    private static string NameInList(string line)
    {
        var name = Regex.Replace(line.TrimStart('~'), "^((static|const|readonly|abstract|virtual|override|sealed|extern|required) )+", "");
        name = Regex.Replace(name, @"( ->| =|\(|\[).*", "");
        while (name.Contains('<'))
            name = Regex.Replace(name, "<[^<>]*>", "");
        return Regex.Replace(name, @"\.(get|set|init)$", "");
    }

    // M:Space.Type`1.Method``1(parameters)~result, M:Space.Type.#ctor(parameters)
    private static string NameOfId(string id)
    {
        var name = Regex.Replace(id.Substring(2), @"[(~].*", "");
        name = Regex.Replace(name, @"`+\d+", "");
        if (id[0] == 'P')
            name = Regex.Replace(name, @"\.Item$", ".this");
        return Regex.Replace(name, @"(?<=^|\.)([^.]+)\.#ctor$", "$1.$1");
    }
}
