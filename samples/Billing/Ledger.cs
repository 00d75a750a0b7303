using System.Globalization;
using AgentTracing;
using Microsoft.Data.Sqlite;

namespace Billing;

/// <summary>
/// Writes usage records to SQLite, and computes the tenants' bills from them. Amounts are stored as decimal text, because binary fractions
/// are not exact.
/// </summary>
internal sealed class Ledger : IUsageSink, IDisposable
{
    private readonly SqliteConnection _database;
    private readonly SqliteCommand _insert;

    public Ledger(SqliteConnection database)
    {
        _database = database;
        using var create = database.CreateCommand();
        create.CommandText =
            """
            CREATE TABLE IF NOT EXISTS usage (
                at TEXT NOT NULL, tenant TEXT, agent TEXT, kind TEXT NOT NULL, model TEXT,
                input INTEGER NOT NULL, output INTEGER NOT NULL, usd TEXT, status TEXT NOT NULL, price TEXT, catalogue TEXT NOT NULL, trace TEXT)
            """;
        create.ExecuteNonQuery();

        _insert = database.CreateCommand();
        _insert.CommandText = "INSERT INTO usage VALUES ($at, $tenant, $agent, $kind, $model, $input, $output, $usd, $status, $price, $catalogue, $trace)";
    }

    public void Record(in UsageRecord record)
    {
        // Skips runs: their records repeat the sums of their calls.
        if (record.Kind == UsageRecordKind.Run)
            return;

        _insert.Parameters.Clear();
        Set("$at", record.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        Set("$tenant", record.Metadata.GetValueOrDefault("tenant"));
        Set("$agent", string.Join('/', record.AgentPath));
        Set("$kind", record.Kind.ToString());
        Set("$model", record.RequestModel ?? record.Name);
        Set("$input", record.Usage.TotalInput);
        Set("$output", record.Usage.TotalOutput);
        Set("$usd", record.CostUsd?.ToString(CultureInfo.InvariantCulture));
        Set("$status", record.CostStatus.ToString());
        Set("$price", record.PriceEntry);
        Set("$catalogue", record.CatalogueHash);
        Set("$trace", record.TraceId);
        _insert.ExecuteNonQuery();

        void Set(string name, object? value) => _insert.Parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    /// <summary>Writes a bill for each tenant. Calls with an unknown cost are reported in a separate line, never as 0.</summary>
    public void WriteBills(TextWriter output)
    {
        using var query = _database.CreateCommand();
        query.CommandText = "SELECT coalesce(tenant, '(no tenant)'), model, kind, input, output, usd FROM usage ORDER BY 1, 3, 2";
        using var rows = query.ExecuteReader();
        var lines = new List<Line>();
        while (rows.Read())
        {
            lines.Add(new Line(
                rows.GetString(0),
                rows.GetString(1),
                rows.GetInt64(3),
                rows.GetInt64(4),
                rows.IsDBNull(5) ? null : decimal.Parse(rows.GetString(5), CultureInfo.InvariantCulture)));
        }

        foreach (var tenant in lines.GroupBy(line => line.Tenant))
        {
            output.WriteLine($"Bill of {tenant.Key}");
            foreach (var model in tenant.GroupBy(line => line.Model))
            {
                var usd = model.All(line => line.Usd is null) ? "not known" : Dollars(model.Sum(line => line.Usd ?? 0));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {model.Key,-20} {model.Count(),3} calls {model.Sum(line => line.Input),8:N0} in {model.Sum(line => line.Output),6:N0} out {usd,12}"));
            }

            output.WriteLine($"  {"total",-20} {Dollars(tenant.Sum(line => line.Usd ?? 0)),44}");
            if (tenant.Count(line => line.Usd is null) is > 0 and var unknown)
                output.WriteLine($"  The cost of {unknown} calls is not known and not included.");
            output.WriteLine();
        }
    }

    public void Dispose() => _insert.Dispose();

    private static string Dollars(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.000000}");

    private sealed record Line(string Tenant, string Model, long Input, long Output, decimal? Usd);
}
