using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.CompilerServices;

/// <summary>A client whose metadata object is the same is read once; everything that may have changed it makes it be read again.</summary>
[Collection(TelemetryCollection.Name)]
public class LlmClientTests
{
    static LlmClientTests()
    {
        SdkFacts.OfClients<Client>(static (client, source) => client.Identity = source.Identity, static source => source.Metadata());
    }

    [Fact]
    public void A_client_with_the_same_metadata_is_read_once()
    {
        var client = new Client();

        Assert.Same(Read(client), Read(client));
        Assert.Equal(1, client.Reads);
    }

    [Fact]
    public void Other_metadata_are_read()
    {
        var client = new Client();
        Read(client);
        client.Value = new Metadata("gpt-4o");

        Assert.Equal("gpt-4o", Read(client).Model);
        Assert.Equal(2, client.Reads);
    }

    [Fact]
    public void A_client_that_creates_its_metadata_for_each_call_is_read_for_each_call()
    {
        var client = new Client { CreatesMetadata = true };
        Read(client);
        client.Model = "gpt-4o";

        Assert.Equal("gpt-4o", Read(client).Model);
    }

    [Fact]
    public void A_client_without_metadata_is_read_for_each_call()
    {
        var client = new Client { Value = null };
        Read(client);
        Read(client);

        Assert.Equal(2, client.Reads);
    }

    [Fact]
    public void A_layer_that_was_added_makes_clients_be_read_again()
    {
        var client = new Client();
        Read(client);
        SdkFacts.LayerAdded();
        Read(client);

        Assert.Equal(2, client.Reads);
    }

    [Fact]
    public void Each_reader_reads()
    {
        var client = new Client();
        Read(client);

        Assert.Equal("of another assembly", LlmClient.Read(client, static (described, _) => described.Model = "of another assembly").Model);
    }

    [Fact]
    public void A_client_whose_metadata_throw_is_unknown()
    {
        var client = new Client { Throws = true };

        Assert.Null(Read(client).Model);
    }

    private static LlmClient Read(Client client) => LlmClient.Read(client, Reader);

    private static readonly ClientReader<Client> Reader = static (described, client) =>
    {
        client.Reads++;
        described.Model = client.Metadata()?.Model;
    };

    private sealed class Metadata(string model)
    {
        public string Model => model;
    }

    private sealed class Client
    {
        public Metadata? Value { get; set; } = new("gpt-4o-mini");

        public string Model { get; set; } = "gpt-4o-mini";

        public bool CreatesMetadata { get; init; }

        public bool Throws { get; init; }

        public int Reads { get; set; }

        public object? Identity => CreatesMetadata ? Model : Value;

        public Metadata? Metadata() => Throws ? throw new InvalidOperationException() : CreatesMetadata ? new Metadata(Model) : Value;
    }
}
