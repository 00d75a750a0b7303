using Microsoft.Extensions.VectorData;

internal static partial class Values
{
    public static VectorStoreCollection<string, Record> Collection => new Hotels();

    public static IVectorSearchable<Record> Searchable => new Hotels();

    public static IKeywordHybridSearchable<Record> HybridSearchable => new Hotels();

    public static ICollection<string> Keywords => ["sea"];

    private sealed class Hotels : VectorStoreCollection<string, Record>, IKeywordHybridSearchable<Record>
    {
        public override string Name => "hotels";

        public override IAsyncEnumerable<VectorSearchResult<Record>> SearchAsync<TInput>(
            TInput searchValue, int top, VectorSearchOptions<Record>? options = null, CancellationToken cancellationToken = default)
            => Found(new VectorSearchResult<Record>(new(), 0.9));

        public IAsyncEnumerable<VectorSearchResult<Record>> HybridSearchAsync<TInput>(
            TInput searchValue, ICollection<string> keywords, int top, HybridSearchOptions<Record>? options = null, CancellationToken cancellationToken = default)
            where TInput : notnull
            => SearchAsync(searchValue, top, cancellationToken: cancellationToken);

        public override object? GetService(Type serviceType, object? serviceKey = null) => null;

        public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

        public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task<Record?> GetAsync(string key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default) => Task.FromResult<Record?>(null);

        public override IAsyncEnumerable<Record> GetAsync(
            System.Linq.Expressions.Expression<Func<Record, bool>> filter, int top, FilteredRecordRetrievalOptions<Record>? options = null, CancellationToken cancellationToken = default)
            => Found<Record>();

        public override Task DeleteAsync(string key, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task UpsertAsync(Record record, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public override Task UpsertAsync(IEnumerable<Record> records, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
