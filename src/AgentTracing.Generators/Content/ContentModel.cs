using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Content;

/// <summary>The captured content of one call.</summary>
internal sealed record ContentModel
{
    /// <summary>Arguments that become content.</summary>
    public required EquatableArray<ContentArgument> Arguments { get; init; }

    /// <summary>Arguments with the model's input, and the reader of each.</summary>
    public required EquatableArray<ReadBy> Requests { get; init; }

    /// <summary>The writer of the result; null when it is not captured.</summary>
    public required string? Result { get; init; }

    /// <summary>Whether the declaration excludes the result.</summary>
    public required bool OmitsResult { get; init; }

    /// <summary>The methods that write values.</summary>
    public required EquatableArray<ReaderModel> Writers { get; init; }

    /// <summary>The calls on the run time's <c>OperationContent</c>, one for each line.</summary>
    /// <param name="nameOf">Returns the name of a reader in the calling code.</param>
    public IEnumerable<string> Calls(Func<ReaderModel, string> nameOf)
    {
        foreach (var request in Requests)
            yield return $".Request{request.TypeArgument}({request.Value}, {nameOf(request.Reader)})";
        foreach (var argument in Arguments)
            yield return $".Argument({CSharp.Literal(argument.Name)}, {argument.Value}{(argument.Writer is { } writer ? ", " + writer : "")})";
        if (OmitsResult)
            yield return ".OmitResult()";
    }
}

/// <summary>An argument that becomes content.</summary>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="Writer">Its writer; null when it is written unchanged.</param>
internal sealed record ContentArgument(string Name, string Value, string? Writer);
