using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Where clients come from across files, by names alone: what members of a name are set to or return, and what constructors are given. It is
/// an approximation that leans to silence: it answers yes only where every value of that name traces.
/// </summary>
internal sealed class ClientFlow
{
    private const int Depth = 4;

    private readonly Dictionary<string, List<ExpressionSyntax>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ArgumentListSyntax>> _creations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _layers = new(StringComparer.Ordinal);

    /// <summary>Whether a type of that name is a client of the user's own that traces what it passes on.</summary>
    public bool IsTracingLayer(string type) => _layers.Contains(type);

    /// <summary>Whether everybody who makes an object of the type gives it, for this parameter, a client that traces; and somebody does.</summary>
    public bool IsGivenTraced(IParameterSymbol parameter)
    {
        if (!_creations.TryGetValue(parameter.ContainingType.Name, out var creations))
            return false;

        var given = creations.Select(arguments => ArgumentFor(parameter, arguments)).OfType<ExpressionSyntax>().ToList();
        return given.Count > 0 && given.All(value => Traces(value, Depth));
    }

    /// <summary>Notes what a node says.</summary>
    public void Read(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment when LlmCallSite.NameOf(assignment.Left) is { } name:
                AddValue(name.Identifier.ValueText, assignment.Right);
                break;
            case VariableDeclaratorSyntax { Initializer.Value: var value } variable:
                AddValue(variable.Identifier.ValueText, value);
                break;
            case PropertyDeclarationSyntax property when (property.ExpressionBody?.Expression ?? property.Initializer?.Value) is { } value:
                AddValue(property.Identifier.ValueText, value);
                break;
            case MethodDeclarationSyntax { ExpressionBody.Expression: var value } method:
                AddValue(method.Identifier.ValueText, value);
                break;
            case ReturnStatementSyntax { Expression: { } value } when node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method:
                AddValue(method.Identifier.ValueText, value);
                break;
            case ObjectCreationExpressionSyntax { ArgumentList: { } arguments, Type: var type } when NameOf(type) is { } name:
                Add(_creations, name, arguments);
                break;
            case ClassDeclarationSyntax { BaseList: { } bases } type when IsLayer(type, bases):
                _layers.Add(type.Identifier.ValueText);
                break;
        }
    }

    private void AddValue(string name, ExpressionSyntax value)
    {
        // No client: a namesake.
        if (value is not (LiteralExpressionSyntax or InterpolatedStringExpressionSyntax))
            Add(_values, name, value);
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string name, T item)
    {
        if (!lists.TryGetValue(name, out var list))
            lists.Add(name, list = []);
        list.Add(item);
    }

    // public partial class TracedChatClient(IChatClient inner) : DelegatingChatClient(inner) { [LlmCall] ... }
    private static bool IsLayer(ClassDeclarationSyntax type, BaseListSyntax bases)
        => bases.Types.Any(static @base => NameOf(@base.Type) is { } name && TracingSyntax.IsClientName(name))
            && type.Members.Any(static member => member.AttributeLists.Any(static list => list.Attributes.Any(static attribute => NameOf(attribute.Name) is "LlmCall" or "LlmCallAttribute")));

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
        _ => null,
    };

    private static ExpressionSyntax? ArgumentFor(IParameterSymbol parameter, ArgumentListSyntax arguments)
    {
        var named = arguments.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name);
        return (named ?? (parameter.Ordinal < arguments.Arguments.Count && arguments.Arguments[parameter.Ordinal] is { NameColon: null } inOrder ? inOrder : null))?.Expression;
    }

    private bool Traces(ExpressionSyntax value, int depth)
    {
        if (TracingSyntax.IsMentionedIn(value) || value.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>().Any(made => NameOf(made.Type) is { } type && IsTracingLayer(type)))
            return true;

        string? name = LlmCallSite.NameOf(value is InvocationExpressionSyntax call ? call.Expression : value)?.Identifier.ValueText;
        return depth > 0 && name is not null && _values.TryGetValue(name, out var values) && values.All(next => Traces(next, depth - 1));
    }
}
