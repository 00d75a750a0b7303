using System.Text.Json.Nodes;
using Acornima;
using Acornima.Ast;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>Reads array and object literals from a JavaScript module without running it.</summary>
internal static class JavaScriptData
{
    /// <summary>The first array literal that the module assigns to a constant.</summary>
    /// <exception cref="SourceException">The text is not a module, has no such array, or the array contains something other than data.</exception>
    public static JsonArray FirstArray(string path, string text)
    {
        Module module;
        try
        {
            module = new Parser().ParseModule(text);
        }
        catch (ParseErrorException exception)
        {
            throw new SourceException(path, exception.LineNumber, exception.Column + 1, exception.Description ?? exception.Message);
        }

        foreach (Node statement in module.Body)
        {
            if (statement is VariableDeclaration declaration && declaration.Declarations.FirstOrDefault(variable => variable.Init is ArrayExpression) is { Init: { } array })
                return (JsonArray)Value(path, array)!;
        }

        throw new SourceException(path, 1, 1, "there is no array of data");
    }

    private static JsonNode? Value(string path, Node node) => node switch
    {
        ArrayExpression array => new JsonArray([.. array.Elements.Select(element => element is null ? null : Value(path, element))]),
        ObjectExpression members => new JsonObject(members.Properties.Select(member => Member(path, member))),
        StringLiteral text => text.Value,
        NumericLiteral number => (decimal)number.Value,
        BooleanLiteral truth => truth.Value,
        NullLiteral => null,
        TemplateLiteral { Expressions.Count: 0 } template => template.Quasis[0].Value.Cooked,
        NonUpdateUnaryExpression { Operator: Operator.LogicalNot, Argument: NumericLiteral number } => number.Value == 0,
        NonUpdateUnaryExpression { Operator: Operator.UnaryNegation, Argument: NumericLiteral number } => -(decimal)number.Value,
        _ => throw Unexpected(path, node),
    };

    private static KeyValuePair<string, JsonNode?> Member(string path, Node member)
    {
        if (member is not Property { Value: { } value } property)
            throw Unexpected(path, member);

        string name = property.Key switch
        {
            Identifier identifier => identifier.Name,
            StringLiteral text => text.Value,
            _ => throw Unexpected(path, property.Key),
        };
        return new(name, Value(path, value));
    }

    private static SourceException Unexpected(string path, Node node) =>
        new(path, node.Location.Start.Line, node.Location.Start.Column + 1, $"data is expected, and not a {node.Type}");
}
