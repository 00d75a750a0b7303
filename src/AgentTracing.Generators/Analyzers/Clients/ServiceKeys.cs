using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>The keys under which services are registered for injection, and asked for.</summary>
internal static class ServiceKeys
{
    /// <summary>A key that is not known at compile time: it may be any.</summary>
    public const string Any = "*";

    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>The key that a call registers a service under, or asks for one with; null when services without a key are meant.</summary>
    public static string? Of(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!method.Name.Contains("Keyed"))
            return null;

        int place = method.Parameters.IndexOf(method.Parameters.FirstOrDefault(static parameter => parameter.Name == "serviceKey")!);
        var arguments = call.ArgumentList.Arguments;
        var key = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "serviceKey")
            ?? (place >= 0 && place < arguments.Count && arguments[place].NameColon is null ? arguments[place] : null);
        return key is not null && model.GetConstantValue(key.Expression, cancellationToken) is { HasValue: true, Value: { } value } ? value.ToString() : Any;
    }

    /// <summary>The key that a parameter or property is injected by; null when it has none.</summary>
    public static string? Of(ISymbol injected)
    {
        if (injected.FindAttribute(Namespace, "FromKeyedServicesAttribute") is { } keyed)
            return keyed.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: { } key }] ? key.ToString() : Any;

        return injected.FindAttribute("Microsoft.AspNetCore.Components", "InjectAttribute")?.NamedArguments.FirstOrDefault(static argument => argument.Key == "Key").Value is { IsNull: false, Kind: not TypedConstantKind.Array } named
            ? named.Value!.ToString()
            : null;
    }

    /// <summary>Whether what is registered under one key is what another asks for.</summary>
    public static bool IsMatch(string? registered, string? asked) => registered == asked || (registered is not null && asked is not null && (registered == Any || asked == Any));
}
