using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The descriptions of clients whose constant properties are in a metadata object. Reading a client is slow, because it requests several
/// services from each layer of the pipeline. While the metadata object is the same, the description is reused.
/// </summary>
internal static class DescribedClients
{
    private static readonly ConditionalWeakTable<object, Described> Table = [];
    private static int _generation;

    /// <summary>Returns the description of a client; reads the client if there is none.</summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="source">The client.</param>
    /// <param name="reader">Reads the client.</param>
    /// <param name="metadata">Its metadata object.</param>
    /// <param name="facts">The facts about its type.</param>
    internal static LlmClient Of<T>(T source, ClientReader<T> reader, object metadata, SdkFacts<T> facts)
    {
        var generation = Volatile.Read(ref _generation);
        if (Table.TryGetValue(source!, out var known) && known.IsOf(reader, metadata, facts, generation))
            return known.Client;

        var client = LlmClient.Read(source, reader, facts);

        // Some clients create their metadata for each call.
        if (ReferenceEquals(client.Identity, metadata))
            Table.AddOrUpdate(source!, new Described(client, reader, facts, generation));
        return client;
    }

    /// <summary>Discards all descriptions, so that every client is read again.</summary>
    internal static void Forget() => Interlocked.Increment(ref _generation);

    private sealed class Described(LlmClient client, Delegate reader, object facts, int generation)
    {
        internal LlmClient Client => client;

        internal bool IsOf(Delegate by, object metadata, object known, int now)
            => ReferenceEquals(client.Identity, metadata) && ReferenceEquals(reader, by) && ReferenceEquals(facts, known) && generation == now;
    }
}
