using System.Collections.Immutable;
using AgentTracing.Generators.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Base of the analyzers: runs concurrently, skips generated code except that of Razor files, and registers nothing when AgentTracing is
/// not referenced.
/// </summary>
public abstract class AgentTracingAnalyzer : DiagnosticAnalyzer
{
    private protected AgentTracingAnalyzer(params ImmutableArray<DiagnosticDescriptor> rules) => SupportedDiagnostics = rules;

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            if (OperationAttributes.AreReferencedBy(start.Compilation))
                Start(start);
        });
    }

    /// <summary>The analysis of generated code: none, unless a rule analyzes the generated code of Razor files.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <summary>Registers the actions for a compilation that references AgentTracing.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);
}
