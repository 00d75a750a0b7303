using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace TravelDesk;

/// <summary>The inside of a process of the team: serves one agent over HTTP.</summary>
internal static class AgentHost
{
    /// <summary>Runs until standard input ends.</summary>
    /// <returns>The exit code: 0, or 2 for an unknown role.</returns>
    public static async Task<int> RunAsync(string role)
    {
        if (!Roles.All.Contains(role))
        {
            Console.Error.WriteLine($"There is no role '{role}'.");
            return 2;
        }

        var environment = AgentEnvironment.Read();
        using var telemetry = StartTelemetry(environment.Collector);
        using var models = new LlmService(environment.Llm);
        using var colleagues = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        await using var server = CreateServer();
        switch (role)
        {
            case Roles.Research:
                var research = new ResearchAgent(models);
                server.MapPost("/", (Assignment work, CancellationToken cancellation) => research.FindAsync(work.Text, cancellation));
                break;
            case Roles.Validator:
                var validator = new ValidatorAgent(models);
                server.MapPost("/", (Assignment work, CancellationToken cancellation) => validator.ValidateAsync(work.Text, cancellation));
                break;
            default:
                var orchestrator = new OrchestratorAgent(models, colleagues, environment.Research!, environment.Validator!);
                server.MapPost("/", (Question question, CancellationToken cancellation) =>
                    orchestrator.AnswerAsync(question.Text, question.UserId, question.SessionId, cancellation));
                break;
        }

        await server.StartAsync();
        Console.WriteLine(server.Urls.Single());
        await Task.WhenAny(
            server.WaitForShutdownAsync(), Task.Run(Console.In.ReadToEnd));
        await server.StopAsync();
        return 0;
    }

    /// <summary>
    /// The complete tracing set-up. The HTTP spans of .NET connect the processes, and baggage propagates user, session and agent. If
    /// Langfuse's keys are set, spans are also exported to Langfuse.
    /// </summary>
    private static TracerProvider StartTelemetry(Uri collector)
    {
        var tracing = Sdk.CreateTracerProviderBuilder();
        if (Environment.GetEnvironmentVariable("LANGFUSE_PUBLIC_KEY") is { Length: > 0 })
            tracing.AddLangfuse();

        return tracing
            // RegisterKnownSources is off because Anthropic's SDK would send the context of its own span with its requests, and LLM
            // services must not get any part of the trace.
            .AddAgentTracing(options => (options.PropagateScope, options.RegisterKnownSources) = (true, false))
            .AddSource("System.Net.Http", "Microsoft.AspNetCore")
            .AddProcessor(new BatchActivityExportProcessor(new SpanReporter(collector), scheduledDelayMilliseconds: 100))
            .Build();
    }

    private static WebApplication CreateServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        return builder.Build();
    }
}
