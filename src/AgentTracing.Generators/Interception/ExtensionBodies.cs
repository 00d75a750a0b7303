using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>
/// Extension methods that only call the interface's method, so they can be repeated if their type cannot be named: Microsoft.Agents.AI also
/// declares a <c>Microsoft.Extensions.AI.ChatClientExtensions</c>.
/// </summary>
internal static class ExtensionBodies
{
    /// <summary>The generated class with these methods.</summary>
    public const string Type = "Extensions";

    private const string Namespace = "Microsoft.Extensions.AI.";
    private const string Assembly = "Microsoft.Extensions.AI.Abstractions";

    /// <summary>The statements of a method; null when they are unknown.</summary>
    public static string? Of(IMethodSymbol method, Compilation compilation)
    {
        if (method is not { IsExtensionMethod: true, Arity: 0, Name: "GetResponseAsync" or "GetStreamingResponseAsync", Parameters: [var client, var message, var options, var token] }
            || method.ContainingAssembly.Name != Assembly
            || !method.ContainingType.HasMetadataName(Namespace + "ChatClientExtensions")
            || !client.Type.HasMetadataName(Namespace + "IChatClient")
            || compilation.FindNameable(Namespace + "ChatMessage") is null
            || compilation.FindNameable(Namespace + "ChatRole") is null)
        {
            return null;
        }

        const string Message = "global::" + Namespace + "ChatMessage";
        string? value = message.Type switch
        {
            { SpecialType: SpecialType.System_String } => $"new {Message}(global::{Namespace}ChatRole.User, {CSharp.Identifier(message.Name)})",
            _ when message.Type.HasMetadataName(Namespace + "ChatMessage") => CSharp.Identifier(message.Name),
            _ => null,
        };
        return value is null
            ? null
            : $$"""
                global::System.ArgumentNullException.ThrowIfNull({{CSharp.Identifier(client.Name)}});
                global::System.ArgumentNullException.ThrowIfNull({{CSharp.Identifier(message.Name)}});
                return {{CSharp.Identifier(client.Name)}}.{{method.Name}}(new {{Message}}[] { {{value}} }, {{CSharp.Identifier(options.Name)}}, {{CSharp.Identifier(token.Name)}});

                """;
    }
}
