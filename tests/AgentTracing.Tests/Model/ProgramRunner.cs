using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Model;

/// <summary>Runs a program on the run time.</summary>
internal static class ProgramRunner
{
    /// <summary>Runs a program and catches its scripted exceptions.</summary>
    public static async Task RunAsync(IReadOnlyList<Step> program)
    {
        try
        {
            await AllAsync(program, mayYield: true);
        }
        catch (Exception exception) when (IsScripted(exception))
        {
            // The exception is recorded on the program's spans.
        }
    }

    /// <param name="steps">The steps to run.</param>
    /// <param name="mayYield">False below a synchronous operation, which would block a thread until the continuation runs on another.</param>
    private static async Task AllAsync(IReadOnlyList<Step> steps, bool mayYield)
    {
        foreach (var step in steps)
            await OneAsync(step, mayYield);
    }

    [SuppressMessage("AgentTracing", "AGT3001", Justification = "One of the models has no price.")]
    private static async Task OneAsync(Step step, bool mayYield)
    {
        switch (step)
        {
            case Pause when mayYield:
                await Task.Yield();
                break;
            case Record record:
                AgentTrace.RecordUsage(record.Usage.ToTokens(), record.Usage.Model, Usage.Provider);
                break;
            case InScope scope:
                using (AgentTrace.BeginScope(scope.Values.User, scope.Values.Session, tags: scope.Values.Tags, metadata: scope.Values.Metadata.ToDictionary()))
                    await AllAsync(scope.Body, mayYield);
                break;
            case InParallel parallel:
                await InParallelAsync(parallel, mayYield);
                break;
            case Call call:
                await CallAsync(call, mayYield);
                break;
        }
    }

    /// <summary>
    /// Waits for all branches, then throws the exception of the first failed branch in program order, because the order of failures is
    /// random.
    /// </summary>
    private static async Task InParallelAsync(InParallel parallel, bool mayYield)
    {
        Task[] branches =
        [
            .. parallel.Branches.Select(branch =>
                branch.OnPool && mayYield ? Task.Run(() => AllAsync(branch.Body, mayYield)) : AllAsync(branch.Body, mayYield)),
        ];
        await Task.WhenAll(branches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var branch in branches)
            await branch;
    }

    private static async Task CallAsync(Call call, bool mayYield)
    {
        var caller = Activity.Current;
        try
        {
            await InvokeAsync(call, mayYield);
        }
        catch (Exception exception) when (call.IsCaught && IsScripted(exception))
        {
            // The caller catches the exception and continues.
        }
        finally
        {
            Assert.Same(caller, Activity.Current);
        }
    }

    private static async Task InvokeAsync(Call call, bool mayYield)
    {
        var descriptor = Describe(call);
        ResponseReader<int> reader = (response, element) => response.SetUsage(UsageAfter(call, element));
        switch (call.Form)
        {
            case Form.Value:
                Traced.Sync(descriptor, () => WorkAsync(call, mayYield: false).GetAwaiter().GetResult(), reader);
                break;
            case Form.Task:
                await Traced.Async(descriptor, () => WorkAsync(call, mayYield), reader: reader);
                break;
            case Form.ValueTask:
                await Traced.Value(descriptor, () => new ValueTask<int>(WorkAsync(call, mayYield)));
                break;
            case Form.ByHand:
                await ByHandAsync(call, mayYield);
                break;
            case Form.Iterator:
                foreach (var element in descriptor.Trace(Sequence(call)))
                {
                    if (await IsLeftAfterAsync(call, element, mayYield))
                        break;
                }

                break;
            case Form.AsyncIterator:
                await ReadAsync(call, descriptor.Trace(StreamAsync(call, mayYield), reader: reader), mayYield);
                break;
            default:
                await ReadAsync(call, Traced.Stream(descriptor, () => StreamAsync(call, mayYield), reader), mayYield);
                break;
        }
    }

    private static async Task<int> WorkAsync(Call call, bool mayYield)
    {
        await AllAsync(call.Body, mayYield);
        End(call);
        return 1;
    }

    private static async Task ByHandAsync(Call call, bool mayYield)
    {
        using var operation = call.Kind switch
        {
            OperationKind.Workflow => AgentTrace.StartWorkflow(call.Name),
            OperationKind.Agent => AgentTrace.StartAgent(call.Name),
            OperationKind.Tool => AgentTrace.StartTool(call.Name),
            _ => AgentTrace.StartLlmCall(call.Name, Usage.Provider),
        };
        try
        {
            if (call.Usage is { } usage)
                operation.RecordUsage(usage.ToTokens(), usage.Model, Usage.Provider);
            await WorkAsync(call, mayYield);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    private static async IAsyncEnumerable<int> StreamAsync(Call call, bool mayYield)
    {
        foreach (var (index, step) in call.Body.Index())
        {
            await OneAsync(step, mayYield);
            yield return index + 1;
        }

        End(call);
    }

    private static IEnumerable<int> Sequence(Call call)
    {
        foreach (var (index, step) in call.Body.Index())
        {
            OneAsync(step, mayYield: false).GetAwaiter().GetResult();
            yield return index + 1;
        }

        End(call);
    }

    private static async Task ReadAsync(Call call, IAsyncEnumerable<int> stream, bool mayYield)
    {
        await foreach (var element in stream)
        {
            if (await IsLeftAfterAsync(call, element, mayYield))
                break;
        }
    }

    private static async Task<bool> IsLeftAfterAsync(Call call, int element, bool mayYield)
    {
        if (element == 1)
            await AllAsync(call.Between, mayYield);
        return element == call.LeftAfter;
    }

    private static void End(Call call)
    {
        if (call.Throws is { } type)
            throw (Exception)Activator.CreateInstance(type, "scripted")!;
    }

    private static bool IsScripted(Exception exception) => exception.Message == "scripted";

    /// <summary>The usage so far, which streams report with each element.</summary>
    private static TokenUsage? UsageAfter(Call call, int element)
        => call.Usage is { } usage ? (usage with { Output = usage.Output * element }).ToTokens() : null;

    private static OperationDescriptor Describe(Call call) => call.Kind switch
    {
        OperationKind.Workflow => OperationDescriptor.Workflow(call.Name),
        OperationKind.Agent => OperationDescriptor.Agent(call.Name),
        OperationKind.AgentTask => OperationDescriptor.AgentTask(call.Name),
        OperationKind.Tool => OperationDescriptor.Tool(call.Name),
        OperationKind.Retrieval => OperationDescriptor.Retrieval(call.Name),
        OperationKind.Guardrail => OperationDescriptor.Guardrail(call.Name),
        OperationKind.Evaluator => OperationDescriptor.Evaluator(call.Name),
        _ => OperationDescriptor.LlmCall("ask", provider: Usage.Provider, model: call.Name),
    };
}
