using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>Types of libraries that are JSON, and how each gives its text. The framework's own are known to the run time.</summary>
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

    /// <summary>The call that gives the JSON of a value of the type; null when the type is no JSON.</summary>
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
