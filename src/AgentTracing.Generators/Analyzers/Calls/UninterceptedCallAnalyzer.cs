using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>Reports LLM calls that cannot be intercepted, if interception is on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UninterceptedCallAnalyzer() : LlmCallAnalyzer(Descriptors.NotIntercepted)
{
    private protected override Action<SyntaxNodeAnalysisContext, LlmCallSite>? Analysis(LlmCallContext context)
        => context.Interception.IsOn ? (node, site) => Analyze(node, site, context) : null;

    private static void Analyze(SyntaxNodeAnalysisContext context, LlmCallSite site, LlmCallContext calls)
    {
        var model = context.SemanticModel;
        if (!calls.Interception.Covers(site.Api.Sdk?.Property)
            || InterceptionParser.Skip(site, model, context.CancellationToken) is not { Kind: SkipKind.Impossible } reason
            || (reason == SkipReason.BaseCall
                && calls.Enclosing.PassesOn(model.GetEnclosingSymbol(site.Syntax.SpanStart, context.CancellationToken))
                && ForwardedCall.Is((InvocationExpressionSyntax)site.Syntax))
            || calls.Enclosing.IsInSpanOrTest(site, model, model.GetEnclosingSymbol(site.Syntax.SpanStart, context.CancellationToken), context.CancellationToken)
            || calls.Setup.TracesItself(site.Api)
            || calls.Clients.Trace(site, model, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NotIntercepted, site.Name.GetLocation(), site.DisplayName, reason.Because));
    }
}
