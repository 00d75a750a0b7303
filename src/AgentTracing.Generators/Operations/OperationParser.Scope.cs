using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <content>Whether the implementation may take what the declaration calls scoped.</content>
internal sealed partial class OperationParser
{
    private const string Probe = "AgentTracingProbe";

    /// <summary>
    /// A scoped argument may not go where it could be kept. Where it could is for the compiler to say, by rules that change with the language: it is asked about the call
    /// itself, in the rare case where the implementation promises less and there is something to keep the argument in.
    /// </summary>
    private string? ScopeDifference(IMethodSymbol implementation)
        => CanKeepReferences()
            && _method.Parameters.Zip(implementation.Parameters, static (ours, theirs) => (Ours: ours, Theirs: theirs)).FirstOrDefault(static pair => pair.Ours.ScopedKind > pair.Theirs.ScopedKind).Theirs is { } unscoped
            && !CanCall(implementation)
                ? $"its parameter '{unscoped.Name}' is not scoped"
                : null;

    /// <summary>Whether something that comes out of the method could refer to what went in.</summary>
    private bool CanKeepReferences()
        => _method.RefKind != RefKind.None
            || HoldsReferences(_method.ReturnType)
            || (_method.ContainingType.IsRefLikeType && !_method.IsStatic)
            || _method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && HoldsReferences(parameter.Type));

    private static bool HoldsReferences(ITypeSymbol type) => type.IsRefLikeType || type is ITypeParameterSymbol { AllowsRefLikeType: true };

    /// <summary>Whether the compiler takes a method of the declaration's signature that does nothing but call the implementation.</summary>
    private bool CanCall(IMethodSymbol implementation)
    {
        if (_method.DeclarationsIn(_compilation, _cancellationToken).FirstOrDefault() is not MethodDeclarationSyntax declaration)
            return false;

        var space = NamespaceName() is { } name ? $"namespace {name};\n" : "";
        var types = string.Join(" { ", Headers(declaration));
        var modifiers = string.Join(" ", declaration.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ReadOnlyKeyword));
        var method = $"{Signature(declaration, modifiers, Probe)} {string.Join(" ", Constraints(declaration))} => {(_method.RefKind == RefKind.None ? "" : "ref ")}{Invocation(declaration, implementation)};";
        var text = $"{space}{(IsInUnsafeType(declaration) ? "unsafe " : "")}{types} {{ {method} }}{new string('}', declaration.Ancestors().OfType<TypeDeclarationSyntax>().Count() - 1)}";

        var tree = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)declaration.SyntaxTree.Options, cancellationToken: _cancellationToken);
        var probe = tree.GetRoot(_cancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        return !_compilation.AddSyntaxTrees(tree).GetModelOf(tree).GetMethodBodyDiagnostics(probe.Span, _cancellationToken)
            .Any(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
    }
}
