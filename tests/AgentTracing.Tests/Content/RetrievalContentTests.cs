using System.Text.Json;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

/// <summary>The results of retrievals and the inputs of embeddings, in OpenInference's format.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class RetrievalContentTests
{
    [Theory]
    [InlineData("""[{"Id":7,"Text":"a","Score":0.5,"Metadata":{"k":1}}]""", "7 a 0.5 {\"k\":1}", """[{"id":"7","score":0.5,"content":"a","metadata":{"k":1}}]""")]
    [InlineData("""["a"]""", " a  ", """[{"content":"a"}]""")]
    [InlineData("""{"total":1,"hits":[{"record":{"document_id":"d","page_content":"a"},"score":0.5}]}""", "d a 0.5 ", """[{"id":"d","score":0.5,"content":"a"}]""")]
    [InlineData("""[{"name":"a","id":null}]""", " {\"name\":\"a\",\"id\":null}  ", """[{"content":"{\"name\":\"a\",\"id\":null}"}]""")]
    [InlineData("""{"text":"a"}""", "   ", null)]
    public void A_retrieval_has_its_documents(string result, string expected, string? documents)
    {
        using var options = new OptionsScope(o => (o.Content, o.Dialects) = (ContentCapture.Span, Dialects.OpenInference));
        using var spans = new SpanCollector();

        using (var operation = OperationDescriptor.Retrieval("archive").Start())
        {
            using var json = JsonDocument.Parse(result);
            operation.Content!.Argument("query", "q").SetResult(json.RootElement, ContentBuilder.Plain);
        }

        Assert.Equal("q", spans.Single.GetTagItem("gen_ai.retrieval.query.text"));
        Assert.Equal(documents, spans.Single.GetTagItem("gen_ai.retrieval.documents"));
        Assert.Equal(expected, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Of("id")} {Of("content")} {Of("score")} {Of("metadata")}"));

        object? Of(string member) => spans.Single.GetTagItem($"retrieval.documents.0.document.{member}");
    }

    [Fact]
    public void The_texts_of_a_retrievals_stream_are_documents()
    {
        using var options = new OptionsScope(o => (o.Content, o.Dialects) = (ContentCapture.Span, Dialects.OpenInference));
        using var spans = new SpanCollector();

        using (var operation = OperationDescriptor.Retrieval("archive").Start())
        {
            operation.Content!.AddElement("one", ContentBuilder.Plain);
            operation.Content!.AddElement("two", ContentBuilder.Plain);
        }

        Assert.Equal("""["one","two"]""", spans.Single.GetTagItem("output.value"));
        Assert.Equal("two", spans.Single.GetTagItem("retrieval.documents.1.document.content"));
    }

    [Fact]
    public void Embeddings_have_their_texts()
    {
        using var options = new OptionsScope(o => (o.Content, o.Dialects) = (ContentCapture.Span, Dialects.OpenInference));
        using var spans = new SpanCollector();
        var embeddings = OperationDescriptor.LlmCall("embed", LlmOperation.Embeddings, "openai", "text-embedding-3-small");

        using (var operation = embeddings.Start())
            operation.Content!.Argument("dimensions", 8).Argument("texts", new[] { "one", "two" });
        using (var operation = embeddings.Start())
            operation.Content!.Argument("text", "one");

        Assert.Equal(["one", "two"], Enumerable.Range(0, 2).Select(i => spans.Ended[0].GetTagItem($"embedding.embeddings.{i}.embedding.text")));
        Assert.Equal("one", spans.Ended[1].GetTagItem("embedding.embeddings.0.embedding.text"));
        Assert.Null(spans.Ended[0].GetTagItem("gen_ai.input.messages"));
    }
}
