using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <content>Whether the implementation accepts scoped parameters of the declaration.</content>
internal sealed partial class OperationParser
{
    private const string Probe = "AgentTracingProbe";

    /// <summary>
    /// A scoped argument may not be passed where it could be stored. The compiler decides this, by rules that depend on the language
    /// version. So the call itself is compiled, in the rare case that the implementation's parameter is not scoped and the argument could
    /// be stored.
    /// </summary>
    private string? ScopeDifference(IMethodSymbol implementation)
        => CanKeepReferences()
            && _method.Parameters.Zip(implementation.Parameters, static (ours, theirs) => (Ours: ours, Theirs: theirs)).FirstOrDefault(static pair => pair.Ours.ScopedKind > pair.Theirs.ScopedKind).Theirs is { } unscoped
            && !CanCall(implementation)
                ? $"its parameter '{unscoped.Name}' is not scoped"
                : null;

    /// <summary>Whether an output of the method could refer to an input.</summary>
    private bool CanKeepReferences()
        => _method.RefKind != RefKind.None
            || ContainsReferences(_method.ReturnType)
            || (_method.ContainingType.IsRefLikeType && !_method.IsStatic)
            || _method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && ContainsReferences(parameter.Type));

    private static bool ContainsReferences(ITypeSymbol type) => type.IsRefLikeType || type is ITypeParameterSymbol { AllowsRefLikeType: true };

    /// <summary>Whether the compiler accepts a method with the declaration's signature that only calls the implementation.</summary>
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
