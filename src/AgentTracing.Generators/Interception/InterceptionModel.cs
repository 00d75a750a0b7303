using AgentTracing.Generators.Calls;
using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;

namespace AgentTracing.Generators.Interception;

/// <summary>A model call in the user's code.</summary>
/// <param name="FilePath">The file it stands in.</param>
/// <param name="Place">Its place in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
internal abstract record ModelCall(string FilePath, CallPlace Place, string? Sdk);

/// <summary>A call that is intercepted.</summary>
/// <param name="FilePath">The file it stands in.</param>
/// <param name="Place">Its place in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
/// <param name="Location">The compiler's own name for the place.</param>
/// <param name="Shape">What is called.</param>
internal sealed record InterceptedCall(string FilePath, CallPlace Place, string? Sdk, CallLocation Location, CallShape Shape) : ModelCall(FilePath, Place, Sdk);

/// <summary>A call that is left alone.</summary>
/// <param name="FilePath">The file it stands in.</param>
/// <param name="Place">Its place in the file.</param>
/// <param name="Sdk">Name of the SDK; null for calls that the project adds.</param>
/// <param name="Reason">Why.</param>
internal sealed record SkippedCall(string FilePath, CallPlace Place, string? Sdk, SkipReason Reason) : ModelCall(FilePath, Place, Sdk);

/// <summary>A place in a file.</summary>
/// <param name="Position">Its offset.</param>
/// <param name="Display">The same for people: <c>File.cs(12,34)</c>.</param>
internal sealed record CallPlace(int Position, string Display);

/// <summary>The compiler's own name for the place of a call, which begins with a checksum of the file.</summary>
/// <param name="Version">Version of <paramref name="Data"/>.</param>
/// <param name="Data">The name.</param>
internal sealed record CallLocation(int Version, string Data);

/// <summary>What is called, and what is read from it. Equal for every call of the same method.</summary>
internal sealed record CallShape
{
    /// <summary>Name of the method.</summary>
    public required string Name { get; init; }

    /// <summary>Type that the call returns.</summary>
    public required string ReturnType { get; init; }

    /// <summary>How what is returned is followed to its end.</summary>
    public required ReturnShape Returns { get; init; }

    /// <summary>The stream that is returned, where it is of the SDK's own type.</summary>
    public required SdkStream? Stream { get; init; }

    /// <summary>Type parameters of the containing types and the method, with brackets, or empty.</summary>
    public required string TypeParameters { get; init; }

    /// <summary>Attributes of the interceptor, those among them by which the method says what it needs of trimmed and native programs.</summary>
    public required EquatableArray<string> Attributes { get; init; }

    /// <summary>Constraint clauses.</summary>
    public required EquatableArray<string> Constraints { get; init; }

    /// <summary>Receiver and parameters, as they are declared.</summary>
    public required string Parameters { get; init; }

    /// <summary>The call itself, made again.</summary>
    public required string Invocation { get; init; }

    /// <summary>Where the call returns a value of a result that tells more: the call that returns the result; else null.</summary>
    public required CallValue? Value { get; init; }

    /// <summary>Whether the answer is read below the client, for what is returned does not have it.</summary>
    public required bool ReadsInside { get; init; }

    /// <summary>
    /// The statements of the method itself, where it is an extension method whose type cannot be named: <see cref="Invocation"/> calls them under its
    /// name. Else null.
    /// </summary>
    public required string? Forward { get; init; }

    /// <summary>The extern alias by which the invocation names the type of the method; null when it needs none.</summary>
    public required string? ExternAlias { get; init; }

    /// <summary>Names that the body must not use for its own locals.</summary>
    public required EquatableArray<string> NamesInScope { get; init; }

    /// <summary>Method of the run time's <c>OperationDescriptor</c> that describes the call.</summary>
    public required string Descriptor { get; init; }

    /// <summary>Member of the run time's <c>LlmOperation</c>; null for what is no model call.</summary>
    public required string? LlmOperation { get; init; }

    /// <summary>The condition under which the call is left as it is; null when there is none.</summary>
    public required string? Guard { get; init; }

    /// <summary>Span attributes, with the expressions that give their values.</summary>
    public required EquatableArray<InputMember> Tags { get; init; }

    /// <summary>The provider, where the SDK is one provider's.</summary>
    public required string? Provider { get; init; }

    /// <summary>Who serves, where the type of the client that is called says so.</summary>
    public required string? ServedBy { get; init; }

    /// <summary>The SDK's own source of spans.</summary>
    public required string? NativeSource { get; init; }

    /// <summary>The caller's token.</summary>
    public required string? CancellationToken { get; init; }

    /// <summary>The argument that names the model.</summary>
    public required string? Model { get; init; }

    /// <summary>The client, and what reads it.</summary>
    public required ReadBy? Client { get; init; }

    /// <summary>The SDK's options, and what reads them.</summary>
    public required ReadBy? Request { get; init; }

    /// <summary>The conversation to which the client appends the answers of rounds that it does not return, and what reads one of its messages.</summary>
    public required ReadBy? History { get; init; }

    /// <summary>What is captured of the call, where content is captured.</summary>
    public required ContentModel Content { get; init; }

    /// <summary>Reads the model's answer.</summary>
    public required ReaderModel? Response { get; init; }

    /// <summary>Everything that reads something.</summary>
    public IEnumerable<ReaderModel> Readers
        => new[] { Client?.Reader, Request?.Reader, History?.Reader, Response }.OfType<ReaderModel>().Concat(Content.Requests.Select(static request => request.Reader));

    /// <summary>The parameters of a method that is no extension method.</summary>
    public string ParametersOfStatic => Parameters.StartsWith("this ", StringComparison.Ordinal) ? Parameters.Substring("this ".Length) : Parameters;

    /// <summary>Tells shapes apart, and puts them in order.</summary>
    public string Key => $"{Name}{TypeParameters}({Parameters}){ServedBy}";
}

/// <summary>A value that is taken of a result.</summary>
/// <param name="Invocation">The call that returns the result.</param>
/// <param name="Expression">The value, as an expression of <c>result</c>.</param>
internal sealed record CallValue(string Invocation, string Expression);
