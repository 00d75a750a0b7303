using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Content;

/// <summary>What is captured of one call.</summary>
internal sealed record ContentModel
{
    /// <summary>Arguments that become content.</summary>
    public required EquatableArray<ContentArgument> Arguments { get; init; }

    /// <summary>Arguments that hold the model's input, and the reader of each.</summary>
    public required EquatableArray<ReadBy> Requests { get; init; }

    /// <summary>What writes what is returned; null when that is no content.</summary>
    public required string? Result { get; init; }

    /// <summary>Whether the declaration keeps what is returned out.</summary>
    public required bool OmitsResult { get; init; }

    /// <summary>The methods that write values.</summary>
    public required EquatableArray<ReaderModel> Writers { get; init; }

    /// <summary>The calls that tell the run time's <c>OperationContent</c>, one a line.</summary>
    /// <param name="nameOf">Gives the name of a reader as the calling code has it.</param>
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
/// <param name="Writer">What writes it; null when it is written as it is.</param>
internal sealed record ContentArgument(string Name, string Value, string? Writer);
