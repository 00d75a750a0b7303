using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Executions of functions that a client makes for a model, told by the client: functions made of lambdas, of an MCP server or of an agent have no
/// annotation. An annotated tool that is executed shows the execution itself.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FunctionExecution
{
    /// <summary>More functions than a program has; names beyond are made up, and not kept.</summary>
    private const int MaxFunctions = 1000;

    private static readonly ConcurrentDictionary<(string Name, string? Description), OperationDescriptor> Descriptors = [];

    /// <summary>Whether a function is a method of the program that has a span of its own.</summary>
    /// <param name="method">The function's method; null where it has none.</param>
    /// <returns>Whether it is annotated.</returns>
    public static bool IsTraced(MethodInfo? method) => method is not null && method.IsDefined(typeof(ToolAttribute), inherit: true);

    /// <summary>Starts an execution.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="description">Its description.</param>
    /// <param name="method">Its method; null where it has none.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The operation, to be disposed when the function returns to its caller.</returns>
    /// <exception cref="AgentBudgetExceededException">A budget around the call denies it.</exception>
    public static Operation Start(
        string name, string? description, MethodInfo? method, IEnumerable<KeyValuePair<string, object?>>? arguments, CancellationToken cancellationToken)
    {
        var operation = DescriptorOf(name, description).Start(cancellationToken);
        if (operation.Content is not { } content)
            return operation;

        try
        {
            foreach (var (argument, value) in arguments ?? [])
            {
                if (!IsKeptOut(method, argument))
                    content.Argument(argument, value);
            }

            content.Ready();
            return operation;
        }
        catch
        {
            operation.Dispose();
            throw;
        }
    }

    /// <summary>What writes a function's result where content is captured.</summary>
    /// <param name="method">The function's method; null where it has none.</param>
    /// <returns>The writer; null where the result is kept out.</returns>
    public static ContentWriter<object?>? ResultOf(MethodInfo? method)
        => method?.ReturnParameter?.IsDefined(typeof(NotCapturedAttribute), inherit: true) == true ? null : ContentBuilder.Plain;

    /// <summary>
    /// Whether a budget around the running code is exceeded, so that the client must not ask the model again. The operation around the client that knows its
    /// budget, or whose call is intercepted, ends with the budget's exception then, whatever the client makes of it.
    /// </summary>
    /// <returns>Whether it is.</returns>
    public static bool IsStopped()
    {
        if (BudgetGate.ExceededAround(AmbientContext.Current) is not { } exceeded)
            return false;

        for (var operation = AmbientContext.Current?.Operation; operation is not null; operation = operation.Parent)
        {
            if (operation.Descriptor.Kind == OperationKind.Tool)
                break;
            if (operation.IsIntercepted || operation.Budget is not null)
            {
                operation.StopBy(exceeded);
                break;
            }
        }

        return true;
    }

    private static OperationDescriptor DescriptorOf(string name, string? description)
        => Descriptors.TryGetValue((name, description), out var known) || Descriptors.Count >= MaxFunctions
            ? known ?? OperationDescriptor.Execution(name, description)
            : Descriptors.GetOrAdd((name, description), static key => OperationDescriptor.Execution(key.Name, key.Description));

    private static bool IsKeptOut(MethodInfo? method, string argument)
        => method is not null && Array.Exists(method.GetParameters(), parameter => parameter.Name == argument && parameter.IsDefined(typeof(NotCapturedAttribute), inherit: true));
}
