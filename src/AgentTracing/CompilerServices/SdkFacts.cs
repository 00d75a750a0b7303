using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Names the objects by which an answer is told from others. Written by generated code, which knows the SDK's types.</summary>
/// <typeparam name="T">Type of the answer, or of an element of a stream.</typeparam>
/// <param name="parts">Where the objects go.</param>
/// <param name="answer">The answer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void AnswerReader<in T>(AnswerParts parts, T answer);

/// <summary>
/// What generated code tells once of the SDKs that a project references, so that layers around a call of a model can be told from calls of
/// their own. Telling it again replaces it; nothing told, responses are told apart by their ids and by their figures.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SdkFacts
{
    /// <summary>The function call, requested by a model, that the running code executes; null outside of one.</summary>
    internal static Func<FunctionInvocation?>? Invocations { get; private set; }

    /// <summary>Tells how answers of a type are told apart.</summary>
    /// <typeparam name="T">Type of the answer, or of an element of a stream.</typeparam>
    /// <param name="reader">Names their objects.</param>
    public static void OfAnswers<T>(AnswerReader<T> reader) => SdkFacts<T>.Answers = reader;

    /// <summary>Tells what else can be read from clients of a type.</summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="reader">Reads it.</param>
    public static void OfClients<T>(ClientReader<T> reader) => SdkFacts<T>.Clients = reader;

    /// <summary>Tells which function call the running code executes.</summary>
    /// <param name="current">Gives it.</param>
    public static void OfInvocations(Func<FunctionInvocation?> current) => Invocations = current;

    /// <summary>The function call that the running code executes; a fault is counted, and never reaches the caller.</summary>
    internal static FunctionInvocation? CurrentInvocation()
    {
        try
        {
            return Invocations?.Invoke();
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the function call", exception);
            return null;
        }
    }
}

/// <summary>What is known of one type.</summary>
internal static class SdkFacts<T>
{
    internal static AnswerReader<T>? Answers { get; set; }

    internal static ClientReader<T>? Clients { get; set; }
}

/// <summary>A function call that a model requested.</summary>
/// <param name="Identity">The SDK's object of this call.</param>
/// <param name="CallId">Its id.</param>
/// <param name="Name">Name of the function.</param>
/// <param name="Description">Description of the function.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FunctionInvocation(object Identity, string? CallId, string? Name, string? Description);

/// <summary>The objects by which an answer is told from others: its messages, its usage, the SDK's own object behind it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AnswerParts
{
    /// <summary>More than an answer has; of longer ones the last are kept.</summary>
    private const int MaxParts = 64;

    private readonly List<object> _parts = new(2);

    internal AnswerParts()
    {
    }

    /// <summary>Adds an object; null is ignored.</summary>
    /// <param name="part">The object.</param>
    public void Add(object? part)
    {
        if (part is null || _parts.Exists(known => ReferenceEquals(known, part)))
            return;

        if (_parts.Count == MaxParts)
            _parts.RemoveAt(0);
        _parts.Add(part);
    }

    /// <summary>Whether the two have an object in common.</summary>
    internal bool Share(AnswerParts other) => _parts.Exists(part => other._parts.Exists(candidate => ReferenceEquals(candidate, part)));
}
