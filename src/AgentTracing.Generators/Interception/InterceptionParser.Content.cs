using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <content>The captured content of the call.</content>
internal sealed partial class InterceptionParser
{
    /// <summary>Messages and requests, or else the text of the prompt.</summary>
    private ContentModel Content(IParameterSymbol[] parameters)
    {
        EquatableArray<ReadBy> requests = parameters
            .Select(parameter => (Parameter: parameter, Reader: ContentReader(parameter.Type)))
            .Where(static request => request.Reader is not null)
            .Select(static request => ReadBy.Of(Name(request.Parameter), request.Parameter.Type, request.Reader!))
            .ToEquatableArray();
        var (result, writers) = RetrievalCalls.Documents(_api, _called, _compilation);
        return new ContentModel
        {
            Requests = _api.IsWrapped ? [] : requests,
            Arguments = parameters.Where(parameter => _api.IsWrapped ? RetrievalCalls.IsQuery(_api, parameter, _called) : IsPrompt(parameter))
                .Select(static parameter => new ContentArgument(parameter.Name, Name(parameter), Writer: null)).ToEquatableArray(),
            Result = result,
            OmitsResult = false,
            Writers = writers,
        };
    }

    private ReaderModel? ContentReader(ITypeSymbol type)
        => _api is { IsRaw: true, RawAnswer: { } answer } ? RawBodyReaders.ForContent(type, answer, _compilation) : ContentReaders.ForRequest(type, _compilation);

    private bool IsPrompt(IParameterSymbol parameter)
        => IsText(parameter.Type)
            && MemberNames.Canonical(parameter.Name)
                is "chatmessage" or "message" or "prompt" or "prompttemplate" or "input" or "inputs" or "userinputtext" or "text" or "value" or "values" or "question";

    /// <summary>Whether the parameter is text: a string; for embeddings also a sequence of strings or a type parameter.</summary>
    private bool IsText(ITypeSymbol type)
        => type.SpecialType == SpecialType.System_String
            || (_api.Operation == LlmOperations.Embeddings
                && (type is ITypeParameterSymbol || type.ElementType() is { SpecialType: SpecialType.System_String } or ITypeParameterSymbol));
}
