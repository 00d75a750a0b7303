using System.Collections.Immutable;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Operations.Random;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Reuse;

/// <summary>
/// A project whose files depend on each other in all ways in which one file can change the meaning of another, with random edits. A file is
/// a template with placeholders (<c>{0}</c>), each with several values. As in an editor, not every result compiles.
/// </summary>
/// <param name="random">The source of choices.</param>
internal sealed class EditedProject(System.Random random)
{
    private static readonly TestCompilation Options = new() { Intercepts = true, References = SdkReferences.Of("Microsoft.Extensions.AI") };

    private static readonly (string Path, string Text, string[][] Fillings)[] Files =
    [
        ("Imports.cs", "global using AgentTracing; global using Microsoft.Extensions.AI; {0}",
            [["", "", "", "", "global using static Shop.Helpers;", "global using Reply = Shop.Order;"]]),
        ("Models.cs", "namespace Shop; public record Order(string Id, int Count{0}) {{ {1} }} public class Reply {{ {2} }}",
            [["", "", ", decimal Total = 0"], ["", "public string Note => Id;", "[NotCaptured] public string Note { get; } = \"\";", "public class Inner;"], ["", "public string Text { get; set; } = \"\";"]]),
        ("Base.cs", "namespace Shop; public abstract class AgentBase(IChatClient chat) {{ protected readonly IChatClient _chat = chat; {0} protected virtual IEnumerable<int> FindCore() {1} {2} }}",
            [["", "protected readonly IChatClient _other = chat;", "private void OrderAgentOperations() { }", "protected int OrderAgentOperations;"], ["{ yield return 1; }", "{ return [1]; }", "=> [2];"], ["", "// Nothing.", "private int _count;"]]),
        ("Agent.cs", "namespace Shop; public partial class OrderAgent(IChatClient chat) : AgentBase(chat) {{ [Agent(\"order\"{0})] public partial Task<Reply> PlaceAsync(Order order{1}); [Retrieval] public partial IEnumerable<int> Find(); [LlmCall] public partial Task<ChatResponse> AskAsync(string text); {2} }}",
            [["", ", Description = Texts.Description"], ["", ", [TraceTag(Texts.Tag)] int tag = 1"], ["", "[Tool] public partial Part Make(); private Part MakeCore() => new();", "class Nested;"]]),
        ("Agent.Core.cs", "namespace Shop; partial class OrderAgent {{ {0} private async Task<ChatResponse> AskCoreAsync(string text) {{ {1} }} {2} {3} }}",
            [
                ["private Task<Reply> PlaceCoreAsync(Order order) => null!;", "private Task<Reply> PlaceCoreAsync(Order order, int tag) => null!;", "", "private Task<Order> PlaceCoreAsync(Order order) => null!;"],
                ["return await _chat.GetResponseAsync(text);", "return await _other.GetResponseAsync(text);", "await Task.Yield(); return null!;"],
                ["", "protected override IEnumerable<int> FindCore() { yield break; }", "protected override IEnumerable<int> FindCore() => [3];"],
                ["", "private void Help() { }", "private async Task<int> HelpAsync() => 1;"],
            ]),
        ("Callers.cs", "namespace Shop {{ public class Caller(IChatClient chat) {{ public Task A() => chat.GetResponseAsync(\"a\"); public Task B() => Clients.Make().GetResponseAsync(\"b\"); public object C() => new Gateway().AskAsync(\"c\"); {0} }} }}",
            [["", "public async Task D() { await foreach (var part in chat.GetStreamingResponseAsync(\"d\")) { } }", "public Task E() => chat.GetResponseAsync<Order>(\"e\");", "[NoIntercept] public Task F() => chat.GetResponseAsync(\"f\");"]]),
        ("Callers2.cs", "namespace Shop.Part {{ class Caller2 {{ public object A(Holder holder) => holder.Client.GetResponseAsync(\"a\"); public object B(Holder holder) => holder.Ask(); {0} }} class Helped : HelperBase {{ object C() => Chat.GetResponseAsync(\"c\"); }} }}",
            [["", "// A comment.", "public Part P;"]]),
        ("Clients.cs", "namespace Shop; public static class Clients {{ public static {0} Make() => null!; }}",
            [["IChatClient", "IChatClient", "MyClient", "dynamic", "object", "DelegatingChatClient"]]),
        ("MyClient.cs", "namespace Shop; public abstract class MyClient{0} {{ public abstract Task<ChatResponse> GetResponseAsync({1} text); }}",
            [["", " : IChatClient"], ["string", "object", "int"]]),
        ("Holder.cs", "namespace Shop; public class Holder {{ public {0} Client = null!; {1} }} public class HelperBase {{ protected {2} Chat => {3}; }}",
            [["IChatClient", "MyClient", "Wrapper"], ["", "public object Ask() => 1;", "private object Ask() => 1;"], ["IChatClient", "Order", "Holder"], ["null!", "throw new Exception()"]]),
        ("Extensions.cs", "namespace Shop; public class Wrapper {{ }} public static class WrapperExtensions {{ {0} }}",
            [["", "public static Task<ChatResponse> GetResponseAsync(this Wrapper wrapper, string text) => null!;", "public static object Ask(this Holder holder) => 1;", "public static void Add(this Wrapper wrapper, int item) { }", "private static object Ask(this Holder holder) => 1;"]]),
        ("Gateway.cs", "{0} namespace Shop; public class Gateway {{ public {1} AskAsync(string text) {2} }}",
            [["", "[assembly: LlmApi(typeof(Shop.Gateway), \"AskAsync\")]"], ["Task<string>", "string", "IAsyncEnumerable<string>"], ["=> null!;", "{ throw new Exception(); }", "=> default!;"]]),
        ("Texts.cs", "namespace Shop; public static class Texts {{ public const string Description = \"{0}\"; public const string Tag = nameof({1}); }} public static class Helpers {{ public static IChatClient Chat => null!; }}",
            [["one", "two"], ["Order", "Gateway"]]),
        ("Elsewhere.cs", "{0} namespace Shop.Other {{ public class Elsewhere{1} {{ {2} int Answer() {{ {3} }} public string Name => {4}; }} }}",
            [
                ["", "using System.Text;", "using Order = System.String;", "#nullable disable\n"], ["", " : IDisposable", "<T>"], ["private", "public", "internal static"],
                ["return 1;", "return 2; // Two.", "foreach (var x in new int[1]) { }", "yield break;"], ["\"a\"", "field", "nameof(Order)"],
            ]),
    ];

