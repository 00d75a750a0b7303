using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.Reuse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Pipelines;

/// <summary>
/// Finds code that passes an agent to the Agent Framework, which runs it in code that is not intercepted: as a tool of another agent, as a
/// part of a workflow, or by running a workflow. Also finds code that consumes such a run.
/// </summary>
internal static class HandOverParser
{
    private const string Agents = "Microsoft.Agents.AI";
    private static readonly TreeMemo<HandOver> Known = new(In);

    /// <summary>Names of the methods; their parameters determine what is passed.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "AsAIFunction", "AsAIAgent", "BindAsExecutor", "RunAsync", "RunStreamingAsync", "OpenStreamingAsync", "ResumeAsync", "ResumeStreamingAsync",
        "CreateHandoffBuilderWith", "CreateMagenticBuilderWith", "WithHandoff", "WithHandoffs", "AddParticipants", "WatchStreamAsync", "RunToCompletionAsync",
    };

    /// <summary>Whether a node may be such a call, by syntax.</summary>
    public static bool IsCandidate(SyntaxNode node)
        => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
            && Names.Contains(name)
            && InterceptionOptions.AreAllowed(node.SyntaxTree.Options);

    /// <summary>The calls, of all files.</summary>
    public static IncrementalValueProvider<EquatableArray<HandOver>> InFiles(SyntaxValueProvider syntax) => Known.Read(syntax);

    private static EquatableArray<HandOver> In(SemanticModel model, ISet<SyntaxTree> bodies, CancellationToken cancellationToken)
    {
        if (!InterceptionOptions.AreAllowed(model.SyntaxTree.Options))
            return [];

        List<HandOver> calls = [];
        foreach (var invocation in model.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().Where(IsCandidate).Cast<InvocationExpressionSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            bodies.UnionWith(model.GetEnclosingSymbol(invocation.SpanStart, cancellationToken)?.ContainingType?.OtherFilesOf(invocation) ?? []);
            if (Parse(invocation, model, cancellationToken) is { } call)
                calls.Add(call);
        }

        return calls.ToEquatableArray();
    }

    /// <summary>Parses a candidate; null when no agent is passed, or the call cannot be intercepted.</summary>
    private static HandOver? Parse(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(invocation, cancellationToken).Symbol is not IMethodSymbol called
            || !IsFrameworks(called.ContainingNamespace)
            || Declared(called) is not { DeclaredAccessibility: Accessibility.Public, ContainingType.DeclaredAccessibility: Accessibility.Public } method
            || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None)
            || ((MemberAccessExpressionSyntax)invocation.Expression).Expression is BaseExpressionSyntax
            || model.GetInterceptorMethod(invocation, cancellationToken) is not null
            || InterceptionRules.IsExcluded(model.GetEnclosingSymbol(invocation.SpanStart, cancellationToken)))
        {
            return null;
        }

        string[] handed = [.. method.Parameters.Where(static parameter => IsHandedOver(parameter.Type)).Select(static parameter => CSharp.Identifier(parameter.Name))];
        if ((handed.Length == 0 && !EndsRun(method)) || model.GetInterceptableLocation(invocation, cancellationToken) is not { } location)
            return null;

        var types = new TypePrinter(model.Compilation);
        var shape = Shape(method, types, handed) with { Workflow = WorkflowOf(method, model, invocation, cancellationToken) };
        return types.HasAmbiguousNames || types.ExternAliases.Any()
            ? null
            : new HandOver(invocation.SyntaxTree.FilePath, invocation.SpanStart, new CallLocation(location.Version, location.Data), shape);
    }

    /// <summary>
    /// The workflow that a call runs or starts; null when there is none, or an enclosing <c>[Workflow]</c> method traces it.
    /// </summary>
    private static string? WorkflowOf(IMethodSymbol method, SemanticModel model, InvocationExpressionSyntax invocation, CancellationToken cancellationToken)
    {
        if (method is not { ReturnType: INamedTypeSymbol { Name: "ValueTask", TypeArguments: [var run] } } || !(run.Is(Agents + ".Workflows", "Run") || IsContinuing(run)))
            return null;

        var symbols = InterceptionSymbols.Of(model.Compilation);
        for (var around = model.GetEnclosingSymbol(invocation.SpanStart, cancellationToken); around is not null; around = around.ContainingSymbol)
        {
            if (symbols.Implements(around, Attributes.OperationKind.Workflow, cancellationToken))
                return null;
        }

        return method.Parameters.FirstOrDefault(static parameter => parameter.Type.Is(Agents + ".Workflows", "Workflow")) is { } workflow ? CSharp.Identifier(workflow.Name) : null;
    }

    /// <summary>Whether a run continues after the call that started it.</summary>
    private static bool IsContinuing(ITypeSymbol run) => run.Is(Agents + ".Workflows", "StreamingRun");

    /// <summary>Whether a call consumes a continuing run to its end.</summary>
    private static bool EndsRun(IMethodSymbol method) => method.Name switch
    {
        "WatchStreamAsync" => IsContinuing(method.ContainingType),
        "RunToCompletionAsync" => method is { IsExtensionMethod: true, Parameters: [{ Type: var run }, _, _] } && IsContinuing(run),
        _ => false,
    };

    /// <summary>The method for the interceptor's declaration: constructed for a generic type, else as declared.</summary>
    private static IMethodSymbol? Declared(IMethodSymbol called)
        => !called.ContainingType.IsGenericType ? (called.ReducedFrom ?? called).OriginalDefinition
            : called.IsGenericMethod || called.ContainingType.TypeArguments.Any(static argument => argument is ITypeParameterSymbol) ? null
            : called;

    private static HandOverShape Shape(IMethodSymbol method, TypePrinter types, string[] handed)
    {
        string self = CSharp.FreeName("self", name => method.Parameters.Any(parameter => parameter.Name == name));
        string brackets = method.TypeParameters.IsEmpty ? "" : $"<{string.Join(", ", method.TypeParameters.Select(static parameter => CSharp.Identifier(parameter.Name)))}>";
        string[] parameters = [.. method.Parameters.Select(parameter => $"{types.Print(parameter.Type)} {CSharp.Identifier(parameter.Name)}")];
        string arguments = string.Join(", ", method.Parameters.Select(static parameter => CSharp.Identifier(parameter.Name)));
        string target = method.IsStatic ? types.Print(method.ContainingType) : self;
        string receiver = method.IsExtensionMethod ? "this " : method.IsStatic ? "" : $"this {types.Print(method.ContainingType)} {self}{(parameters.Length == 0 ? "" : ", ")}";
        return new HandOverShape(
            method.Name,
            types.Print(method.ReturnType),
            brackets,
            method.TypeParameters.Select(types.ConstraintClause).OfType<string>().ToEquatableArray(),
            receiver + string.Join(", ", parameters),
            $"{target}.{CSharp.Identifier(method.Name)}{brackets}({arguments})",
            handed.ToEquatableArray())
        {
            ReturnsRun = method.ReturnType is INamedTypeSymbol { TypeArguments: [var run] } && IsContinuing(run),
            Callback = method.Name == "RunToCompletionAsync" && EndsRun(method) ? CSharp.Identifier(method.Parameters[1].Name) : null,
            EndsRun = !EndsRun(method) ? null : method.IsExtensionMethod ? CSharp.Identifier(method.Parameters[0].Name) : self,
            CancellationToken = method.Parameters.FirstOrDefault(static parameter => parameter.Type.Is("System.Threading", "CancellationToken")) is { } token ? CSharp.Identifier(token.Name) : null,
        };
    }

    /// <summary>Whether the Agent Framework declares the methods of a namespace.</summary>
    public static bool IsFrameworks(INamespaceSymbol? symbol)
        => symbol.Is(Agents) || symbol.Is(Agents + ".Workflows") || symbol.Is(Agents + ".Workflows.InProc");

    private static bool IsHandedOver(ITypeSymbol type)
        => IsAgentOrWorkflow(type)
            || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T, TypeArguments: [var element] } && IsAgentOrWorkflow(element);

    private static bool IsAgentOrWorkflow(ITypeSymbol type) => type.Is(Agents, "AIAgent") || type.Is(Agents + ".Workflows", "Workflow");
}

