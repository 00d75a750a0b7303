using System.Collections.Immutable;
using System.Text;
using AgentTracing.Generators.CodeFixes.Calls;
using AgentTracing.Generators.CodeFixes.Projects;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Tests.CodeFixes.Projects;

/// <summary>AGT2001: the fix enables interception in the project file.</summary>
public sealed class InterceptionFixTests
{
    private const string ProjectFile = "<Project>\r\n  <PropertyGroup>\r\n    <A>é</A>\r\n  </PropertyGroup>\r\n</Project>";
    private const string Call = "chat.GetResponseAsync(text)";

    [Theory]
    [InlineData(Call, true)]
    [InlineData("chat?.GetResponseAsync(text)", false)]
    public async Task It_is_offered_after_the_extraction_and_edits_the_file_that_is_there(string call, bool isExtractable)
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "One");
        var actions = await Actions(AddCode(project, call), "AGT2001");
        string[] keys = isExtractable ? [nameof(ExtractLlmCallCodeFix), nameof(InterceptionFix)] : [nameof(InterceptionFix)];
        Assert.Equal(keys, actions.Select(static action => action.EquivalenceKey));
        Assert.Equal("Intercept the LLM calls of One (AgentTracingInterceptLlmCalls in its project file)", actions[^1].Title);

        var text = await ProjectFileAfter(actions[^1], project.Id);
        Assert.Equal(ProjectFile.Replace("</A>\r\n", "</A>\r\n    <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls>\r\n", StringComparison.Ordinal), text.ToString());
        Assert.Equal(Encoding.Latin1, text.Encoding);
    }

    [Fact]
    public async Task Of_several_projects_that_of_the_call_is_edited()
    {
        using var workspace = new AdhocWorkspace();
        var other = AddProject(workspace, "Other");
        var project = AddProject(workspace, "One");
        var actions = await Actions(AddCode(project, Call), "AGT2001");
        var operations = await actions[^1].GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.Equal(ProjectFile, await TextOf(changed.GetProject(other.Id)!));
        Assert.Contains("<AgentTracingInterceptLlmCalls>", await TextOf(changed.GetProject(project.Id)!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Call, "build_property.AgentTracingInterceptLlmCalls = true", LanguageVersion.CSharp13, ProjectFile)]
    [InlineData(Call, "build_property.AgentTracingInterceptMicrosoftExtensionsAI = false", LanguageVersion.CSharp13, ProjectFile)]
    [InlineData(Call, "", LanguageVersion.CSharp10, ProjectFile)]
    [InlineData(Call, "", LanguageVersion.CSharp13, null)]
    [InlineData(Call, "", LanguageVersion.CSharp13, "<Project><PropertyGroup><AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls></PropertyGroup></Project>")]
    [InlineData("Client.Own(1, chat)", "", LanguageVersion.CSharp13, ProjectFile)]
    public async Task It_is_not_offered_where_it_is_of_no_use(string call, string config, LanguageVersion language, string? projectFile)
    {
        using var workspace = new AdhocWorkspace();
        var project = AddProject(workspace, "One", config, language, projectFile);
        var actions = await Actions(AddCode(project, call), "AGT2001");
        Assert.DoesNotContain(nameof(InterceptionFix), actions.Select(static action => action.EquivalenceKey));
    }

    [Fact]
    public async Task All_calls_of_a_project_are_one_edit()
    {
        using var workspace = new AdhocWorkspace();
        var document = AddCode(AddProject(workspace, "One"), $"{Call} ?? {Call}");
        var diagnostics = await Diagnostics(document.Project);
        Assert.Equal(2, diagnostics.Length);
        var fix = CodeFixTest.FixFor("AGT2001");
        var all = await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            document, fix, FixAllScope.Project, nameof(InterceptionFix), ["AGT2001"], new FixAllDiagnostics(Diagnostics), TestContext.Current.CancellationToken));
        var text = await ProjectFileAfter(all!, document.Project.Id);
        Assert.Single(text.Lines, static line => line.ToString().Contains("AgentTracingInterceptLlmCalls", StringComparison.Ordinal));
    }

    private static Project AddProject(AdhocWorkspace workspace, string name, string config = "", LanguageVersion language = LanguageVersion.CSharp13, string? projectFile = ProjectFile)
    {
        var options = new TestCompilation { References = SdkReferences.All, Language = language };
        var compilation = options.Create();
        var id = ProjectId.CreateNewId();
        string path = $"/{name}/{name}.csproj";
        var solution = workspace.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, name, name, LanguageNames.CSharp, filePath: path, compilationOptions: compilation.Options, parseOptions: options.ParseOptions, metadataReferences: compilation.References)).Solution;
        solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From("is_global = true\n" + config), filePath: $"/{name}/.globalconfig");
        if (projectFile is not null)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name + ".csproj", SourceText.From(projectFile, Encoding.Latin1), filePath: path);

        Assert.True(workspace.TryApplyChanges(solution));
        return workspace.CurrentSolution.GetProject(id)!;
    }

    private static Document AddCode(Project project, string call) => project.AddDocument(
        "Code.cs",
        $$"""
        using System.Threading.Tasks;
        using AgentTracing;
        using Microsoft.Extensions.AI;

        [assembly: LlmApi(typeof(Client), "Own")]

        public static class Client
        {
            public static Task<ChatResponse> Own(in int byReference, IChatClient chat) => null!;
        }

        public class Asking
        {
            public object? Ask(IChatClient chat, string text)
            {
                return {{call}};
            }
        }
        """,
        filePath: "/Code.cs");

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(Project project)
    {
        var compilation = (CSharpCompilation)(await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return [.. (await AnalyzerTest.Analyze(compilation, new TestCompilation { Language = compilation.LanguageVersion })).Where(static diagnostic => diagnostic.Id == "AGT2001")];
    }

    private static async Task<List<CodeAction>> Actions(Document document, string id)
    {
        var diagnostic = (await Diagnostics(document.Project)).First(diagnostic => diagnostic.Id == id);
        List<CodeAction> actions = [];
        await CodeFixTest.FixFor(id).RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<SourceText> ProjectFileAfter(CodeAction action, ProjectId project)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project)!.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextOf(Project project) => (await project.AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
}
