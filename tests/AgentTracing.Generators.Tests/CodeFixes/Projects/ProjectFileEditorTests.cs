using AgentTracing.Generators.CodeFixes.Projects;

namespace AgentTracing.Generators.Tests.CodeFixes.Projects;

/// <summary>Edits of project files keep all other characters.</summary>
public sealed class ProjectFileEditorTests
{
    [Theory]
    [InlineData(
        "<Project Sdk=\"S\">\n  <PropertyGroup>\n    <A>1</A> <!-- a -->\n  </PropertyGroup>\n</Project>\n",
        "<Project Sdk=\"S\">\n  <PropertyGroup>\n    <A>1</A> <!-- a -->\n    <P>true</P>\n  </PropertyGroup>\n</Project>\n")]
    [InlineData(
        "<Project>\r\n\t<PropertyGroup>\r\n\t\t<A>1</A>\r\n\t</PropertyGroup>\r\n</Project>",
        "<Project>\r\n\t<PropertyGroup>\r\n\t\t<A>1</A>\r\n\t\t<P>true</P>\r\n\t</PropertyGroup>\r\n</Project>")]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<!-- > -->\n<Project xmlns=\"urn:x\">\n <PropertyGroup Condition=\"'$(A)' > 1\">\n  <B/>\n </PropertyGroup>\n <PropertyGroup>\n </PropertyGroup>\n <PropertyGroup>\n  <C/>\n </PropertyGroup>\n</Project>",
        "<?xml version=\"1.0\"?>\n<!-- > -->\n<Project xmlns=\"urn:x\">\n <PropertyGroup Condition=\"'$(A)' > 1\">\n  <B/>\n </PropertyGroup>\n <PropertyGroup>\n   <P>true</P>\n </PropertyGroup>\n <PropertyGroup>\n  <C/>\n </PropertyGroup>\n</Project>")]
    [InlineData("<Project><PropertyGroup><A>1</A></PropertyGroup></Project>", "<Project><PropertyGroup><A>1</A><P>true</P></PropertyGroup></Project>")]
    [InlineData(
        "<Project Sdk='a>b'>\n    <ItemGroup />\n</Project>",
        "<Project Sdk='a>b'>\n    <PropertyGroup>\n      <P>true</P>\n    </PropertyGroup>\n    <ItemGroup />\n</Project>")]
    [InlineData("<Project>\n</Project>", "<Project>\n  <PropertyGroup>\n    <P>true</P>\n  </PropertyGroup>\n</Project>")]
    [InlineData(
        "<Project>\n  <Target Name=\"T\">\n    <PropertyGroup>\n      <A/>\n    </PropertyGroup>\n  </Target>\n  <PropertyGroup />\n</Project>",
        "<Project>\n  <PropertyGroup>\n    <P>true</P>\n  </PropertyGroup>\n  <Target Name=\"T\">\n    <PropertyGroup>\n      <A/>\n    </PropertyGroup>\n  </Target>\n  <PropertyGroup />\n</Project>")]
    [InlineData("<Project><PropertyGroup><p> False </p></PropertyGroup></Project>", "<Project><PropertyGroup><p>true</p></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><P></P><A/></PropertyGroup></Project>", "<Project><PropertyGroup><P>true</P><A/></PropertyGroup></Project>")]
    public void A_property_is_set(string before, string after) => Assert.Equal(after, ProjectFileEditor.SetProperty(before, "P", "true"));

    [Theory]
    [InlineData("")]
    [InlineData("no XML")]
    [InlineData("<Project>")]
    [InlineData("<Project />")]
    [InlineData("<!DOCTYPE Project [<!ENTITY a 'a'>]><Project>&a;</Project>")]
    [InlineData("<Other><PropertyGroup></PropertyGroup></Other>")]
    [InlineData("<Project><PropertyGroup><P>true</P></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><P Condition=\"'$(A)' == ''\">false</P></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup Condition=\"'$(A)' == ''\"><P>false</P></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><P>false</P></PropertyGroup><PropertyGroup><P>false</P></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><P /></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><P><!-- no -->false</P></PropertyGroup></Project>")]
    [InlineData("<Project><Target Name=\"T\"><PropertyGroup><P>false</P></PropertyGroup></Target></Project>")]
    public void Unclear_files_are_not_changed(string text) => Assert.Null(ProjectFileEditor.SetProperty(text, "P", "true"));
}
