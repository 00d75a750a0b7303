using AgentTracing.Generators.Content;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Interception;

/// <summary>The recorded data of a search: the query, the number of documents, and the documents.</summary>
internal static class RetrievalCalls
{
    private const string TopK = "gen_ai.retrieval.top_k";

    /// <summary>The requested number of documents.</summary>
    public static EquatableArray<InputMember> Tags(LlmApi api, IReadOnlyList<IParameterSymbol> parameters)
    {
        if (api.Operation != LlmOperations.Retrieval)
            return [];

        foreach (var parameter in parameters)
        {
            var name = CSharp.Identifier(parameter.Name);
            switch (parameter.Name, parameter.Type)
            {
                case ("top", { SpecialType: SpecialType.System_Int32 }):
                    return [new(TopK, name)];
                case ("limit", { SpecialType: SpecialType.System_Int32 }):
                    return [new(TopK, $"{name} > 0 ? (object){name} : null")];
                case ("searchOptions", INamedTypeSymbol options) when options.GetMembers("Top").OfType<IPropertySymbol>().Any():
                    return [new(TopK, $"{name}?.Top")];
            }
        }

        return [];
    }

    /// <summary>Whether a parameter is the text of the query. A vector is not.</summary>
    public static bool IsQuery(LlmApi api, IParameterSymbol parameter, IMethodSymbol called)
        => api.Operation == LlmOperations.Retrieval
            && parameter.Name is "query" or "searchValue"
            && called.Parameters.FirstOrDefault(given => given.Name == parameter.Name)?.Type.SpecialType == SpecialType.System_String;

    /// <summary>The writer of the documents, by the types at the call, because the interceptor is generic.</summary>
    public static (string? Result, EquatableArray<ReaderModel> Writers) Documents(LlmApi api, IMethodSymbol called, Compilation compilation)
    {
        if (api.Operation != LlmOperations.Retrieval || ElementOf(called.ReturnType) is not { } element)
            return (null, []);

        if (element.SpecialType is SpecialType.System_String or SpecialType.System_Object)
            return (ContentValues.Plain, []);

        if (element.Is("Microsoft.SemanticKernel.Data", "TextSearchResult"))
            return ("""static (content, value) => { using (content.Object()) { content.Member("Id", value.Link); content.Member("Content", value.Value); content.Member("Metadata", value.Name, static (inner, name) => { using (inner.Object()) inner.Member("name", name); }); } }""", []);

        var isScored = element is INamedTypeSymbol { TypeArguments: [_] } && ((INamedTypeSymbol)element).OriginalDefinition.HasMetadataName(VectorData.Result);
        var record = isScored ? ((INamedTypeSymbol)element).TypeArguments[0] : element;
        if (record.TypeParametersIn().Any() || !record.IsNamedFromGlobal(compilation) || !record.IsReachable())
            return (null, []);

        var types = new TypePrinter(compilation);
        var values = new ContentValues(compilation, types, InterceptionEmitter.Class, ContentValues.Method);
        var writer = values.CanWrite(record) ? values.WriterOf(record) : null;
        var writers = values.Writers.ToEquatableArray();
        if (types.HasAmbiguousNames || writers.Any(static method => method.IsPrivateType))
            return (null, []);

        var cast = $"(({types.Print(element.WithNullableAnnotation(NullableAnnotation.None))})(object)value)";
        return (
            isScored
                ? $$"""static (content, value) => { using (content.Object()) { content.Member("Record", {{cast}}.Record, {{writer ?? ContentValues.Plain}}); content.Member("Score", value.Score); } }"""
                : $"static (content, value) => content.Value({cast}, {writer ?? ContentValues.Plain})",
            writers);
    }

    /// <summary>The document type of a search: the elements of a stream, of results with a stream, or of a list.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type)
        => type is not INamedTypeSymbol { TypeArguments: [var inner] } named ? null
            : named.Is("System.Collections.Generic", "IAsyncEnumerable`1") || named.Is("Microsoft.SemanticKernel.Data", "KernelSearchResults`1") ? inner
            : named.Is("System.Threading.Tasks", "Task`1") || named.Is("System.Threading.Tasks", "ValueTask`1") ? ElementOf(inner)
            : null;
}
