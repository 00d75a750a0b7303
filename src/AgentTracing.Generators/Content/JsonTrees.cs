using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>JSON types of libraries, and the expression of their text. The run time handles the framework's types.</summary>
internal static class JsonTrees
{
    private const string Formatting = "Newtonsoft.Json.Formatting";

    private static readonly (string Type, string Text)[] Types =
    [
        ("Newtonsoft.Json.Linq.JToken", $"ToString(global::{Formatting}.None)"),
        ("MongoDB.Bson.BsonValue", "ToString()"),
        ("Google.Protobuf.WellKnownTypes.Struct", "ToString()"),
        ("Google.Protobuf.WellKnownTypes.Value", "ToString()"),
        ("Google.Protobuf.WellKnownTypes.ListValue", "ToString()"),
    ];

    /// <summary>The expression of a value's JSON; null when it is not a JSON type.</summary>
    public static string? TextOf(ITypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind != TypeKind.Class)
            return null;

        foreach (var candidate in type.WithBaseTypes())
        {
            foreach (var (name, text) in Types)
            {
                if (candidate.HasMetadataName(name))
                    return text == Types[0].Text && compilation.FindNameable(Formatting) is null ? "ToString()" : text;
            }
        }

        return null;
    }
}
