using System.Runtime.CompilerServices;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.CodeFixes.Calls;

/// <summary>An LLM call that becomes an <c>[LlmCall]</c> method with its implementation, after the member with the call.</summary>
internal sealed class LlmCallExtraction
{
    private const string Async = nameof(Async);

    // One editor extracts several calls of a file, each with a different name.
    private static readonly ConditionalWeakTable<SyntaxEditor, HashSet<string>> TakenNames = new();

    private readonly LlmCallSite _site;
    private readonly InvocationExpressionSyntax _call;
    private readonly ExtractedSignature _signature;
    private readonly MemberDeclarationSyntax _member;
    private readonly SemanticModel _model;

    private LlmCallExtraction(LlmCallSite site, InvocationExpressionSyntax call, ExtractedSignature signature, MemberDeclarationSyntax member, SemanticModel model)
        => (_site, _call, _signature, _member, _model) = (site, call, signature, member, model);

    /// <summary>Prepares it; null when the call cannot be moved.</summary>
    public static LlmCallExtraction? Create(LlmCallSite site, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var member = call.Ancestors().OfType<MemberDeclarationSyntax>()
            .FirstOrDefault(static ancestor => ancestor is GlobalStatementSyntax or { Parent: ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax });
        if (member is null || IsFileLocal(member))
            return null;

        // The method is placed after the member; for top-level statements, at the end of the file.
        var root = call.SyntaxTree.GetRoot(cancellationToken);
        if (!Pragmas.AllowMove(root, call.SpanStart, member is GlobalStatementSyntax ? root.FullSpan.End : member.Span.End))
            return null;

        bool isStatic = member is GlobalStatementSyntax || member.Parent is StructDeclarationSyntax || IsExtensionBlock(member) || IsStatic(call, model, cancellationToken);
        return ExtractedSignature.Create(site, call, isStatic, model, cancellationToken) is { } signature
            ? new LlmCallExtraction(site, call, signature, member, model)
            : null;
    }

    /// <summary>The kind of operation that a call becomes: an agent's run is not a model call, but makes some.</summary>
    public static OperationKind KindOf(LlmCallSite site) => site.Api.IsAgent ? OperationKind.Agent : OperationKind.LlmCall;

    /// <summary>Makes the edits.</summary>
    public void Apply(SyntaxEditor editor)
    {
        string name = FreeName(TakenNames.GetOrCreateValue(editor));
        editor.ReplaceNode(_call, (current, _) => CallOf(name, (InvocationExpressionSyntax)current));
        if (_member is GlobalStatementSyntax)
        {
            editor.ReplaceNode(editor.OriginalRoot, (root, _) => WithProgram((CompilationUnitSyntax)root, name));
        }
        else
        {
            editor.InsertAfter(_member, Members(name, Trivia.Indentation(_member).ToFullString(), Trivia.LineBreak(editor.OriginalRoot).ToFullString()));
            editor.MakeTypesPartial(_member);
        }

        editor.AddUsing(_model, _call.SpanStart, OperationAttributes.Namespace, KindOf(_site) + "Attribute");
    }

    // Methods for calls in an extension block are placed next to the block.
    private static bool IsExtensionBlock(MemberDeclarationSyntax member) => member is TypeDeclarationSyntax { Keyword.ValueText: "extension" };

