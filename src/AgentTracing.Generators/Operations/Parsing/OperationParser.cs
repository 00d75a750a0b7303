using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Parses an annotated method into a model. The generator uses the model, analyzers the issues. It never throws for any user code.
/// </summary>
internal sealed partial class OperationParser
{
    private readonly IMethodSymbol _method;
    private readonly Compilation _compilation;
    private readonly ICollection<OperationIssue>? _issues;
    private readonly CancellationToken _cancellationToken;
    private readonly TypePrinter _types;

    private OperationParser(
        IMethodSymbol method, Compilation compilation, ICollection<OperationIssue>? issues, CancellationToken cancellationToken)
    {
        _method = method;
        _compilation = compilation;
        _issues = issues;
        _cancellationToken = cancellationToken;
        _types = new TypePrinter(compilation, method);
    }

    /// <summary>Reads a method that has at least one operation attribute.</summary>
    /// <param name="method">The method.</param>
    /// <param name="compilation">The compilation it belongs to.</param>
    /// <param name="issues">Receives its issues; null when the caller does not need them, which is faster.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; null when the method cannot be implemented.</returns>
    public static OperationModel? Parse(
        IMethodSymbol method, Compilation compilation, ICollection<OperationIssue>? issues, CancellationToken cancellationToken)
        => new OperationParser(method, compilation, issues, cancellationToken).Parse();

    /// <summary>
    /// Whether the compiler stops before the analyzers, because of a missing implementation or the declaration itself: true for all partial
    /// methods except void ones without accessibility.
    /// </summary>
    public static bool MustBeImplemented(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
        => ForeignGenerators.ImplementerOf(method) is null
            && method.DeclarationsIn(compilation, cancellationToken).FirstOrDefault() is MethodDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
            && (declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
                || (method.IsPartialDefinition ? method.PartialImplementationPart is null && NeedsImplementation(method, declaration) : method.PartialDefinitionPart is null && !ForeignGenerators.Declares(method)));

    /// <summary>Whether the language requires an implementation, or another generator declares the method as well.</summary>
    private static bool NeedsImplementation(IMethodSymbol method, MethodDeclarationSyntax declaration)
        => !method.ReturnsVoid
            || ForeignGenerators.Declares(method)
            || declaration.Modifiers.Any(static modifier => modifier.Kind() is not (SyntaxKind.PartialKeyword or SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword))
            || method.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out);

