using System.Text.Json;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

[Collection(TelemetryCollection.Name)]
public sealed class RedactionTests
{
    private const string Canary = "canary-4711";

    [Fact]
    public void The_text_of_an_exception_is_redacted()
    {
        using var options = new OptionsScope(o => o.Redact = text => text.Replace(Canary, "***", StringComparison.Ordinal));
        using var spans = new SpanCollector();

        var thrown = Fail(spans);

        Assert.Contains(Canary, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("outer *** failed", spans.Single.StatusDescription);
        var tags = Assert.Single(spans.Single.Events).Tags.ToDictionary();
        Assert.Equal("outer *** failed", tags["exception.message"]);
        Assert.Contains("inner ***", Assert.IsType<string>(tags["exception.stacktrace"]), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, Everything(spans), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_logger_the_exception_itself_stays_behind()
    {
        var log = new RecordingLogger();
        using var options = new OptionsScope(o => (o.LoggerFactory, o.Redact) = (log, text => text.Replace(Canary, "***", StringComparison.Ordinal)));
        using var spans = new SpanCollector();

        Fail(spans);

        var record = Assert.Single(log.Records);
        Assert.Null(record.Exception);
        Assert.Contains("exception.type=System.InvalidOperationException", record.Text, StringComparison.Ordinal);
        Assert.Contains("exception.message=outer *** failed", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, record.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_redactor_that_fails_lets_nothing_out(bool throws)
    {
        using var options = new OptionsScope(o => o.Redact = text => throws ? throw new InvalidOperationException(text) : null!);
        using var spans = new SpanCollector();

        Fail(spans);

        Assert.Equal("[redaction failed]", spans.Single.StatusDescription);
        Assert.DoesNotContain(Canary, Everything(spans), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redactor_that_hangs_emits_no_text_and_does_not_block_the_call()
    {
        using var gate = new ManualResetEventSlim();
        using var options = new OptionsScope(o => (o.Content, o.Redact) = (ContentCapture.Span, WaitAtGate));
        using var spans = new SpanCollector();

        var working = Task.Run(
            () =>
            {
                for (var i = 0; i < 100; i++)
                    FailWithContent();
            },
            TestContext.Current.CancellationToken);
        await working.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(100, spans.Ended.Count);
        Assert.All(spans.Ended, span => Assert.Equal("[redaction failed]", span.StatusDescription));
        Assert.DoesNotContain(Canary, Everything(spans), StringComparison.Ordinal);

        gate.Set();
        Assert.True(SpinWait.SpinUntil(() => FailWithContent() && spans.Ended[^1].StatusDescription == Canary, TimeSpan.FromSeconds(30)));

        string WaitAtGate(string text)
        {
            gate.Wait();
            return text;
        }
    }

    private static bool FailWithContent()
    {
        using var operation = OperationDescriptor.Tool("stock").Start();
        operation.Content?.Argument("sku", Canary);
        operation.Fail(new InvalidOperationException(Canary));
        return true;
    }

    [Fact]
    public void The_comment_of_a_score_is_redacted_as_well()
    {
        using var options = new OptionsScope(o => o.Redact = _ => "***");
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.Agent("a"), () =>
        {
            AgentTrace.Score("relevance", 1, Canary);
            return 0;
        });

        Assert.Equal("***", Assert.Single(spans.Single.Events).Tags.ToDictionary()["gen_ai.evaluation.explanation"]);
    }

    [Theory]
    [InlineData("key sk-ant-api03-abcdefghijklmnop1234 was refused", "key [redacted] was refused")]
    [InlineData("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "[redacted]")]
    [InlineData("AKIAIOSFODNN7EXAMPLE!", "[redacted]!")]
    [InlineData("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_1 expired", "token [redacted] expired")]
    [InlineData("Authorization: Bearer abcdef123456", "Authorization: Bearer [redacted]")]
    [InlineData("Server=db;User=sa;Password=p4ss word;Pooling=true", "Server=db;User=sa;Password=[redacted];Pooling=true")]
    [InlineData("https://h/?api_key=abc&x=1", "https://h/?api_key=[redacted]&x=1")]
    [InlineData("clientSecret = 'abc d'", "clientSecret = '[redacted]'")]
    [InlineData("access_token: abc, id: 7", "access_token: [redacted], id: 7")]
    [InlineData("card 4111 1111 1111 1111 declined", "card [redacted] declined")]
    [InlineData("card 4111-1111-1111-1112 declined", "card 4111-1111-1111-1112 declined")]
    [InlineData("postgres://app:p%40ss!@db:5432/shop", "postgres://app:[redacted]@db:5432/shop")]
    [InlineData("http://host:8080/a@b?c=://d:e", "http://host:8080/a@b?c=://d:e")]
    [InlineData("https://h/c?sig=ab%3D&se=1", "https://h/c?sig=[redacted]&se=1")]
    [InlineData("Authorization: Digest abc def", "Authorization: [redacted]")]
    [InlineData("authorization: token abc; id", "authorization: token [redacted]; id")]
    [InlineData("Cookie: a=1; session=2\r\nHost: h", "Cookie: [redacted]\r\nHost: h")]
    [InlineData("password=basic-1 x", "password=[redacted] x")]
    [InlineData("AccountName=a;AccountKey=ab==;X=1", "AccountName=a;AccountKey=[redacted];X=1")]
    [InlineData("API key: abc", "API key: [redacted]")]
    [InlineData("githubToken: abc, maxTokens: 5", "githubToken: [redacted], maxTokens: 5")]
    [InlineData("""{"body":"{\"password\":\"hunter2\",\"id\":7}"}""", """{"body":"{\"password\":\"[redacted]\",\"id\":7}"}""")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x", "[redacted] x")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE", "[redacted]")]
    [InlineData("gsk_abcdefghijklmnopqrst xai-abcdefghijklmnopqrst glpat-abcdefghijklmnopqrst", "[redacted] [redacted] [redacted]")]
    [InlineData("sk_live_abcdefghij, sk_customers_order_items", "[redacted], sk_customers_order_items")]
    [InlineData("order 12345, 2500 input_tokens: 17, sku sk-1", "order 12345, 2500 input_tokens: 17, sku sk-1")]
    [InlineData("", "")]
    public void The_scrubber_recognizes_secrets_by_their_format(string text, string expected)
    {
        Assert.Equal(expected, SecretScrubber.Scrub(text));
    }

    [Fact]
    public void An_argument_with_the_name_of_a_secret_is_redacted_completely()
    {
        using var options = new OptionsScope(o => (o.Content, o.ScrubSecrets) = (ContentCapture.Span, true));
        using var spans = new SpanCollector();

        using (var operation = OperationDescriptor.Tool("log_in").Start())
            operation.Content?.Argument("user", "ada").Argument("password", Canary);
        using (var operation = OperationDescriptor.Tool("unlock").Start())
            operation.Content?.Argument("apiKey", Canary);

        Assert.Equal("""{"user":"ada","password":"[redacted]"}""", spans.Named("execute_tool log_in").GetTagItem("gen_ai.tool.call.arguments"));
        Assert.Equal("[redacted]", spans.Named("execute_tool unlock").GetTagItem("input.value"));
        Assert.DoesNotContain(Canary, Everything(spans), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"password":{"type":"string","minLength":8,"maxLength":1024}}""", """{"password":{"type":"string","minLength":8,"maxLength":1024}}""")]
    [InlineData("""{"secrets":{"db":"hunter22","user":"ada"},"n":[1,2]}""", """{"secrets":{"db":"[redacted]","user":"ada"},"n":[1,2]}""")]
    [InlineData("""{"passwords":["hunter2","this field is required"]}""", """{"passwords":["[redacted]","this field is required"]}""")]
    [InlineData("""[{"name":"DB_PASSWORD","value":"swordfish"},{"name":"REGION","value":"swordfish"}]""", """[{"name":"DB_PASSWORD","value":"[redacted]"},{"name":"REGION","value":"swordfish"}]""")]
    [InlineData("""{"password":12345678,"tokens":12345678,"card":4111111111111111}""", """{"password":"[redacted]","tokens":12345678,"card":"[redacted]"}""")]
    public void JSON_is_read_by_the_names_in_it(string json, string expected)
    {
        using var options = new OptionsScope(o => o.ScrubSecrets = true);

        Assert.Equal(expected, ContentJson.Redact(json));
    }

    [Fact]
    public void A_text_of_half_a_megabyte_is_scrubbed_and_not_lost()
    {
        using var options = new OptionsScope(o => o.ScrubSecrets = true);
        var filler = string.Concat(Enumerable.Repeat("password: the token is sk-ant- eyJ ://a: 4111 ", 12_000));

        var scrubbed = Redaction.Apply(filler + "password=" + Canary);

        Assert.StartsWith(filler, scrubbed, StringComparison.Ordinal);
        Assert.EndsWith("password=[redacted]", scrubbed, StringComparison.Ordinal);
    }

    [Fact]
    public void Scrubbed_JSON_is_still_JSON()
    {
        var scrubbed = SecretScrubber.Scrub("""{"user":"ada","password":"a\"b","nested":{"apiKey":"x y","note":"sk-proj-0123456789abcdefgh"}}""");

        var json = JsonDocument.Parse(scrubbed).RootElement;
        Assert.Equal("ada", json.GetProperty("user").GetString());
        Assert.Equal("[redacted]", json.GetProperty("password").GetString());
        Assert.Equal("[redacted]", json.GetProperty("nested").GetProperty("apiKey").GetString());
        Assert.Equal("[redacted]", json.GetProperty("nested").GetProperty("note").GetString());
    }

    [Fact]
    public void The_scrubber_works_before_the_redactor()
    {
        using var options = new OptionsScope(o => (o.ScrubSecrets, o.Redact) = (true, text => text + " (checked)"));
        using var spans = new SpanCollector();

        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(OperationDescriptor.Tool("t"), () => throw new InvalidOperationException("password=hunter2")));

        Assert.Equal("password=[redacted] (checked)", spans.Single.StatusDescription);
    }

    private static InvalidOperationException Fail(SpanCollector spans)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(
            OperationDescriptor.Tool("t"),
            () => throw new InvalidOperationException($"outer {Canary} failed", new ArgumentException($"inner {Canary}"))));
        Assert.Single(spans.Ended);
        return exception;
    }

    private static string Everything(SpanCollector spans)
        => string.Join('\n', spans.Ended.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(e => e.Tags))).Select(tag => tag.Value))
        + string.Join('\n', spans.Ended.Select(span => span.StatusDescription));
}
