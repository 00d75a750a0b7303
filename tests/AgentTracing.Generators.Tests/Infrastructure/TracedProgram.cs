using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>A compiled test program. Running it returns its spans.</summary>
internal sealed class TracedProgram
{
    private readonly Assembly _assembly;

    private TracedProgram(Assembly assembly) => _assembly = assembly;

    public static TracedProgram Load(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream).Success);
        stream.Position = 0;
        return new TracedProgram(new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true).LoadFromStream(stream));
    }

    /// <summary>Runs <c>public static object? Run()</c> of a type, or the same with a Task result, and records spans.</summary>
    /// <returns>The result, and the spans in the order in which they ended.</returns>
    public async Task<(object? Result, IReadOnlyList<Activity> Spans)> Run(string type = "Program")
    {
        using var root = new Activity("test");
        root.Start();
        using var spans = new SpanCollector();

        var result = await Invoke(type);
        Assert.Same(root, Activity.Current);
        return (result, spans.In(root.TraceId));
    }

    /// <summary>Same as <see cref="Run"/>, without a listener.</summary>
    public async Task<object?> Invoke(string type = "Program")
    {
        var run = _assembly.GetType(type, throwOnError: true)!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)
            ?? throw new MissingMethodException(type, "Run");
        var result = run.CreateDelegate<Func<object?>>()();
        return result is Task<object?> task ? await task : result;
    }
}
