using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>The keys of registered and requested services.</summary>
internal static class ServiceKeys
{
    /// <summary>A key that is unknown at compile time, which matches any key.</summary>
    public const string Any = "*";

    private const string Namespace = "Microsoft.Extensions.DependencyInjection";

    /// <summary>The key of a call that registers or requests a service; null for services without a key.</summary>
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

    /// <summary>The key of an injected parameter or property; null when it has none.</summary>
    public static string? Of(ISymbol injected)
    {
        if (injected.FindAttribute(Namespace, "FromKeyedServicesAttribute") is { } keyed)
            return keyed.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: { } key }] ? key.ToString() : Any;

        return injected.FindAttribute("Microsoft.AspNetCore.Components", "InjectAttribute")?.Named("Key") is { IsNull: false, Kind: not TypedConstantKind.Array } named
            ? named.Value!.ToString()
            : null;
    }

    /// <summary>Whether a registered key matches a requested one.</summary>
    public static bool IsMatch(string? registered, string? asked) => registered == asked || (registered is not null && asked is not null && (registered == Any || asked == Any));
}
