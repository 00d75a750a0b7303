using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <content>The declaration and its containing types.</content>
internal sealed partial class OperationParser
{
    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The declaration, if it can be implemented in another file.</summary>
    private MethodDeclarationSyntax? Declaration(OperationKind kind, AttributeData attribute)
    {
        if (ShapeProblem() is { } problem)
        {
            Report(Descriptors.Shape, DisplayName(), problem);
            return null;
        }

        if (_method.DeclarationsIn(_compilation, _cancellationToken).FirstOrDefault() is not MethodDeclarationSyntax declaration)
            return null;

        bool isPartial = _method.IsPartialDefinition;
        if (!isPartial)
        {
            string change = declaration.Modifiers.Any(SyntaxKind.PartialKeyword) ? "which has its own body; move" : "which is not partial; make it partial and move";
            if (_method is { IsAsync: true, ReturnsVoid: true })
                Report(Descriptors.AsyncVoid, _method.Name, ImplementationName(_method, attribute));
            Report(Descriptors.MethodNotPartial, kind.ToString(), _method.Name, ImplementationName(_method, attribute), change);
        }

        foreach (var type in declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;

            isPartial = false;
            _issues?.Add(new OperationIssue(Descriptors.TypeNotPartial, type.Identifier.GetLocation(), type.Identifier.ValueText, _method.Name));
        }

        // Problems of the type are reported together with those of the implementation, so both can be fixed at once.
        if (!isPartial && _method.IsPartialDefinition && _issues is not null)
            Implementation(attribute);

        return isPartial ? declaration : null;
    }

    private string? ShapeProblem()
    {
        if (_method.MethodKind != MethodKind.Ordinary)
            return $"{DisplayKind()} cannot be partial";

        if (_method is { IsAbstract: true, IsPartialDefinition: false })
            return "it is abstract, so it has no body";

        if (_method is { IsExtern: true, IsPartialDefinition: false })
            return "it is extern, so it has no body";

        if (!_method.ContainingType.CanBeReferencedByName)
            return "a member of an extension block cannot be partial";

        if (_method.ContainingType.ContainingTypesAndSelf().FirstOrDefault(static type => type.IsFileLocal) is { } fileLocal)
            return $"the type '{fileLocal.Name}' is file-local, so it cannot be extended in a generated file";

        if (_method.IsVararg)
            return "__arglist cannot be forwarded";

        if (_issues is not null && (AnnotatedPart() ?? _method.Locations.FirstOrDefault()) is { } place && RazorCode.FileOf(place) is { } file)
            return RazorDeclaration.ProblemIn(file);

        if (ForeignGenerators.McpAttributeOf(_method) is { } declaredBy)
            return McpProblem(declaredBy);

        if (ForeignGenerators.ImplementerOf(_method) is { } implementer)
            return $"the generator of [{implementer}] writes its body";

        if (_method.PartialDefinitionPart is not null || (_method.PartialImplementationPart is { } part && !IsGenerated(part)))
            return "it has an implementation already";

        return null;
    }

    /// <summary>
    /// The generator of ModelContextProtocol declares every partial method with its attribute, and expects a body, which conflicts with
    /// ours. So the SDK's attribute stays on a method that is not partial, which calls the operation.
    /// </summary>
    private string McpProblem(string attribute)
    {
        string operation = WithoutAsync(_method.Name) + "Traced" + _method.Name[WithoutAsync(_method.Name).Length..];
        string arguments = string.Join(", ", _method.Parameters.Select(static parameter => CSharp.Identifier(parameter.Name)));
        return $"ModelContextProtocol declares a partial method with [{attribute}] itself; leave [{attribute}] on a '{_method.Name}' that is not partial and returns '{operation}({arguments})', "
            + $"and put the operation's attribute on 'private {(_method.IsStatic ? "static " : "")}partial {Display(_method.ReturnType)} {operation}', whose work is in '{ImplementationName(operation)}'";
    }

    private string DisplayName() => _method.MethodKind == MethodKind.AnonymousFunction ? "lambda expression" : _method.Name;

    private string DisplayKind() => _method.MethodKind switch
    {
        MethodKind.LocalFunction => "a local function",
        MethodKind.AnonymousFunction => "a lambda expression",
        MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => "an accessor",
        MethodKind.Destructor => "a finalizer",
        _ => "a method of this kind",
    };

    /// <summary>Whether the implementation is generated, because analyzers see it in the compilation.</summary>
    private static bool IsGenerated(IMethodSymbol implementation)
        => implementation.FindAttribute("System.CodeDom.Compiler", "GeneratedCodeAttribute") is { ConstructorArguments: [{ Value: GeneratedCode.Tool }, ..] };

    private ContainingType ContainingTypeModel(MethodDeclarationSyntax declaration)
    {
        var type = _method.ContainingType;
        INamedTypeSymbol[] types = [.. type.ContainingTypesAndSelf()];
        var @namespace = type.ContainingNamespace;
        string metadataName = string.Join("+", types.Select(static type => type.MetadataName));
        string operationsClass = CSharp.FreeName(type.Name + "Operations", name => @namespace.GetMembers(name).Any());

        return new ContainingType
        {
            Namespace = NamespaceName(),
            MetadataName = @namespace.IsGlobalNamespace ? metadataName : @namespace.ToDisplayString() + "." + metadataName,
            Headers = Headers(declaration).ToEquatableArray(),
            OperationsClass = operationsClass,
            HidesOperationsClass = types.Any(type => Declares(type, operationsClass)),
        };
    }

    private string? NamespaceName()
        => _method.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(NamespaceFormat) : null;

    private static bool Declares(INamedTypeSymbol type, string name)
        => type.TypeParameters.Any(parameter => parameter.Name == name)
            || type.SelfAndBaseTypes().Any(type => type.GetMembers(name).Any());

    private static IEnumerable<string> Headers(MethodDeclarationSyntax declaration) => declaration.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header);

    /// <summary><c>partial record struct Name&lt;out T&gt;</c>: what each part of a partial type must repeat.</summary>
    private static string Header(TypeDeclarationSyntax type)
    {
        string keyword = type is RecordDeclarationSyntax { ClassOrStructKeyword.ValueText: { Length: > 0 } kind }
            ? $"{type.Keyword.ValueText} {kind}"
            : type.Keyword.ValueText;

        return $"partial {keyword} {type.Identifier.Text}{TypeParameters(type.TypeParameterList)}";
    }

    private static string TypeParameters(TypeParameterListSyntax? list)
        => list is null ? "" : $"<{string.Join(", ", list.Parameters.Select(TypeParameter))}>";

    private static string TypeParameter(TypeParameterSyntax parameter)
        => parameter.VarianceKeyword.ValueText is { Length: > 0 } variance ? $"{variance} {parameter.Identifier.Text}" : parameter.Identifier.Text;
}
