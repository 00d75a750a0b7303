using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;

namespace AgentTracing.Generators.Interception;

/// <summary>A model call in the user's code.</summary>
/// <param name="FilePath">Its file.</param>
/// <param name="Place">Its position in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
internal abstract record ModelCall(string FilePath, CallPlace Place, string? Sdk);

/// <summary>An intercepted call.</summary>
/// <param name="FilePath">Its file.</param>
/// <param name="Place">Its position in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
/// <param name="Location">The compiler's identifier of the position.</param>
/// <param name="Shape">The called method.</param>
internal sealed record InterceptedCall(string FilePath, CallPlace Place, string? Sdk, CallLocation Location, CallShape Shape) : ModelCall(FilePath, Place, Sdk);

/// <summary>A call that is not intercepted.</summary>
/// <param name="FilePath">Its file.</param>
/// <param name="Place">Its position in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
/// <param name="Reason">The reason.</param>
internal sealed record SkippedCall(string FilePath, CallPlace Place, string? Sdk, SkipReason Reason) : ModelCall(FilePath, Place, Sdk);

/// <summary>A position in a file.</summary>
/// <param name="Position">Its offset.</param>
/// <param name="Display">The position as text: <c>File.cs(12,34)</c>.</param>
internal sealed record CallPlace(int Position, string Display);

/// <summary>The compiler's identifier of a call's position, which begins with a checksum of the file.</summary>
/// <param name="Version">Version of <paramref name="Data"/>.</param>
/// <param name="Data">The identifier.</param>
internal sealed record CallLocation(int Version, string Data);

/// <summary>A called method and its readers. Equal for every call of the same method.</summary>
internal sealed record CallShape
{
    /// <summary>Name of the method.</summary>
    public required string Name { get; init; }

    /// <summary>Type that the call returns.</summary>
    public required string ReturnType { get; init; }

    /// <summary>How the end of the result is tracked.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The returned stream, if it is of an SDK's type.</summary>
    public required SdkStream? Stream { get; init; }

    /// <summary>Type parameters of the containing types and the method, with brackets, or empty.</summary>
    public required string TypeParameters { get; init; }

    /// <summary>Attributes of the interceptor, including the method's requirements for trimming and native code.</summary>
    public required EquatableArray<string> Attributes { get; init; }

    /// <summary>Constraint clauses.</summary>
    public required EquatableArray<string> Constraints { get; init; }

    /// <summary>Receiver and parameters, as declared.</summary>
    public required string Parameters { get; init; }

    /// <summary>The original call.</summary>
    public required string Invocation { get; init; }

    /// <summary>If the call returns a value of a result with more data: the call that returns the result; else null.</summary>
    public required CallValue? Value { get; init; }

    /// <summary>Whether the response is read below the client, because the result does not contain it.</summary>
    public required bool ReadsInside { get; init; }

    /// <summary>
    /// The statements of an extension method whose type cannot be named; <see cref="Invocation"/> calls a copy of it. Else null.
    /// </summary>
    public required string? Forward { get; init; }

    /// <summary>The extern alias of the method's type in the invocation; null when it needs none.</summary>
    public required string? ExternAlias { get; init; }

    /// <summary>Names that the body must not use for its own locals.</summary>
    public required EquatableArray<string> NamesInScope { get; init; }

    /// <summary>Method of the run time's <c>OperationDescriptor</c> that describes the call.</summary>
    public required string Descriptor { get; init; }

    /// <summary>Member of the run time's <c>LlmOperation</c>; null for other calls.</summary>
    public required string? LlmOperation { get; init; }

    /// <summary>The condition under which the call is not traced; null when there is none.</summary>
    public required string? Guard { get; init; }

    /// <summary>Span attributes, with the expressions of their values.</summary>
    public required EquatableArray<InputMember> Tags { get; init; }

    /// <summary>The provider, if the SDK belongs to one.</summary>
    public required string? Provider { get; init; }

    /// <summary>The provider that the client's type implies.</summary>
    public required string? ServedBy { get; init; }

    /// <summary>The SDK's own source of spans.</summary>
    public required string? NativeSource { get; init; }

    /// <summary>The caller's token.</summary>
    public required string? CancellationToken { get; init; }

    /// <summary>The argument that names the model.</summary>
    public required string? Model { get; init; }

    /// <summary>The client and its reader.</summary>
    public required ReadBy? Client { get; init; }

    /// <summary>The SDK's options and their reader.</summary>
    public required ReadBy? Request { get; init; }

    /// <summary>The conversation to which the client appends the responses of earlier rounds, and the reader of its messages.</summary>
    public required ReadBy? History { get; init; }

    /// <summary>The captured content of the call.</summary>
    public required ContentModel Content { get; init; }

    /// <summary>Reads the model's response.</summary>
    public required ReaderModel? Response { get; init; }

    /// <summary>All readers.</summary>
    public IEnumerable<ReaderModel> Readers
        => new[] { Client?.Reader, Request?.Reader, History?.Reader, Response }.OfType<ReaderModel>().Concat(Content.Requests.Select(static request => request.Reader));

    /// <summary>The parameters without <c>this</c>.</summary>
    public string ParametersOfStatic => Parameters.StartsWith("this ", StringComparison.Ordinal) ? Parameters.Substring("this ".Length) : Parameters;

    /// <summary>Identifies shapes, and determines their order.</summary>
    public string Key => $"{Name}{TypeParameters}({Parameters}){ServedBy}";
}

/// <summary>A value of a result.</summary>
/// <param name="Invocation">The call that returns the result.</param>
/// <param name="Expression">The value, as an expression of <c>result</c>.</param>
internal sealed record CallValue(string Invocation, string Expression);
