using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Reads an annotated method into a model. The generator asks it what to write; analyzers ask it what is wrong. It never throws over
/// what the user wrote.
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
        _types = new TypePrinter(compilation);
    }

    /// <summary>Reads a method that has at least one operation attribute.</summary>
    /// <param name="method">The method.</param>
    /// <param name="compilation">The compilation it belongs to.</param>
    /// <param name="issues">Takes what is wrong with it; null where nobody wants to know, which is faster.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; null if the method cannot be implemented.</returns>
    public static OperationModel? Parse(
        IMethodSymbol method, Compilation compilation, ICollection<OperationIssue>? issues, CancellationToken cancellationToken)
        => new OperationParser(method, compilation, issues, cancellationToken).Parse();

    /// <summary>The method that does the work of an operation, declared in source or not; null if it is missing or differs.</summary>
    public static IMethodSymbol? ImplementationOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var parser = new OperationParser(method, compilation, issues: null, cancellationToken);
        return parser.OneAttribute() is var (_, attribute) ? parser.Implementation(attribute) : null;
    }

    /// <summary>Name of the method that implements <paramref name="method"/>: the one the attribute gives, or by convention.</summary>
    public static string ImplementationName(IMethodSymbol method, AttributeData attribute)
    {
        if (attribute.NamedArgument<string>("Implementation") is { Length: > 0 } given)
            return given;

        return ImplementationName(method.Name);
    }

    /// <summary>Name of the method that implements one of that name, unless its attribute says otherwise.</summary>
    public static string ImplementationName(string method)
    {
        string stem = WithoutAsync(method);
        return stem + "Core" + method[stem.Length..];
    }

    /// <summary>Name of the operation: the one the attribute gives, or the method's without <c>Async</c>.</summary>
    public static string OperationName(IMethodSymbol method, AttributeData attribute)
        => attribute.ConstructorArguments is [{ Value: string { Length: > 0 } name }, ..] ? name : WithoutAsync(method.Name);

    private OperationModel? Parse()
    {
        if (OneAttribute() is not var (kind, attribute)
            || Declaration(kind, attribute) is not { } declaration
            || Implementation(attribute) is not { } implementation)
        {
            return null;
        }

        var returned = Return(implementation);
        var operation = new OperationModel
        {
            Type = ContainingTypeModel(declaration),
            Descriptor = Descriptor(kind, attribute, returned.Result),
            Method = Method(declaration, implementation, returned),
            Input = Input(kind, declaration),
            ResponseReader = ResponseReader(kind, returned.Result),
            ExternAliases = _types.ExternAliases.ToEquatableArray(),
        };
        if (NameProblem() is { } problem)
        {
            Report(Descriptors.Shape, DisplayName(), problem);
            return null;
        }

        return operation with { Content = Content(operation, declaration, returned.Result) };
    }

    /// <summary>Why generated code cannot name what it must; null where it can.</summary>
    private string? NameProblem()
        => GeneratedCode.HiddenName(_compilation) is { } hidden ? $"generated code needs '{hidden}', a name that means another type in this project"
            : _types.HasAmbiguousNames ? "several types have the full name of one in its signature"
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
        Name = OperationName(_method, attribute),
        Version = attribute.NamedArgument<string>("Version"),
        Description = attribute.NamedArgument<string>("Description"),
        LlmOperation = EnumMember(attribute, "Operation"),
        Provider = attribute.NamedArgument<string>("Provider") ?? (kind == OperationKind.LlmCall && result is not null ? SdkProviders.Of(result) : null),
        Model = attribute.NamedArgument<string>("Model"),
        Content = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Content").Value.Value as int?,
        Budget = BudgetLimits.Of(attribute),
        CostUsd = BudgetLimits.CostOf(attribute),
    };

    /// <summary>Name of the enum member given as a named argument; null if it was not given.</summary>
    private static string? EnumMember(AttributeData attribute, string argument)
    {
        var constant = attribute.NamedArguments.FirstOrDefault(pair => pair.Key == argument).Value;
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

    private void Report(DiagnosticDescriptor rule, params string[] arguments) => ReportAt(_method, rule, arguments);

    private void ReportAt(ISymbol symbol, DiagnosticDescriptor rule, params string[] arguments)
        => _issues?.Add(new OperationIssue(rule, symbol.Locations.FirstOrDefault() ?? Location.None, arguments));
}
