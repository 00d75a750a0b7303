using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>
/// The code that an operation runs, within this compilation: its implementation, the methods that it calls, transitively, and
/// the constructors of their types. It is bounded: a budget is checked against nearby code, not against the whole program.
/// </summary>
internal sealed class RunReach
{
    private const int MaxMethods = 200;

    private readonly List<IMethodSymbol> _methods = [];
    private readonly List<(SyntaxNode Node, SemanticModel Model)> _bodies = [];

    private RunReach()
    {
    }

    /// <summary>The reach of an operation.</summary>
    public static RunReach Of(IMethodSymbol operation, Compilation compilation, SemanticModels models, CancellationToken cancellationToken)
    {
        var reach = new RunReach();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var types = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Queue<IMethodSymbol>();
        Add(operation);
        while (waiting.Count > 0 && reach._methods.Count < MaxMethods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var method = waiting.Dequeue();
            reach._methods.Add(method);
            foreach (var node in Parts(method, compilation, cancellationToken))
            {
                var model = models.Of(node.SyntaxTree);
                reach._bodies.Add((node, model));
                foreach (var call in node.DescendantNodes().Where(static node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax))
                {
                    if (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol called)
                        Add(called);
                }
            }
        }

        return reach;

        void Add(IMethodSymbol method)
        {
            method = (method.ReducedFrom ?? method).OriginalDefinition;
            method = method.PartialDefinitionPart ?? method;
            if ((!method.IsImplicitlyDeclared && !method.IsDeclaredIn(compilation))
                || !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
                || !seen.Add(method))
            {
                return;
            }

            waiting.Enqueue(method);
            if (OperationParser.ImplementationOf(method, compilation, cancellationToken) is { } implementation)
                Add(implementation);
            if (method.ContainingType is { } type && types.Add(type))
            {
                foreach (var constructor in type.InstanceConstructors)
                    Add(constructor);
            }
        }
    }

    /// <summary>The nodes of the code, with their semantic models.</summary>
    public IEnumerable<(SyntaxNode Node, SemanticModel Model)> Nodes()
        => _bodies.SelectMany(static body => body.Node.DescendantNodes().Select(node => (node, body.Model)));

    /// <summary>The operations of the code that may name a model.</summary>
    public IEnumerable<IOperation> Operations()
    {
        foreach (var (node, model) in Nodes())
        {
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax && model.GetOperation(node) is { } operation)
                yield return operation;
        }
    }

    /// <summary>The models that attributes of the methods name.</summary>
    public IEnumerable<ModelMention> Annotated(ModelNamings namings, CancellationToken cancellationToken)
        => _methods.Select(method => namings.InAttribute(method, cancellationToken)).OfType<ModelMention>();

    /// <summary>The declarations of a method; for a constructor, also the initializers of its type's members.</summary>
    private static IEnumerable<SyntaxNode> Parts(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var parts = method.DeclarationsIn(compilation, cancellationToken).Concat(method.PartialImplementationPart?.DeclarationsIn(compilation, cancellationToken) ?? []);
        foreach (var syntax in parts.Where(static part => part is not TypeDeclarationSyntax))
            yield return syntax;

        if (method.MethodKind != MethodKind.Constructor)
            yield break;

        foreach (var type in method.ContainingType.DeclarationsIn(compilation, cancellationToken).OfType<TypeDeclarationSyntax>())
        {
            foreach (var member in type.Members.Where(static member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }))
                yield return member;
        }
    }
}
