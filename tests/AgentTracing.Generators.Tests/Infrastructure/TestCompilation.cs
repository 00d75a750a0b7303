using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Compilation options of a test. The defaults are the strictest that a user can have.</summary>
internal sealed record TestCompilation
{
    private static readonly MetadataReference RunTime = MetadataReference.CreateFromFile(typeof(AgentTelemetry).Assembly.Location);

    private static readonly Dictionary<string, ReportDiagnostic> Exceptions = new()
    {
        // Different assembly versions: the SDK suppresses these warnings in every project.
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,

        // Missing doc comments: test sources have none. GeneratorTest checks that generated code has them.
        ["CS1591"] = ReportDiagnostic.Warn,
    };

    /// <summary>The oldest language version that we support, unless the test needs another.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp12;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>Whether arithmetic is checked for overflow by default.</summary>
    public bool ChecksOverflow { get; init; }

    /// <summary>References to the libraries of .NET.</summary>
    public ImmutableArray<MetadataReference> Framework { get; init; } = [.. Basic.Reference.Assemblies.Net100.References.All];

    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>Whether interceptors are enabled for the compiler, as <c>AgentTracingInterceptLlmCalls</c> does.</summary>
    public bool Intercepts { get; init; }

    /// <summary>Whether the project references AgentTracing.</summary>
    public bool ReferencesRunTime { get; init; } = true;

    public string AssemblyName { get; init; } = "Tests";

    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Compiles <paramref name="sources"/> with the usual global usings.</summary>
    public CSharpCompilation Create(params IEnumerable<string> sources)
        => CSharpCompilation.Create(
            AssemblyName,
            [Parse(ReferencesRunTime ? Usings + "global using AgentTracing;" : Usings, "Usings.cs"), .. sources.Select((source, i) => Parse(source, $"Source{i}.cs"))],
            [.. Framework, .. ReferencesRunTime ? [RunTime] : Array.Empty<MetadataReference>(), .. References],
            new CSharpCompilationOptions(OutputKind)
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithSpecificDiagnosticOptions(Exceptions)
                .WithWarningLevel(9999)
                .WithNullableContextOptions(Nullable)
                .WithAllowUnsafe(true)
                .WithOverflowChecks(ChecksOverflow)
                .WithOptimizationLevel(OptimizationLevel.Release));

    /// <summary>Parses a file with the test's options.</summary>
    public SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    public CSharpParseOptions ParseOptions
        => new CSharpParseOptions(Language, DocumentationMode.Diagnose)
            .WithFeatures(Intercepts ? [new("InterceptorsNamespaces", "Other;AgentTracing.Generated")] : []);

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;
}
