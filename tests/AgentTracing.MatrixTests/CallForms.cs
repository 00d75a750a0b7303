using System.Collections.Immutable;
using System.Globalization;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.MatrixTests;

/// <summary>
/// A program that calls every method of the catalogue that a project's references contain: once with the required arguments, and once with
/// all arguments, by name and in reverse order. Receivers and arguments are members of the project's class <c>Values</c>, by type.
/// </summary>
internal sealed class CallForms
{
    private static readonly SymbolDisplayFormat FullNames = SymbolDisplayFormat.FullyQualifiedFormat;

    private readonly CSharpCompilation _compilation;
    private readonly LlmApiCatalogue _catalogue;
    private readonly ImmutableArray<(ITypeSymbol Type, string Expression)> _values;
    private readonly List<CallForm> _forms = [];
    private readonly List<string> _missing = [];

    private CallForms(CSharpCompilation compilation, IReadOnlyList<string> without)
    {
        _compilation = compilation;
        _catalogue = LlmApiCatalogue.Of(compilation)!;
        _values =
        [
            .. compilation.GetTypeByMetadataName("Values")!.GetMembers().OfType<IPropertySymbol>()
                .Where(static property => property.DeclaredAccessibility == Accessibility.Public)
                .Select(static property => (property.Type, $"Values.{property.Name}")),
        ];
        foreach (var method in Methods().Where(method => !without.Any(type => Id(method).StartsWith($"M:{type}", StringComparison.Ordinal))))
            Add(method);
    }

    /// <summary>The calls.</summary>
    public IReadOnlyList<CallForm> All => _forms;

    /// <summary>The methods that could not be called, with the reason.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The program's calls: each one intercepted, and once more without interception.</summary>
    public string Source => $$"""
        #nullable enable
        #pragma warning disable
        {{string.Join("\n", _forms.Select(static form => form.Namespace).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(static name => $"using {name};"))}}

        internal static class Calls
        {
            public static readonly (string Form, global::System.Func<object?> Intercepted, global::System.Func<object?> Plain)[] All =
            [
                {{string.Join("\n        ", _forms.Select(static (form, i) => $"({SymbolDisplay.FormatLiteral(form.Id, quote: true)}, Intercepted.F{i}, Plain.F{i}),"))}}
            ];
        }

        internal static class Intercepted
        {
            {{string.Join("\n    ", Methods(_forms))}}
        }

        [global::AgentTracing.NoIntercept]
        internal static class Plain
        {
            {{string.Join("\n    ", Methods(_forms))}}
        }
        """;

    /// <summary>Writes the calls for a project.</summary>
    /// <param name="compilation">The project's references and its class <c>Values</c>.</param>
    /// <param name="without">Types that the project cannot call.</param>
    public static CallForms Of(CSharpCompilation compilation, IReadOnlyList<string> without)
    {
        var forms = new CallForms(compilation, without);

        // One overload may hide another, or a name may be ambiguous: keeps only calls that bind to the intended method.
        var calls = CSharpSyntaxTree.ParseText(forms.Source, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, "Calls.cs");
        var written = compilation.AddSyntaxTrees(calls);
        var model = written.GetSemanticModel(calls);
        var methods = calls.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single(static type => type.Identifier.Text == "Intercepted").Members;
        for (var i = forms._forms.Count - 1; i >= 0; i--)
        {
            var form = forms._forms[i];
            var call = ((MethodDeclarationSyntax)methods[i]).ExpressionBody!.Expression;
            var bound = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
            if (bound is not null && Id(bound) == form.Method)
                continue;

            forms._forms.RemoveAt(i);
            forms._missing.Add(form.IsOnlyForm
                ? $"{form.Id}: {call} is {(bound is null ? string.Join("; ", model.GetDiagnostics(methods[i].Span).Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.GetMessage(CultureInfo.InvariantCulture))) : Id(bound))}"
                : "");
        }

        forms._missing.RemoveAll(static text => text.Length == 0);
        return forms;
    }

    private static IEnumerable<string> Methods(IEnumerable<CallForm> forms) => forms.Select(static (form, i) => $"public static object? F{i}() => {form.Call};");