    // Generated code is in another file.
    private static bool IsFileLocal(MemberDeclarationSyntax member)
        => member.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => type.Modifiers.Any(SyntaxKind.FileKeyword));

    // Static code, initializers and arguments of constructor initializers have no instance.
    private static bool IsStatic(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Ancestors().Any(static ancestor => ancestor is ConstructorInitializerSyntax))
            return true;

        var symbol = model.GetEnclosingSymbol(call.SpanStart, cancellationToken);
        for (; symbol is not (null or INamedTypeSymbol); symbol = symbol.ContainingSymbol)
        {
            if (symbol.IsStatic || symbol is IFieldSymbol or IPropertySymbol)
                return true;
        }

        return false;
    }

    private string FreeName(HashSet<string> taken)
    {
        string stem = _site.Method.Name.EndsWith(Async, StringComparison.Ordinal)
            ? _site.Method.Name.Substring(0, _site.Method.Name.Length - Async.Length)
            : _site.Method.Name;
        string suffix = IsAsync(_site.Method.ReturnType) ? Async : "";
        string free = CSharp.FreeName(stem, candidate => IsTaken(candidate + suffix, taken) || IsTaken(OperationParser.ImplementationName(candidate + suffix), taken)) + suffix;
        taken.Add(free);
        return free;
    }

    private bool IsTaken(string name, HashSet<string> taken) => taken.Contains(name) || !_model.LookupSymbols(_call.SpanStart, name: name).IsEmpty;

    private static bool IsAsync(ITypeSymbol type)
        => type.ContainingNamespace.Is("System.Threading.Tasks") || type.Is("System.Collections.Generic", "IAsyncEnumerable`1")
            || type.AllInterfaces.Any(static contract => contract.Is("System.Collections.Generic", "IAsyncEnumerable`1"));

    private ExpressionSyntax CallOf(string name, InvocationExpressionSyntax current)
    {
        var arguments = current.ArgumentList;
        if (_signature.TakesReceiver)
        {
            var receiver = ((MemberAccessExpressionSyntax)current.Expression).Expression.WithoutTrivia();
            var separator = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
            SyntaxNodeOrToken[] all = arguments.Arguments.Count == 0
                ? [SyntaxFactory.Argument(receiver)]
                : [SyntaxFactory.Argument(receiver), separator, .. arguments.Arguments.GetWithSeparators()];
            arguments = arguments.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(SyntaxFactory.NodeOrTokenList(all)));
        }

        return SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(name), arguments).WithTriviaFrom(current);
    }

    private MemberDeclarationSyntax[] Members(string name, string indentation, string lineBreak)
    {
        string modifiers = _signature.IsStatic ? "private static " : "private ";
        string parameters = string.Join(", ", _signature.Parameters);
        string called = ((MemberAccessExpressionSyntax)_call.Expression).Name.WithoutTrivia().ToString();
        string declaration = $"{lineBreak}{indentation}[{KindOf(_site)}{AttributeArguments()}]{lineBreak}"
            + $"{indentation}{modifiers}partial {_signature.ReturnType} {name}({parameters});{lineBreak}";
        string implementation = $"{lineBreak}{indentation}{modifiers}{_signature.ReturnType} {OperationParser.ImplementationName(name)}({parameters})"
            + $" => {_signature.Receiver}.{called}({string.Join(", ", _signature.Arguments)});{lineBreak}";
        return [SyntaxFactory.ParseMemberDeclaration(declaration)!, SyntaxFactory.ParseMemberDeclaration(implementation)!];
    }

    private string AttributeArguments()
    {
        if (_site.Api.IsAgent)
            return "";

        var api = _site.Api;
        List<string> arguments = [];
        if (api.Provider is { } provider)
            arguments.Add($"Provider = {CSharp.Literal(provider)}");
        if (api.LlmOperation is { } operation && api.Operation != LlmOperations.Chat)
            arguments.Add($"Operation = LlmOperation.{operation}");

        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    // Top-level statements are the body of a method of Program.
    private CompilationUnitSyntax WithProgram(CompilationUnitSyntax unit, string name)
    {
        string lineBreak = Trivia.LineBreak(unit).ToFullString();
        var members = Members(name, "    ", lineBreak);
        if (unit.Members.OfType<ClassDeclarationSyntax>().FirstOrDefault(static type => type.Identifier.ValueText == "Program" && type.Modifiers.Any(SyntaxKind.PartialKeyword) && type.Members.Count > 0) is { } program)
            return unit.ReplaceNode(program, program.AddMembers(members));

        members[0] = members[0].WithLeadingTrivia(members[0].GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        var added = (ClassDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"{lineBreak}partial class Program{lineBreak}{{{lineBreak}}}{lineBreak}")!;
        return unit.AddMembers(added.AddMembers(members));
    }
}
