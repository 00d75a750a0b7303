using System.Text;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>
/// Writes a random program: operations of every shape that call each other, throw, and read streams completely or partially. Computes the
/// expected spans at the same time.
/// </summary>
internal sealed class ProgramGrammar(System.Random random)
{
    private static readonly (string Kind, string Prefix)[] Kinds =
    [
        ("Workflow", "invoke_workflow "), ("Agent", "invoke_agent "), ("AgentTask", ""), ("Tool", "execute_tool "), ("Retrieval", "retrieval "),
        ("Guardrail", ""), ("Evaluator", ""),
    ];

    private readonly StringBuilder _methods = new();
    private int _number;

    /// <summary>The expected spans of the program: their names from the root, and their status.</summary>
    public List<string> Spans { get; } = [];

    /// <summary>Writes a program with <paramref name="count"/> trees of calls, one after the other.</summary>
    public string Write(int count)
    {
        var run = new StringBuilder();
        for (var i = 0; i < count; i++)
            run.Append(Call("", depth: 0));

        return $$"""
            public static partial class Program
            {
                public static async Task<object?> Run()
                {
                    await Task.Yield();
                    {{run}}
                    return null;
                }

                private static void Fail() => throw new InvalidOperationException();

                {{_methods}}
            }
            """;
    }

    /// <summary>Writes an operation, and the statement that calls it and catches its exception.</summary>
    private string Call(string path, int depth)
    {
        var (kind, prefix) = random.Pick<(string, string)>(Kinds);
        var shape = random.Pick<Shape>(Enum.GetValues<Shape>());
        var name = "M" + _number++;
        path = $"{path}/{prefix}{name}";

        // The reader abandons this stream after its first element, before anything below it runs.
        var isLeft = shape >= Shape.Iterator && random.Chance(0.3);
        var fails = !isLeft && random.Chance(0.2);
        var failure = fails ? "Fail();" : "";
        var children = new StringBuilder();
        for (var i = isLeft || depth > 3 ? 0 : random.Next(3); i > 0; i--)
            children.Append(Call(path, depth + 1));

        Spans.Add($"{path} {(fails ? "System.InvalidOperationException" : isLeft ? "incomplete" : "ok")}");
        _methods.Append(Operation(kind, name, shape, children.ToString(), failure));
        return Caller(name, shape, isLeft);
    }

    private static string Operation(string kind, string name, Shape shape, string children, string failure)
    {
        var (returns, modifier, body) = shape switch
        {
            Shape.Task => ("Task", "async ", $"await Task.Yield(); {children} {failure}"),
            Shape.TaskOfInt => ("Task<int>", "async ", $"await Task.Yield(); {children} {failure} return 1;"),
            Shape.ValueTask => ("ValueTask", "async ", $"{children} {failure} await Task.CompletedTask;"),
            Shape.ValueTaskOfInt => ("ValueTask<int>", "async ", $"{children} {failure} await Task.Yield(); return 1;"),
            Shape.CompletedTask => ("Task<string>", "", $"{Blocking(children)} {failure} return Task.FromResult(\"\");"),
            Shape.Void => ("void", "", $"{Blocking(children)} {failure}"),
            Shape.Value => ("(int Left, string? Right)", "", $"{Blocking(children)} {failure} return default;"),
            Shape.Span => ("ReadOnlySpan<char>", "", $"{Blocking(children)} {failure} return default;"),
            Shape.Iterator => ("IEnumerable<int>", "", $"yield return 1; {Blocking(children)} {failure}"),
            Shape.AsyncIterator => ("IAsyncEnumerable<int>", "async ", $"await Task.Yield(); yield return 1; {children} {failure}"),
            Shape.Stream => ("IAsyncEnumerable<int>", "", $"return Local(); async IAsyncEnumerable<int> Local() {{ yield return 1; await Task.Yield(); {children} {failure} }}"),
            _ => ("Task<IAsyncEnumerable<int>>", "async ", $"await Task.Yield(); return Local(); async IAsyncEnumerable<int> Local() {{ yield return 1; await Task.Yield(); {children} {failure} }}"),
        };

        return $$"""

            [{{kind}}] private static partial {{returns}} {{name}}();
            private static {{modifier}}{{returns}} {{name}}Core() { {{body}} }

            """;
    }

    private static string Caller(string name, Shape shape, bool isLeft)
    {
        var leave = isLeft ? "break;" : ";";
        var call = shape switch
        {
            Shape.Task or Shape.TaskOfInt or Shape.ValueTask or Shape.ValueTaskOfInt or Shape.CompletedTask => $"await {name}();",
            Shape.Void or Shape.Value or Shape.Span => $"{name}();",
            Shape.Iterator => $"foreach (var _ in {name}()) {leave}",
            Shape.TaskOfStream => $"await foreach (var _ in await {name}()) {leave}",
            _ => $"await foreach (var _ in {name}()) {leave}",
        };

        return $"try {{ {call} }} catch (InvalidOperationException) {{ }}\n";
    }

    /// <summary>Calls from code that cannot await.</summary>
    private static string Blocking(string children)
        => children.Length == 0 ? "" : $"Work().GetAwaiter().GetResult(); async Task Work() {{ await Task.CompletedTask; {children} }}";

    /// <summary>Kinds of results; streams are last.</summary>
    private enum Shape
    {
        Task,
        TaskOfInt,
        ValueTask,
        ValueTaskOfInt,
        CompletedTask,
        Void,
        Value,
        Span,
        Iterator,
        AsyncIterator,
        Stream,
        TaskOfStream,
    }
}
