// Bills three tenants for the model calls of their agents, from SQLite. Usage records need no listener, exporter or trace.
using AgentTracing;
using Billing;
using LoopbackLlm;
using Microsoft.Data.Sqlite;

Console.WriteLine("The models are replaced by a loopback server on this machine, with scripted answers and usage.");
await using var server = await LoopbackServer.StartAsync(Script.Usage);

var path = args is [var file, ..] ? file : ":memory:";
using var database = new SqliteConnection($"Data Source={path}");
database.Open();
using var ledger = new Ledger(database);
AgentTelemetry.AddUsageSink(ledger);

var assistant = new Assistant(server);
await Task.WhenAll(
    Serve("acme", questions: 5),
    Serve("globex", questions: 3),
    Serve("initech", questions: 8));

if (!AgentTelemetry.FlushUsageSinks(TimeSpan.FromSeconds(10)))
    Console.Error.WriteLine("Some records were not written to the database.");

Console.WriteLine();
ledger.WriteBills(Console.Out);
return 0;

async Task Serve(string tenant, int questions)
{
    using var scope = AgentTrace.BeginScope(metadata: new Dictionary<string, string> { ["tenant"] = tenant });
    using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 12 });
    try
    {
        for (var i = 0; i < questions; i++)
            await assistant.AnswerAsync($"Question {i + 1} of {tenant}");
    }
    catch (AgentBudgetExceededException exceeded)
    {
        Console.WriteLine($"{tenant} is stopped: {exceeded.Message}");
    }
}
