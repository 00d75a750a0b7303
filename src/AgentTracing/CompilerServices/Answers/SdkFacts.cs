using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>Adds the objects that identify a response. Implemented by generated code for the SDK's types.</summary>
/// <typeparam name="T">Type of the response, or of an element of a stream.</typeparam>
/// <param name="parts">Receives the objects.</param>
/// <param name="answer">The response or element.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void AnswerReader<in T>(AnswerParts parts, T answer);

/// <summary>
/// Facts that generated code registers once about the referenced SDKs, to distinguish layers around a model call from separate calls. A
/// later registration replaces an earlier one. Without it, responses are identified by their ids and figures.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SdkFacts
{
    /// <summary>Name of the source for the calls of clients inside agents: ours, so AgentTracing's listeners receive them.</summary>
    public const string RoundsSource = AgentTelemetry.SourceName;

    private static readonly object Gate = new();
    private static readonly Dictionary<Type, Delegate> Answers = [];
    private static readonly Dictionary<Type, Delegate> States = [];
    private static readonly Dictionary<Type, Delegate> Clients = [];
    private static readonly Dictionary<Type, Delegate> Metadata = [];
    private static readonly HashSet<Type> Typed = [];
    private static Func<FunctionInvocation?>? _invocations;
    private static int _version;

    /// <summary>The source for the functions that a pipeline executes above a traced client.</summary>
    public static ActivitySource PipelineSource => AgentTelemetry.AgentSource;

    /// <summary>Incremented by each registration, after which cached facts of a type are looked up again.</summary>
    internal static int Version => Volatile.Read(ref _version);

    /// <summary>Registers the identification of the elements of a stream.</summary>
    /// <typeparam name="T">Type of an element.</typeparam>
    /// <param name="reader">Adds the objects of an element.</param>
    public static void OfAnswers<T>(AnswerReader<T> reader)
        where T : class
        => Register(() => Answers[typeof(T)] = reader);

    /// <summary>Registers the identification of responses of a type.</summary>
    /// <typeparam name="T">Type of the response.</typeparam>
    /// <param name="reader">Adds the objects of a response. It is called only if an enclosing layer needs them.</param>
    /// <param name="state">Reads the conversation, and whether the response is still being generated.</param>
    public static void OfAnswers<T>(AnswerReader<T> reader, ResponseReader<T> state)
        where T : class
        => Register(() => (Answers[typeof(T)], States[typeof(T)]) = (reader, state));

    /// <summary>Registers a generic response type that callers use to get typed values instead of text.</summary>
    /// <param name="definition">The type's definition.</param>
    public static void OfTypedAnswers(Type definition) => Register(() => Typed.Add(definition));

    /// <summary>Registers a reader of additional facts about clients of a type.</summary>
    /// <typeparam name="T">Type of the client.</typeparam>
    /// <param name="reader">Reads it.</param>
    public static void OfClients<T>(ClientReader<T> reader)
        where T : class
        => Register(() => Clients[typeof(T)] = reader);

    /// <inheritdoc cref="OfClients{T}(ClientReader{T})"/>
    /// <param name="reader">Reads it.</param>
    /// <param name="metadata">
    /// Returns the object that holds the client's constant properties. It is called for each call of the client. While it returns the same
    /// object, the description of the client is not read again.
    /// </param>
    public static void OfClients<T>(ClientReader<T> reader, Func<T, object?> metadata)
        where T : class
        => Register(() => (Clients[typeof(T)], Metadata[typeof(T)]) = (reader, metadata));

    /// <summary>
    /// Call it after a layer was added to a client: the descriptions of all clients are read again, because the layers above it return the
    /// services of the added one.
    /// </summary>
    public static void LayerAdded() => DescribedClients.Forget();

    /// <summary>Registers access to the currently executed function call.</summary>
    /// <param name="current">Returns it.</param>
    public static void OfInvocations(Func<FunctionInvocation?> current) => Volatile.Write(ref _invocations, current);

    /// <summary>
    /// The currently executed function call of a model; null when there is none. Exceptions are counted and do not reach the caller.
    /// </summary>
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

    /// <summary>The facts about a type or one of its base types.</summary>
    internal static (Delegate? Answer, Delegate? State, Delegate? Client, Delegate? Metadata, bool IsTyped, int Version) Of(Type type)
    {
        lock (Gate)
        {
            return (
                Find(Answers, type), Find(States, type), Find(Clients, type), Find(Metadata, type),
                type.IsGenericType && Typed.Contains(type.GetGenericTypeDefinition()), _version);
        }
    }

    private static void Register(Action register)
    {
        lock (Gate)
        {
            register();
            Volatile.Write(ref _version, _version + 1);
        }
    }

    /// <summary>The reader of a type or of one of its base types, which can read it as well.</summary>
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

/// <summary>Reads the objects that identify responses of a type.</summary>
internal interface IAnswerFacts
{
    /// <summary>Adds the objects of a response.</summary>
    void AddTo(AnswerParts parts, object answer);

    /// <summary>The objects of a response. An exception of the reader is counted, and the response has those that were read before.</summary>
    AnswerParts PartsOf(object answer)
    {
        var parts = new AnswerParts();
        try
        {
            AddTo(parts, answer);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the response", exception);
        }

        return parts;
    }
}

/// <summary>The cached facts about a type.</summary>
/// <typeparam name="T">Type of the response, of a stream element or of the client.</typeparam>
internal sealed class SdkFacts<T> : IAnswerFacts
{
    private static SdkFacts<T>? _facts;

    private readonly AnswerReader<T>? _answer;
    private readonly ResponseReader<T>? _state;
    private readonly ClientReader<T>? _client;
    private readonly Func<T, object?>? _metadata;
    private readonly bool _isTyped;
    private readonly int _version;

    private SdkFacts()
    {
        var (answer, state, client, metadata, isTyped, version) = SdkFacts.Of(typeof(T));
        (_answer, _state, _isTyped, _version) = (answer as AnswerReader<T>, state as ResponseReader<T>, isTyped, version);
        (_client, _metadata) = (client as ClientReader<T>, metadata as Func<T, object?>);
    }

    private bool IsCurrent => _version == SdkFacts.Version;

    private static SdkFacts<T> OfResponses => LastSdkFacts.OfAnswers is SdkFacts<T> { IsCurrent: true } last ? last : Find(out LastSdkFacts.OfAnswers);

    /// <summary>
    /// Reads the objects of a response, or of an element of its stream, before its data: the end of a round must be detected before the next
    /// round's usage.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ReadParts(LlmResponse response, T answer)
    {
        if (OfResponses._answer is not { } reader || answer is null)
            return;

        var parts = response.OwnParts();
        reader(parts, answer);
        if (parts.TakeEndOfRound())
            response.EndRound();
    }

    /// <summary>Reads the state of a whole response. Its objects are read when they are needed, before other code gets the response.</summary>
    internal static void ReadWhole(LlmResponse response, T answer)
    {
        var known = OfResponses;
        if (known._answer is null || answer is null)
            return;

        known._state?.Invoke(response, answer);
        if (known._isTyped)
            response.MarkTyped();
        response.IdentifyBy(answer, known);
    }

    void IAnswerFacts.AddTo(AnswerParts parts, object answer) => _answer!(parts, (T)answer);

    /// <summary>The facts about clients of the type.</summary>
    internal static SdkFacts<T> OfClients => LastSdkFacts.OfClients is SdkFacts<T> { IsCurrent: true } last ? last : Find(out LastSdkFacts.OfClients);

    /// <summary>The object that holds the constant properties of a client; null when it is unknown.</summary>
    internal object? MetadataOf(T source) => _metadata?.Invoke(source);

    /// <summary>Reads additional facts about a client.</summary>
    internal void ReadClient(LlmClient client, T source) => _client?.Invoke(client, source);

    private static SdkFacts<T> Find(out object? last)
    {
        var facts = Volatile.Read(ref _facts);
        if (facts is not { IsCurrent: true })
            Volatile.Write(ref _facts, facts = new SdkFacts<T>());
        last = facts;
        return facts;
    }
}

/// <summary>The facts found last: the next call nearly always has the same type, and the statics of a generic class are slower to access.</summary>
internal static class LastSdkFacts
{
    internal static object? OfAnswers;
    internal static object? OfClients;
}
