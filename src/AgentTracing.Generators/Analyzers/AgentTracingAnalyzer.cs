using System.Collections.Immutable;
using AgentTracing.Generators.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Base of the analyzers: concurrent, silent in generated code unless it is that of Razor files, and gone at once from a compilation that does not reference AgentTracing.
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

    /// <summary>What to do with generated code: nothing, unless a rule looks into the generated code of Razor files.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <summary>Registers the actions for a compilation that references AgentTracing.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);
}
