using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Function executions by a function-calling client. Functions from lambdas, MCP servers or agents have no annotation, so the client
/// reports them. An annotated tool traces its execution itself.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FunctionExecution
{
    /// <summary>Upper bound of the cache. More distinct names than this are generated at run time and are not cached.</summary>
    private const int MaxFunctions = 1000;

    private static readonly ConcurrentDictionary<(string Name, string? Description), OperationDescriptor> Descriptors = [];

    /// <summary>Whether a function is an annotated method, which has its own span.</summary>
    /// <param name="method">The function's method; null when it has none.</param>
    /// <returns>Whether it is annotated.</returns>
    public static bool IsTraced(MethodInfo? method) => method is not null && method.IsDefined(typeof(ToolAttribute), inherit: true);

    /// <summary>Starts an execution.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="description">Its description.</param>
    /// <param name="method">Its method; null when it has none.</param>
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

    /// <summary>Returns the writer of a function's result if content is captured.</summary>
    /// <param name="method">The function's method; null when it has none.</param>
    /// <returns>The writer; null when the result must not be captured.</returns>
    public static ContentWriter<object?>? ResultOf(MethodInfo? method)
        => method?.ReturnParameter?.IsDefined(typeof(NotCapturedAttribute), inherit: true) == true ? null : ContentBuilder.Plain;

    /// <summary>
    /// Whether an enclosing budget is exceeded, so the client must not call the model again. The enclosing operation with the budget, or
    /// the intercepted call, then ends with the budget's exception, regardless of how the client handles it.
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