    private static string Id(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition.GetDocumentationCommentId()!;

    private IEnumerable<IMethodSymbol> Methods()
        => from assembly in _compilation.References.Select(_compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
           from type in TypesIn(assembly.GlobalNamespace)
           where !type.IsImplicitClass && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly)
           from method in type.GetMembers().OfType<IMethodSymbol>()
           where method.MethodKind == MethodKind.Ordinary && _compilation.IsSymbolAccessibleWithin(method, _compilation.Assembly)
           where _catalogue.TryGetCall(method, out var api) && api.IsTraced && InterceptionRules.Skip(api) is null
           select method;

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(static member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    private void Add(IMethodSymbol definition)
    {
        _catalogue.TryGetCall(definition, out var api);
        var arguments = Inferred(definition.IsExtensionMethod ? definition.Parameters[0].Type : definition.ContainingType);
        var type = definition.ContainingType.IsGenericType ? definition.ContainingType.Construct([.. definition.ContainingType.TypeParameters.Select(Argument)]) : definition.ContainingType;
        var method = type.GetMembers(definition.Name).OfType<IMethodSymbol>().Single(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition));
        var typeArguments = "";
        if (method.IsGenericMethod)
        {
            method = method.Construct([.. definition.TypeParameters.Select(Argument)]);
            typeArguments = $"<{string.Join(", ", method.TypeArguments.Select(static argument => argument.ToDisplayString(FullNames)))}>";
        }

        var receiver = method.IsExtensionMethod ? ValueOf(method.Parameters[0].Type) : method.IsStatic ? type.ToDisplayString(FullNames) : ValueOf(type);
        if (receiver is null)
        {
            // Without a receiver, an implementation or override of a catalogue method is skipped: the method itself is called.
            if (!method.IsExtensionMethod && api.Type != MetadataName(definition.ContainingType))
                return;

            _missing.Add($"{Id(definition)}: no value of {(method.IsExtensionMethod ? method.Parameters[0].Type : type).ToDisplayString(FullNames)}");
            return;
        }

        var parameters = method.Parameters.Skip(method.IsExtensionMethod ? 1 : 0).Select(parameter => (Parameter: parameter, Value: ValueOf(parameter.Type, parameter.Name, definition.Name.Replace("Async", "", StringComparison.Ordinal)))).ToList();
        if (parameters.Where(static argument => argument.Value is null && !argument.Parameter.IsOptional).Select(static argument => argument.Parameter).FirstOrDefault() is { } open)
        {
            _missing.Add($"{Id(definition)}: no value of {open.Type.ToDisplayString(FullNames)}");
            return;
        }

        var name = CSharpName(definition.Name) + typeArguments;
        var space = method.IsExtensionMethod ? definition.ContainingNamespace.ToDisplayString() : null;
        var required = parameters.Where(static argument => !argument.Parameter.IsOptional).Select(static argument => argument.Value);
        var all = parameters.Where(static argument => argument.Value is not null).Select(static argument => $"{CSharpName(argument.Parameter.Name)}: {argument.Value}").Reverse().ToList();
        Add("short", $"{receiver}.{name}({string.Join(", ", required)})", isOnlyForm: all.Count == required.Count());
        if (all.Count == required.Count())
            return;

        if (method.IsExtensionMethod && _compilation.GetTypeByMetadataName(definition.ContainingType.ToDisplayString()) is not null)
            Add("static", $"{definition.ContainingType.ToDisplayString(FullNames)}.{name}({string.Join(", ", all.Append($"{CSharpName(method.Parameters[0].Name)}: {receiver}"))})", isOnlyForm: true);
        else
            Add("named", $"{receiver}.{name}({string.Join(", ", all)})", isOnlyForm: true);

        // Type arguments that the receiver does not determine are string, or a class.
        ITypeSymbol Argument(ITypeParameterSymbol parameter)
            => arguments.TryGetValue(parameter, out var inferred) ? inferred
                : parameter.HasConstructorConstraint ? _compilation.GetTypeByMetadataName("Values+Parsed")!
                : _compilation.GetSpecialType(SpecialType.System_String);

        void Add(string form, string call, bool isOnlyForm)
            => _forms.Add(new($"{Id(definition)} {form}", Id(definition), $"{api.Type}.{definition.Name}", api.Operation, call, space, isOnlyForm));
    }

    /// <summary>
    /// The value of a type. If there are several, prefers the one named like the parameter, or like the method and the parameter.
    /// </summary>
    private string? ValueOf(ITypeSymbol type, string name = "", string method = "")
        => _values.Where(value => SymbolEqualityComparer.Default.Equals(value.Type, type))
            .Select(static value => value.Expression)
            .OrderByDescending(value => value.Equals($"Values.{name}", StringComparison.OrdinalIgnoreCase) || value.Equals($"Values.{method}{name}", StringComparison.OrdinalIgnoreCase))
            .FirstOrDefault();

    /// <summary>The type arguments of the receiver's value.</summary>
    private Dictionary<ITypeParameterSymbol, ITypeSymbol> Inferred(ITypeSymbol receiver)
    {
        Dictionary<ITypeParameterSymbol, ITypeSymbol> arguments = new(SymbolEqualityComparer.Default);
        if (_values.FirstOrDefault(value => SymbolEqualityComparer.Default.Equals(value.Type.OriginalDefinition, receiver.OriginalDefinition)).Type is { } actual)
            Infer(receiver, actual);
        return arguments;

        void Infer(ITypeSymbol pattern, ITypeSymbol type)
        {
            if (pattern is ITypeParameterSymbol parameter)
                arguments[parameter] = type;
            else if (pattern is INamedTypeSymbol { TypeArguments: var patterns } && type is INamedTypeSymbol { TypeArguments: var types } && patterns.Length == types.Length)
                patterns.Zip(types, static (pattern, type) => (Pattern: pattern, Type: type)).ToList().ForEach(pair => Infer(pair.Pattern, pair.Type));
        }
    }

    private static string MetadataName(INamedTypeSymbol type) => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static string CSharpName(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}

/// <summary>A call of a method of the catalogue.</summary>
/// <param name="Id">The method and the form of the call.</param>
/// <param name="Method">The documentation id of the method.</param>
/// <param name="Api">The entry of the catalogue: type and method.</param>
/// <param name="Operation">The operation according to the catalogue.</param>
/// <param name="Call">The expression.</param>
/// <param name="Namespace">The namespace of an extension method.</param>
/// <param name="IsOnlyForm">Whether the method has no other form, in case this call binds to another overload.</param>
internal sealed record CallForm(string Id, string Method, string Api, string Operation, string Call, string? Namespace, bool IsOnlyForm);
