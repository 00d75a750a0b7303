using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1012: returns <c>Task</c> from the operation and its implementation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncVoidCodeFix)), Shared]
public sealed class AsyncVoidCodeFix() : AgentTracingCodeFix(DiagnosticIds.AsyncVoid)
{
    private const string Tasks = "System.Threading.Tasks";

    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (FormatRun.IsUnrequested(document.Project.Solution.Workspace, diagnostic.Id)
            || await OperationDeclaration.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { Symbol: { IsOverride: false } symbol } operation
            || symbol.ImplementsInterface()
            || IsConvertedToDelegate(symbol.Name, operation.Model.Compilation, cancellationToken))
        {
            return [];
        }

        List<MethodDeclarationSyntax> methods = [operation.Syntax];
        if (OperationParser.ImplementationOf(symbol, operation.Model.Compilation, cancellationToken) is { } implementation)
        {
            // Both are edited together, so they must be in the same file.
            if (implementation.DeclarationIn(operation.Model.Compilation, cancellationToken) is not MethodDeclarationSyntax core || core.SyntaxTree != operation.Syntax.SyntaxTree || implementation.IsOverride)
                return [];

            methods.Add(core);
        }

        return
        [
            new PreparedFix("Return Task", nameof(AsyncVoidCodeFix), document.Id, editor =>
            {
                foreach (var method in methods)
                    editor.ReplaceNode(method.ReturnType, (current, _) => SyntaxFactory.IdentifierName("Task").WithTriviaFrom(current));
                editor.AddUsing(operation.Model, operation.Syntax.SpanStart, Tasks, "Task");
            }),
        ];
    }

    /// <summary>
    /// Whether the method may be converted to a delegate, for example an event handler, which a different return type would break.
    /// </summary>
    private static bool IsConvertedToDelegate(string method, Compilation compilation, CancellationToken cancellationToken)
        => compilation.SyntaxTrees
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes())
            .Any(node => node is SimpleNameSyntax { Identifier.ValueText: var name } && name == method && !IsCalled(node));

    private static bool IsCalled(SyntaxNode name)
    {
        var called = (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is MemberBindingExpressionSyntax ? name.Parent! : name;
        return NamedUse.CallOf(called) is not null || NamedUse.IsInNameof(called);
    }
}
