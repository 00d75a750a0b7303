using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Operations;

/// <summary>An annotated method, with the complete input of its generated code.</summary>
internal sealed record OperationModel
{
    /// <summary>The type that declares it.</summary>
    public required ContainingType Type { get; init; }

    /// <summary>The constant part, which the descriptor contains.</summary>
    public required DescriptorModel Descriptor { get; init; }

    /// <summary>The implemented method.</summary>
    public required MethodModel Method { get; init; }

    /// <summary>What each call passes to the run time.</summary>
    public required InputModel Input { get; init; }

    /// <summary>Reads the model's response from the result; null when there is nothing to read.</summary>
    public required ReaderModel? ResponseReader { get; init; }

    /// <summary>The captured content of each call.</summary>
    public ContentModel? Content { get; init; }

    /// <summary>Readers that the operation needs.</summary>
    public IEnumerable<ReaderModel> Readers
        => new[] { ResponseReader, Input.Request?.Reader, Input.CalledClient?.Reader }.OfType<ReaderModel>().Concat(Content?.Requests.Select(static request => request.Reader) ?? []);

    /// <summary>Extern aliases that the method's types need, in ordinal order.</summary>
    public required EquatableArray<string> ExternAliases { get; init; }
}

/// <summary>The type that contains annotated methods.</summary>
internal sealed record ContainingType
{
    /// <summary>Namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Namespace-qualified metadata name: the key of its file.</summary>
    public required string MetadataName { get; init; }

    /// <summary>Headers of its partial declarations, the outermost first: <c>partial class Outer&lt;T&gt;</c>.</summary>
    public required EquatableArray<string> Headers { get; init; }

    /// <summary>Name of the file-local class for static members, which is free in the type's namespace.</summary>
    public required string OperationsClass { get; init; }

    /// <summary>Whether a member of the type hides that name.</summary>
    public required bool HidesOperationsClass { get; init; }

    /// <summary>The name of the static class in the body of a method.</summary>
    public string OperationsClassFor(MethodModel method)
    {
        if (!HidesOperationsClass && !method.NamesInScope.Contains(OperationsClass))
            return OperationsClass;

        return Namespace is { } name ? $"global::{name}.{OperationsClass}" : $"global::{OperationsClass}";
    }
}

/// <summary>The constant properties of an operation.</summary>
internal sealed record DescriptorModel
{
    public required OperationKind Kind { get; init; }

    public required string Name { get; init; }

    public required string? Version { get; init; }

    public required string? Description { get; init; }

    /// <summary>Member of the run time's <c>LlmOperation</c>, or null for its default.</summary>
    public required string? LlmOperation { get; init; }

    public required string? Provider { get; init; }

    /// <summary>The provider of the result's SDK type, if the attribute names none.</summary>
    public required string? SdkProvider { get; init; }

    public required string? Model { get; init; }

    /// <summary>Value of the run time's <c>ContentCapture</c>, if the attribute sets it.</summary>
    public required int? Content { get; init; }

    /// <summary>Cost of each execution of a tool in USD, as a C# literal; null when it has none.</summary>
    public required string? CostUsd { get; init; }

    /// <summary>Members of the run time's <c>AgentBudget</c>, with their values; empty when a run has no limits.</summary>
    public required EquatableArray<InputMember> Budget { get; init; }
}

/// <summary>A partial method to implement, and its implementation.</summary>
internal sealed record MethodModel
{
    /// <summary>Its name, not escaped.</summary>
    public required string Name { get; init; }

    /// <summary>The declaration up to the closing parenthesis.</summary>
    public required string Signature { get; init; }

    /// <summary>Constraint clauses.</summary>
    public required EquatableArray<string> Constraints { get; init; }

    /// <summary>
    /// Whether the method needs an unsafe context, as in its declaration. An async iterator does not, because await is not allowed there.
    /// </summary>
    public required bool IsUnsafe { get; init; }

    /// <summary>The call of the implementation.</summary>
    public required string Invocation { get; init; }

    /// <summary>The kind of the return type, which determines how its end is tracked.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The returned stream, if it is of an SDK's type.</summary>
    public required SdkStream? Stream { get; init; }

    /// <summary>Names that the body must not use for its own locals, in ordinal order.</summary>
    public required EquatableArray<string> NamesInScope { get; init; }

    /// <summary>Attributes that the declaration does not have already.</summary>
    public required EquatableArray<string> Attributes { get; init; }
}

/// <summary>The input of one call at its start.</summary>
internal sealed record InputModel
{
    /// <summary>The caller's token.</summary>
    public required string? CancellationToken { get; init; }

    /// <summary>Whether the body may assign another token to its parameter.</summary>
    public required bool IsTokenAssignable { get; init; }

    /// <summary>Members of the run time's <c>OperationInput</c>, in their order, with the parameters that fill them.</summary>
    public required EquatableArray<InputMember> Members { get; init; }

    /// <summary>Span attributes, with the parameters that fill them.</summary>
    public required EquatableArray<InputMember> Tags { get; init; }

    /// <summary>The SDK's options, if a parameter contains them.</summary>
    public required ReadBy? Request { get; init; }

    /// <summary>The SDK's client of the call, if it is known.</summary>
    public required ReadBy? CalledClient { get; init; }
}

/// <summary>A name and the expression of its value.</summary>
internal sealed record InputMember(string Name, string Value);
