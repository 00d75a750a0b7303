using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <content>Name and description of the operation.</content>
internal sealed partial class OperationParser
{
    private const string DescriptionArgument = "Description";

    /// <summary>
    /// Name of the operation: from its attribute, for a tool from another library's attribute, or the method's name without <c>Async</c>.
    /// </summary>
    public static string OperationName(OperationKind kind, IMethodSymbol method, AttributeData attribute)
        => attribute.FirstText() ?? (kind == OperationKind.Tool ? ToolAttributes.NameOf(method)?.Text : null) ?? WithoutAsync(method.Name);

    /// <summary>The contradictions between a tool's attribute and another library's attribute.</summary>
    public static IEnumerable<ToolContradiction> Contradictions(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
    {
        if (attribute.SyntaxIn(compilation, cancellationToken) is not AttributeSyntax { ArgumentList.Arguments: var arguments })
            yield break;

        if (attribute.FirstText() is { } name && ToolAttributes.NameOf(method) is { } otherName && otherName.Text != name
            && arguments.FirstOrDefault(static argument => argument.NameEquals is null) is { } given)
        {
            yield return new ToolContradiction(given.Expression, "name", name, otherName.Attribute, otherName.Text);
        }

        if (attribute.Text(DescriptionArgument) is { } description && ToolAttributes.DescriptionOf(method) is { } otherDescription && otherDescription.Text != description
            && arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == DescriptionArgument) is { } described)
        {
            yield return new ToolContradiction(described.Expression, "description", description, otherDescription.Attribute, otherDescription.Text);
        }
    }

    private string? Description(OperationKind kind, AttributeData attribute)
        => attribute.Text(DescriptionArgument) ?? (kind == OperationKind.Tool ? ToolAttributes.DescriptionOf(_method)?.Text : null);

    private void ReportContradictions(OperationKind kind, AttributeData attribute)
    {
        if (_issues is null || kind != OperationKind.Tool)
            return;

        foreach (var found in Contradictions(_method, attribute, _compilation, _cancellationToken))
        {
            _issues.Add(new OperationIssue(
                Descriptors.Contradiction, found.Expression.GetLocation(), kind.ToString(), _method.Name, found.What, found.Text, found.OtherAttribute, found.OtherText));
        }
    }
}

/// <summary>A text in the attribute of a tool that contradicts another attribute's.</summary>
/// <param name="Expression">Our expression.</param>
/// <param name="What">Whether it is the name or the description.</param>
/// <param name="Text">Our text.</param>
/// <param name="OtherAttribute">The other attribute.</param>
/// <param name="OtherText">Its text.</param>
internal sealed record ToolContradiction(ExpressionSyntax Expression, string What, string Text, string OtherAttribute, string OtherText);
