using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <content>Parameters that become telemetry.</content>
internal sealed partial class OperationParser
{
    private const string TraceContext = "TraceContext";
    private const string TraceTag = "TraceTag";

    /// <summary>Names of parameters with the requested number of documents.</summary>
    private static readonly string[] TopKNames = ["topK", "k", "top", "limit", "maxResults", "resultCount", "numResults", "numberOfResults", "maxDocuments"];

    /// <summary>Members of the run time's input, each filled by the parameter with the attribute of the same name.</summary>
    private static readonly string[] InputMembers = ["UserId", "SessionId", "ConversationId", "PromptName", "PromptVersion", "Model", "Provider", TraceContext];

    private InputModel Input(OperationKind kind, IMethodSymbol implementation)
    {
        return new InputModel
        {
            CancellationToken = CancellationToken(),
            IsTokenAssignable = _method.Parameters.All(static parameter => parameter.RefKind == RefKind.None || !parameter.Type.Is("System.Threading", "CancellationToken")),
            Members = InputMembers
                .Select(name => (Name: name, Parameter: Annotated(name)))
                .Where(static member => member.Parameter is not null)
                .Select(member => new InputMember(member.Name, Value(member.Parameter!)))
                .ToEquatableArray(),
            Tags = _method.Parameters
                .Select(parameter => (Key: TagKey(parameter), Parameter: parameter))
                .Where(static tag => tag.Key is not null)
                .Select(tag => new InputMember(tag.Key!, Value(tag.Parameter)))
                .Concat(kind == OperationKind.Retrieval ? TopK() : [])
                .ToEquatableArray(),
            Request = kind == OperationKind.LlmCall ? Request() : null,
            CalledClient = kind == OperationKind.LlmCall ? Client(implementation) : null,
        };
    }

    /// <summary>The requested number of documents of a retrieval, if a parameter has one of these names.</summary>
    private IEnumerable<InputMember> TopK()
        => _method.Parameters
            .Where(static parameter => parameter.RefKind == RefKind.None
                && parameter.Type.WithoutNullable().SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16
                && TopKNames.Contains(parameter.Name.Replace("_", ""), StringComparer.OrdinalIgnoreCase))
            .Take(1)
            .Select(parameter => new InputMember("gen_ai.retrieval.top_k", NameOf(parameter)));

    /// <summary>The first parameter whose type the catalogue lists as options of a call.</summary>
    private ReadBy? Request()
    {
        foreach (var parameter in _method.Parameters)
        {
            if (parameter.RefKind != RefKind.Out && RequestReaders.For(parameter.Type, _compilation) is { } reader)
                return ReadBy.Of(NameOf(parameter), parameter.Type, Placed(reader));
        }

        return null;
    }

    /// <summary>The caller's token, if the parameter is unambiguous.</summary>
    private string? CancellationToken()
    {
        IParameterSymbol[] tokens =
        [
            .. _method.Parameters.Where(static parameter =>
                parameter.RefKind != RefKind.Out && parameter.Type.Is("System.Threading", "CancellationToken")),
        ];
        return tokens is [var token] ? NameOf(token) : null;
    }

    /// <summary>The parameter with this attribute and a type that fits it.</summary>
    private IParameterSymbol? Annotated(string attribute)
    {
        IParameterSymbol? found = null;
        foreach (var parameter in _method.Parameters)
        {
            if (parameter.FindAttribute(OperationAttributes.Namespace, attribute + "Attribute") is null)
                continue;

            if (Problem(attribute, parameter) is { } problem)
                Ignore(attribute, parameter, problem);
            else if (found is not null)
                Ignore(attribute, parameter, $"'{found.Name}' has it already");
            else
                found = parameter;
        }

        return found;
    }

    private static string? Problem(string attribute, IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Out)
            return "an out parameter has no value when the span starts";

        if (parameter.Type.SpecialType == SpecialType.System_String)
            return null;

        if (attribute != TraceContext)
            return "its type is not string";

        return IsCarrier(parameter.Type)
            ? null
            : "its type is not string, IDictionary<string, string> or IReadOnlyDictionary<string, string>";
    }

    private static bool IsCarrier(ITypeSymbol type)
        => type.CanBeTypeArgument() && type.AllInterfaces.Append(type).Any(static candidate =>
            (candidate.Is("System.Collections.Generic", "IDictionary`2") || candidate.Is("System.Collections.Generic", "IReadOnlyDictionary`2"))
            && candidate is INamedTypeSymbol
            {
                TypeArguments: [{ SpecialType: SpecialType.System_String }, { SpecialType: SpecialType.System_String }],
            });

    private string? TagKey(IParameterSymbol parameter)
    {
        if (parameter.FindAttribute(OperationAttributes.Namespace, TraceTag + "Attribute") is not { } attribute)
            return null;

        if (attribute.FirstText() is not { } key)
            Ignore(TraceTag, parameter, "its key is empty");
        else if (parameter.RefKind == RefKind.Out)
            Ignore(TraceTag, parameter, "an out parameter has no value when the span starts");
        else if (!parameter.Type.CanBeTypeArgument())
            Ignore(TraceTag, parameter, "a value of its type cannot be an object");
        else
            return key;

        return null;
    }

    private void Ignore(string attribute, IParameterSymbol parameter, string problem)
        => ReportAt(parameter, Descriptors.Parameter, attribute, parameter.Name, problem);
}
