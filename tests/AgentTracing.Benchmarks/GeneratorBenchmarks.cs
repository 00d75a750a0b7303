extern alias generators;

using System.Text;
using BenchmarkDotNet.Attributes;
using generators::AgentTracing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Benchmarks;

/// <summary>The generator on projects with different numbers of annotated methods: cold, and after an edit of another file.</summary>
public class GeneratorBenchmarks
{
    private const int MethodsPerType = 10;
    private CSharpCompilation _compilation = null!;
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _warm = null!;

    [Params(10, 100, 1000)]
    public int Methods { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _compilation = CSharpCompilation.Create(
            "Benchmark",
            Enumerable.Range(0, Methods / MethodsPerType).Select(type => CSharpSyntaxTree.ParseText(Source(type), path: $"Type{type}.cs")),
            [.. Basic.Reference.Assemblies.Net100.References.All, MetadataReference.CreateFromFile(typeof(AgentTelemetry).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _edited = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;"));
        _warm = Driver().RunGenerators(_compilation);
    }

    [Benchmark]
    public GeneratorDriver Cold() => Driver().RunGenerators(_compilation);

    [Benchmark]
    public GeneratorDriver EditElsewhere() => _warm.RunGenerators(_edited);

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new AgentTracingGenerator());

    private static string Source(int type)
    {
        var source = new StringBuilder().AppendLine("using System.Threading.Tasks; using AgentTracing;").AppendLine($"public partial class Type{type} {{");
        for (var i = 0; i < MethodsPerType; i++)
        {
            source.AppendLine($"[Tool(\"tool-{type}-{i}\")] public partial Task<int> Method{i}Async(string text, int count = 1);");
            source.AppendLine($"private async Task<int> Method{i}CoreAsync(string text, int count) {{ await Task.Yield(); return count + text.Length; }}");
        }

        return source.AppendLine("}").ToString();
    }
}
