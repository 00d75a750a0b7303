using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Operations;

/// <summary>An annotated method: everything that is written for it.</summary>
internal sealed record OperationModel
{
    /// <summary>The type that declares it.</summary>
    public required ContainingType Type { get; init; }

    /// <summary>The part that never changes, which the descriptor holds.</summary>
    public required DescriptorModel Descriptor { get; init; }

    /// <summary>The method that is implemented.</summary>
    public required MethodModel Method { get; init; }

    /// <summary>What each call passes to the run time.</summary>
    public required InputModel Input { get; init; }

    /// <summary>Reads the model's answer from what is returned; null when it says nothing of it.</summary>
    public required ReaderModel? ResponseReader { get; init; }

    /// <summary>What is captured of each call, where content is captured.</summary>
    public ContentModel? Content { get; init; }

    /// <summary>Readers that the operation needs.</summary>
    public IEnumerable<ReaderModel> Readers
        => new[] { ResponseReader, Input.Request?.Reader, Input.CalledClient?.Reader }.OfType<ReaderModel>().Concat(Content?.Requests.Select(static request => request.Reader) ?? []);

    /// <summary>Extern aliases that the method's types need, in ordinal order.</summary>
    public required EquatableArray<string> ExternAliases { get; init; }
}

/// <summary>The type that holds annotated methods.</summary>
internal sealed record ContainingType
{
    /// <summary>Namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Namespace-qualified metadata name: the key of its file.</summary>
    public required string MetadataName { get; init; }

    /// <summary>Headers of its partial declarations, the outermost first: <c>partial class Outer&lt;T&gt;</c>.</summary>
    public required EquatableArray<string> Headers { get; init; }

    /// <summary>Name of the file-local class for what is static: free in the type's namespace.</summary>
    public required string OperationsClass { get; init; }

    /// <summary>Whether a member of the type hides that name.</summary>
    public required bool HidesOperationsClass { get; init; }

    /// <summary>The static class as the body of a method must call it.</summary>
    public string OperationsClassFor(MethodModel method)
    {
        if (!HidesOperationsClass && !method.NamesInScope.Contains(OperationsClass))
            return OperationsClass;

        return Namespace is { } name ? $"global::{name}.{OperationsClass}" : $"global::{OperationsClass}";
    }
}

/// <summary>What never changes about an operation.</summary>
internal sealed record DescriptorModel
{
    public required OperationKind Kind { get; init; }

    public required string Name { get; init; }

    public required string? Version { get; init; }

    public required string? Description { get; init; }

    /// <summary>Member of the run time's <c>LlmOperation</c>, or null for its default.</summary>
    public required string? LlmOperation { get; init; }

    public required string? Provider { get; init; }

    /// <summary>The provider that the SDK's type of the result speaks for, where the attribute names none.</summary>
    public required string? SdkProvider { get; init; }

    public required string? Model { get; init; }

    /// <summary>Value of the run time's <c>ContentCapture</c>, where the attribute says it.</summary>
    public required int? Content { get; init; }

    /// <summary>Cost of each execution of a tool in USD, as a C# literal; null when it has none.</summary>
    public required string? CostUsd { get; init; }

    /// <summary>Members of the run time's <c>AgentBudget</c>, with their values; empty when a run has no limits.</summary>
    public required EquatableArray<InputMember> Budget { get; init; }
}

/// <summary>A partial method to be implemented, and the method that does its work.</summary>
internal sealed record MethodModel
{
    /// <summary>Its name, not escaped.</summary>
    public required string Name { get; init; }

    /// <summary>The declaration up to the closing parenthesis.</summary>
    public required string Signature { get; init; }

    /// <summary>Constraint clauses.</summary>
    public required EquatableArray<string> Constraints { get; init; }

    /// <summary>Whether the method is written into an unsafe part of its type, as it is declared in one. An iterator that awaits is not: nothing may await there.</summary>
    public required bool IsUnsafe { get; init; }

    /// <summary>The call of the implementation.</summary>
    public required string Invocation { get; init; }

    /// <summary>What is returned, and so how it is followed to its end.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The stream that is returned, where it is of an SDK's own type.</summary>
    public required SdkStream? Stream { get; init; }

    /// <summary>Names that the body must not use for its own locals, in ordinal order.</summary>
    public required EquatableArray<string> NamesInScope { get; init; }

    /// <summary>Attributes that the declaration does not have already.</summary>
    public required EquatableArray<string> Attributes { get; init; }
}

/// <summary>What is known of one call when it starts.</summary>
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

    /// <summary>The SDK's options, where a parameter holds them.</summary>
    public required ReadBy? Request { get; init; }

    /// <summary>The SDK's client that the call goes through, where it is known.</summary>
    public required ReadBy? CalledClient { get; init; }
}

/// <summary>A name and the expression that gives its value.</summary>
internal sealed record InputMember(string Name, string Value);