    private static readonly string[] Added =
    [
        "internal static class Unrelated;",
        "namespace Shop; class OrderAgentOperations { }",
        "namespace Shop; class OrderAgentOperations2 { }",
        "namespace Shop.Part { class Part { } }",
        "namespace Shop { class Part { public int Size => 1; } }",
        "namespace Shop { class IChatClient { public Task<ChatResponse> GetResponseAsync(string text) => null!; } }",
        "namespace Shop { class ToolAttribute : Attribute { } }",
        "namespace Shop; class Tool { }",
        "class Task { }",
        "class var { }",
        "namespace System.Threading.Tasks { class Task<T> { } }",
        "namespace Microsoft.Extensions.AI { class ChatOptions { } }",
        "namespace Shop { partial class OrderAgent { private Task<Reply> PlaceCoreAsync(Order order, int tag = 2) => null!; } }",
        "namespace Shop { partial class OrderAgent { private object _more; public ChatOptions Options; } }",
        "namespace Shop.OrderAgentOperations { class Something { } }",
        "namespace Shop { static class More { public static Task<ChatResponse> GetResponseAsync(this Wrapper wrapper, string text) => null!; public static int GetAwaiter(this int value) => value; } }",
        "namespace Shop { public static class ChatClientExtensions { public static Task<ChatResponse> GetResponseAsync(this Microsoft.Extensions.AI.IChatClient client, string text) => null!; } }",
        "namespace Shop; public class Caller(IChatClient chat) { }",
        "namespace AgentTracing.CompilerServices { class LlmClient { } }",
        "class Microsoft { }",
        "namespace Shop.Microsoft { class Something { } }",
        "global using Shop.Part;",
        "public",
        "void Broken(",
        "return 1;",
    ];

    private readonly int[][] _choices = [.. Files.Select(file => file.Fillings.Select(fillings => random.Next(2) == 0 ? 0 : random.Next(fillings.Length)).ToArray())];

    /// <summary>The project before the next edit.</summary>
    public CSharpCompilation Compilation { get; private set; } = null!;

    /// <summary>A description of the last edit.</summary>
    public string Last { get; private set; } = "nothing";

    /// <summary>Creates the project.</summary>
    public void Start() => Compilation = Options.Create().RemoveAllSyntaxTrees().AddSyntaxTrees(
        [Options.Parse("global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;", "Usings.cs"), .. Files.Select((_, file) => Parse(file))]);

    /// <summary>Edits one file, or several.</summary>
    public void Edit()
    {
        Last = "";
        for (var count = random.Chance(0.8) ? 1 : 3; count > 0; count--)
        {
            if (random.Chance(0.25))
                AddOrRemove();
            else
                Change(random.Next(Files.Length));
        }
    }

    /// <summary>The same project, created from scratch without sharing any object.</summary>
    public CSharpCompilation Anew(string assembly)
        => Compilation.RemoveAllSyntaxTrees().WithAssemblyName(assembly).AddSyntaxTrees(Compilation.SyntaxTrees.Select(static tree => Options.Parse(tree.ToString(), tree.FilePath)));

    /// <summary>A driver with the generator.</summary>
    public static GeneratorDriver Driver()
        => CSharpGeneratorDriver.Create(
            [new AgentTracingGenerator().AsSourceGenerator()],
            parseOptions: Options.ParseOptions,
            optionsProvider: TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true"), ("AgentTracingInterceptionSummary", "true"), ("AgentTracingReportsDeclarations", "true")]));

    private void Change(int file)
    {
        var (path, _, fillings) = Files[file];
        var place = random.Next(fillings.Length);
        _choices[file][place] = random.Next(fillings[place].Length);
        Last += $"{path} {{{place}}}: {fillings[place][_choices[file][place]]}\n";
        Compilation = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Parse(file));
    }

    private void AddOrRemove()
    {
        var added = Compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith("Added", StringComparison.Ordinal)).ToImmutableArray();
        if (added.Length > 1 || (added.Length > 0 && random.Chance(0.5)))
        {
            var tree = added[random.Next(added.Length)];
            Last += $"without {tree}\n";
            Compilation = Compilation.RemoveSyntaxTrees(tree);
            return;
        }

        // One way to change the meaning of a file is to add another file with the same text.
        var text = random.Chance(0.1) ? Compilation.SyntaxTrees.First(static tree => tree.FilePath == "Callers.cs").ToString() : random.Pick<string>(Added);
        Last += $"with {text}\n";
        Compilation = Compilation.AddSyntaxTrees(Options.Parse(text, $"Added{random.Next()}.cs"));
    }

    private SyntaxTree Parse(int file)
        => Options.Parse(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, Files[file].Text, [.. Files[file].Fillings.Select((fillings, place) => fillings[_choices[file][place]])]), Files[file].Path);
}
