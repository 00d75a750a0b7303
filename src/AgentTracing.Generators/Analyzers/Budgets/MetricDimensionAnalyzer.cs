using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RoslynKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>AGT4004: reports metric dimensions that are unbounded or personal, by their name or <c>[TraceTag]</c> parameter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricDimensionAnalyzer() : AgentTracingAnalyzer(Descriptors.UnboundedDimension)
{
    private const string Property = "MetricDimensions";

    /// <summary>Words of a key that name a person.</summary>
    private static readonly HashSet<string> Personal = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "userid", "username", "enduser", "customer", "customerid", "person", "email", "mail", "phone", "ip", "login", "account", "name", "address",
    };

    /// <summary>Words of a key that name one of very many things.</summary>
    private static readonly HashSet<string> Unbounded = new(StringComparer.OrdinalIgnoreCase)
    {
        "guid", "uuid", "session", "sessionid", "conversation", "conversationid", "request", "requestid", "trace", "traceid", "span", "spanid", "correlation",
        "correlationid", "message", "messageid", "order", "orderid", "prompt", "question", "time", "timestamp", "date", "url", "path", "query",
    };

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(OperationAttributes.Namespace + ".AgentTracingOptions") is null)
            return;

        context.RegisterOperationAction(static operation => Check((ISimpleAssignmentOperation)operation.Operation, operation), RoslynKind.SimpleAssignment);
    }

    private static void Check(ISimpleAssignmentOperation assignment, OperationAnalysisContext context)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: Property } property }
            || !property.ContainingType.Is(OperationAttributes.Namespace, "AgentTracingOptions"))
        {
            return;
        }

        foreach (var value in assignment.Value.DescendantsAndSelf())
        {
            if (value is { ConstantValue: { HasValue: true, Value: string key } } and not IConversionOperation && Problem(key, context) is { } problem)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.UnboundedDimension, value.Syntax.GetLocation(), key, problem));
        }
    }

    private static string? Problem(string key, OperationAnalysisContext context)
    {
        var words = Words(key);
        if (words.Any(Personal.Contains) && !IsKindOf(words))
            return "personal";
        if (words.Any(Unbounded.Contains) && !IsKindOf(words))
            return "unbounded";
        return TagTypes.Of(context.Compilation, context.CancellationToken).TryGetValue(key, out var type) ? $"a parameter of type {type}" : null;
    }

    /// <summary>A kind, a tier or a region of something is bounded: <c>user.plan</c>, <c>request.kind</c>.</summary>
    private static bool IsKindOf(IReadOnlyList<string> words)
        => words.Count > 1 && words[words.Count - 1].ToLowerInvariant() is "kind" or "type" or "tier" or "plan" or "region" or "country" or "group" or "segment" or "role" or "status" or "class";

    private static List<string> Words(string key)
    {
        List<string> words = [];
        var start = 0;
        for (var i = 1; i <= key.Length; i++)
        {
            if (i < key.Length && char.IsLetterOrDigit(key[i]) && char.IsLetterOrDigit(key[i - 1]) && !(char.IsUpper(key[i]) && char.IsLower(key[i - 1])))
                continue;

            var word = key.Substring(start, i - start).Trim('.', '_', '-', ' ', '/', ':');
            if (word.Length > 0)
                words.Add(word);
            start = i;
        }

        return words;
    }
}