/// <summary>A call that passes agents to the framework.</summary>
/// <param name="FilePath">Its file.</param>
/// <param name="Position">Its position in the file.</param>
/// <param name="Location">The compiler's identifier of the position.</param>
/// <param name="Shape">The called method.</param>
internal sealed record HandOver(string FilePath, int Position, CallLocation Location, HandOverShape Shape);

/// <summary>A method that agents are passed to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ReturnType">Its return type.</param>
/// <param name="TypeParameters">Its type parameters, with brackets, or empty.</param>
/// <param name="Constraints">Constraint clauses.</param>
/// <param name="Parameters">Receiver and parameters.</param>
/// <param name="Invocation">The original call.</param>
/// <param name="HandedOver">Names of the parameters with agents.</param>
internal sealed record HandOverShape(
    string Name,
    string ReturnType,
    string TypeParameters,
    EquatableArray<string> Constraints,
    string Parameters,
    string Invocation,
    EquatableArray<string> HandedOver)
{
    /// <summary>Name of the parameter with the workflow to run; null when there is none.</summary>
    public string? Workflow { get; init; }

    /// <summary>Whether it returns a continuing run.</summary>
    public bool ReturnsRun { get; init; }

    /// <summary>Name of the parameter with the run that the call consumes to its end; null when there is none.</summary>
    public string? EndsRun { get; init; }

    /// <summary>Name of the callback parameter for events of a run; null when there is none.</summary>
    public string? Callback { get; init; }

    /// <summary>The caller's token; null when there is none.</summary>
    public string? CancellationToken { get; init; }
}