    /// <summary>The implementation of an operation, in source or metadata; null when it is missing or differs.</summary>
    public static IMethodSymbol? ImplementationOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var parser = new OperationParser(method, compilation, issues: null, cancellationToken);
        return parser.OneAttribute() is var (_, attribute) ? parser.Implementation(attribute) : null;
    }

    /// <summary>
    /// The type of the results or elements of an operation's return type; null when there are none, or they cannot be read.
    /// </summary>
    public static ITypeSymbol? ResultOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var parser = new OperationParser(method, compilation, issues: null, cancellationToken);
        return parser.OneAttribute() is var (_, attribute) && parser.Implementation(attribute) is { } implementation ? parser.Return(implementation).Result : null;
    }

    /// <summary>Name of the method that implements <paramref name="method"/>: from the attribute, or by convention.</summary>
    public static string ImplementationName(IMethodSymbol method, AttributeData attribute)
    {
        return attribute.Text("Implementation") ?? ImplementationName(method.Name);
    }

    /// <summary>Name of the implementation by convention.</summary>
    public static string ImplementationName(string method)
    {
        string stem = WithoutAsync(method);
        return stem + "Core" + method[stem.Length..];
    }

    private OperationModel? Parse()
    {
        if (OneAttribute() is not var (kind, attribute)
            || Declaration(kind, attribute) is not { } declaration
            || Implementation(attribute) is not { } implementation)
        {
            return null;
        }

        ReportContradictions(kind, attribute);
        if (_issues is not null && NullabilityDifference.Between(_method, implementation) is { } difference)
            Report(Descriptors.Nullability, _method.Name, implementation.Name, difference);
        if (_method.ReturnsVoid && implementation.IsAsync)
            Report(Descriptors.AsyncVoid, _method.Name, implementation.Name);

        var returned = Return(implementation);
        var operation = new OperationModel
        {
            Type = ContainingTypeModel(declaration),
            Descriptor = Descriptor(kind, attribute, returned.Result),
            Method = Method(declaration, implementation, returned),
            Input = Input(kind, implementation),
            ResponseReader = ResponseReader(kind, returned.Result),
            ExternAliases = _types.ExternAliases.ToEquatableArray(),
        };
        if (NameProblem() is { } problem)
        {
            Report(Descriptors.Shape, DisplayName(), problem);
            return null;
        }

        return operation with { Content = Content(operation, returned.Result) };
    }

    /// <summary>The reason why generated code cannot name a required type; null when it can.</summary>
    private string? NameProblem()
        => GeneratedCode.Alias(_compilation) is { } alias ? $"the reference to AgentTracing has the extern alias '{alias}' only, and generated code names its types without an alias; add 'global' to the Aliases of the reference"
            : GeneratedCode.HiddenName(_compilation) is { } hidden ? $"generated code needs '{hidden}', a name that means another type in this project"
            : _types.HasAmbiguousNames ? "several types have the full name of one in its signature"
            : _types.HiddenTypeParameter is { } parameter ? $"its signature names a type parameter '{parameter}' that another of that name hides; rename one of them"
            : null;

    private (OperationKind Kind, AttributeData Attribute)? OneAttribute()
    {
        List<(OperationKind Kind, AttributeData Attribute)> attributes = [.. OperationAttributes.Of(_method)];
        if (attributes.Count > 1)
            Report(Descriptors.SeveralKinds, _method.Name, string.Join(", ", attributes.Select(static attribute => attribute.Kind)));

        return attributes.Count == 1 ? attributes[0] : null;
    }

    private DescriptorModel Descriptor(OperationKind kind, AttributeData attribute, ITypeSymbol? result) => new()
    {
        Kind = kind,
        Name = OperationName(kind, _method, attribute),
        Version = attribute.Text("Version"),
        Description = Description(kind, attribute),
        LlmOperation = EnumMember(attribute, "Operation"),
        Provider = attribute.Text("Provider"),
        SdkProvider = kind == OperationKind.LlmCall && result is not null && attribute.Text("Provider") is null ? SdkProviders.Of(result) : null,
        Model = attribute.Text("Model"),
        Content = attribute.EnumValue("Content"),
        Budget = BudgetLimits.Of(attribute),
        CostUsd = BudgetLimits.CostOf(attribute),
    };

    /// <summary>Name of the enum member in a named argument; null when it is missing.</summary>
    private static string? EnumMember(AttributeData attribute, string argument)
    {
        var constant = attribute.Named(argument);
        return constant.Type?.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))
            ?.Name;
    }

    /// <summary>The name without the suffix <c>Async</c>.</summary>
    public static string WithoutAsync(string method)
    {
        const string Suffix = "Async";
        return method.Length > Suffix.Length && method.EndsWith(Suffix, StringComparison.Ordinal) ? method[..^Suffix.Length] : method;
    }

    /// <summary>Reports at the part of the method that has our attribute: another part may be generated code.</summary>
    private void Report(DiagnosticDescriptor rule, params string[] arguments)
        => _issues?.Add(new OperationIssue(rule, AnnotatedPart() ?? _method.Locations.FirstOrDefault() ?? Location.None, arguments));

    private Location? AnnotatedPart()
        => OperationAttributes.Of(_method)
            .Select(found => (found.Attribute.SyntaxIn(_compilation, _cancellationToken)?.Parent?.Parent as MethodDeclarationSyntax)?.Identifier.GetLocation())
            .FirstOrDefault();

    private void ReportAt(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
        => _issues?.Add(new OperationIssue(rule, symbol.Locations.FirstOrDefault() ?? Location.None, arguments));
}
