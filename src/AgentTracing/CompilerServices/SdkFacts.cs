using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>Names the objects that identify an answer. Written by generated code, which knows the SDK's types.</summary>
/// <typeparam name="T">Type of the answer, or of an element of a stream.</typeparam>
/// <param name="parts">Where the objects go.</param>
/// <param name="answer">The answer.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void AnswerReader<in T>(AnswerParts parts, T answer);

/// <summary>
/// What generated code tells once of the SDKs that a project references, so that layers around a model call can be told from calls of
/// their own. Registering again replaces it. Without it, responses are identified by their ids and figures.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SdkFacts
{
    /// <summary>Name of the source on which the clients inside agents tell of each of their calls: one of ours, so that listeners of AgentTracing receive them.</summary>
    public const string RoundsSource = AgentTelemetry.SourceName;

    private static readonly object Gate = new();
    private static readonly Dictionary<Type, Delegate> Answers = [];
    private static readonly Dictionary<Type, Delegate> Clients = [];
    private static readonly HashSet<Type> Typed = [];
    private static Func<FunctionInvocation?>? _invocations;
    private static int _version;

    /// <summary>The source for the functions that a pipeline executes above a traced client.</summary>
    public static ActivitySource PipelineSource => AgentTelemetry.AgentSource;

    /// <summary>Counts what was told: what is known of a type is looked up again after it.</summary>
    internal static int Version => Volatile.Read(ref _version);

    /// <summary>Registers how answers of a type are identified.</summary>
    /// <typeparam name="T">Type of the answer, or of an element of a stream.</typeparam>
    /// <param name="reader">Names their objects.</param>
    public static void OfAnswers<T>(AnswerReader<T> reader)
        where T : class
        => Tell(() => Answers[typeof(T)] = reader);

    /// <summary>Tells of a generic type of answers, for which callers ask where they want values, and not text.</summary>
    /// <param name="definition">The type's definition.</param>
    public static void OfTypedAnswers(Type definition) => Tell(() => Typed.Add(definition));

    /// <summary>Tells what else can be read from clients of a type.</summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="reader">Reads it.</param>
    public static void OfClients<T>(ClientReader<T> reader)
        where T : class
        => Tell(() => Clients[typeof(T)] = reader);

    /// <summary>Tells which function call the running code executes.</summary>
    /// <param name="current">Gives it.</param>
    public static void OfInvocations(Func<FunctionInvocation?> current) => Volatile.Write(ref _invocations, current);

    /// <summary>The function call, requested by a model, that the running code executes; null outside of one. A fault is counted, and never reaches the caller.</summary>
    internal static FunctionInvocation? CurrentInvocation()
    {
        try
        {
            return Volatile.Read(ref _invocations)?.Invoke();
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the function call", exception);
            return null;
        }
    }

    /// <summary>What is known of a type, or of one that it derives from.</summary>
    internal static (Delegate? Answer, Delegate? Client, bool IsTyped, int Version) Of(Type type)
    {
        lock (Gate)
            return (Find(Answers, type), Find(Clients, type), type.IsGenericType && Typed.Contains(type.GetGenericTypeDefinition()), _version);
    }

    private static void Tell(Action tell)
    {
        lock (Gate)
        {
            tell();
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>The reader of a type, or of one that it derives from: what reads that reads this.</summary>
    private static Delegate? Find(Dictionary<Type, Delegate> readers, Type type)
    {
        if (readers.TryGetValue(type, out var reader))
            return reader;

        foreach (var (known, ofBase) in readers)
        {
            if (known.IsAssignableFrom(type))
                return ofBase;
        }

        return null;
    }
}

/// <summary>What is known of one type, looked up once.</summary>
internal static class SdkFacts<T>
{
    private static Facts? _facts;

    private static Facts Known
    {
        get
        {
            var facts = Volatile.Read(ref _facts);
            if (facts is null || facts.Version != SdkFacts.Version)
            {
                var (answer, client, isTyped, version) = SdkFacts.Of(typeof(T));
                Volatile.Write(ref _facts, facts = new Facts(answer as AnswerReader<T>, client as ClientReader<T>, isTyped, version));
            }

            return facts;
        }
    }

    /// <summary>Reads what tells an answer from others, before what it says is read: the end of a round belongs before the next one's usage.</summary>
    internal static void ReadAnswer(LlmResponse response, T answer)
    {
        var known = Known;
        if (known.Answer is null || answer is null)
            return;

        var parts = response.Parts ??= new AnswerParts();
        parts.IsTyped |= known.IsTyped;
        known.Answer(parts, answer);
        if (parts.TakeEndOfRound())
            response.EndRound();
    }

    /// <summary>Reads what else a client tells.</summary>
    internal static void ReadClient(LlmClient client, T source)
    {
        if (source is not null)
            Known.Client?.Invoke(client, source);
    }

    private sealed record Facts(AnswerReader<T>? Answer, ClientReader<T>? Client, bool IsTyped, int Version);
}
