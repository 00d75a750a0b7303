using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <content>The generated method: its signature, its call of the implementation.</content>
internal sealed partial class OperationParser
{
    private const int MaxLineLength = 130;

    private MethodModel Method(MethodDeclarationSyntax declaration, IMethodSymbol implementation, ReturnModel returned)
    {
        string[] parameters = [.. _method.Parameters.Select(static parameter => parameter.Name)];
        return new MethodModel
        {
            Name = _method.Name,
            Signature = Signature(declaration, isAsync: returned.Shape == ReturnShape.CancellableIterator),
            Constraints = Constraints(declaration),
            IsUnsafe = returned.Shape != ReturnShape.CancellableIterator && IsInUnsafeType(declaration),
            Invocation = Invocation(declaration, implementation),
            Returns = returned.Shape,
            Stream = returned.Stream,
            NamesInScope = parameters
                .Concat(_method.TypeParameters.Select(static parameter => parameter.Name))
                .Append(implementation.Name)
                .OrderBy(static name => name, StringComparer.Ordinal)
                .ToEquatableArray(),
            Attributes = Attributes(),
        };
    }

    private string Signature(MethodDeclarationSyntax declaration, bool isAsync)
    {
        // "partial" must be the last modifier.
        var modifiers = string.Join(
            " ",
            declaration.Modifiers.Select(modifier => isAsync && modifier.IsKind(SyntaxKind.PartialKeyword) ? "async partial" : modifier.Text));
        return Signature(declaration, modifiers, declaration.Identifier.Text);
    }

    private string Signature(MethodDeclarationSyntax declaration, string modifiers, string name)
    {
        string[] parameters = [.. declaration.ParameterList.Parameters.Select((syntax, i) => Parameter(syntax, _method.Parameters[i]))];
        var head = $"{modifiers} {ReturnModifier(_method)}{_types.Print(_method.ReturnType)} {name}{TypeParameters(declaration.TypeParameterList)}";
        var line = $"{head}({string.Join(", ", parameters)})";
        return line.Length > MaxLineLength ? $"{head}(\n    {string.Join(",\n    ", parameters)})" : line;
    }

    private static bool IsInUnsafeType(MethodDeclarationSyntax declaration)
        => declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => type.Modifiers.Any(SyntaxKind.UnsafeKeyword));

    private static string ReturnModifier(IMethodSymbol method) => method.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };

    private string Parameter(ParameterSyntax syntax, IParameterSymbol parameter)
    {
        var modifiers = syntax.Modifiers.Select(static modifier => modifier.Text);
        return string.Join(" ", [.. modifiers, _types.Print(parameter.Type), NameOf(parameter)]);
    }

    private EquatableArray<string> Constraints(MethodDeclarationSyntax declaration)
    {
        // An override inherits its constraints; those that it may repeat contain no types.
        if (_method.IsOverride)
            return declaration.ConstraintClauses.Select(static clause => clause.NormalizeWhitespace().ToString()).ToEquatableArray();

        return _method.TypeParameters
            .Select((parameter, i) => _types.ConstraintClause(parameter, declaration.TypeParameterList!.Parameters[i].Identifier.Text))
            .OfType<string>()
            .ToEquatableArray();
    }

    private string Invocation(MethodDeclarationSyntax declaration, IMethodSymbol implementation)
    {
        string target = _method.Parameters.Any(parameter => parameter.Name == implementation.Name)
            ? (implementation.IsStatic ? _types.Print(_method.ContainingType) : "this") + "."
            : "";
        string arguments = string.Join(", ", _method.Parameters.Select(Argument));
        return $"{target}{CSharp.Identifier(implementation.Name)}{TypeParameters(declaration.TypeParameterList)}({arguments})";
    }

    private static string Argument(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => $"ref {NameOf(parameter)}",
        RefKind.Out => $"out {NameOf(parameter)}",
        RefKind.In or RefKind.RefReadOnlyParameter => $"in {NameOf(parameter)}",
        _ => Value(parameter),
    };

    /// <summary>The parameter's value; <c>dynamic</c> is cast to object, so our calls are not bound at run time.</summary>
    private static string Value(IParameterSymbol parameter)
        => parameter.Type.TypeKind == TypeKind.Dynamic ? $"(object?){NameOf(parameter)}" : NameOf(parameter);

    /// <summary>
    /// The parameter's name in generated code: <c>await</c> may be a name in the user's method, but is a keyword in our iterator.
    /// </summary>
    private static string NameOf(IParameterSymbol parameter) => CSharp.Identifier(parameter.Name);

    private EquatableArray<string> Attributes()
        => GeneratedCode.MethodAttributes(_compilation)
            .Where(attribute => _method.FindAttribute(attribute.Namespace, attribute.Name + "Attribute") is null)
            .Select(static attribute => attribute.ToString())
            .ToEquatableArray();
}
