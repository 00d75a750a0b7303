using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// A method of generated code that copies what an SDK's object says into the run time's own: <c>ReadChatResponse</c>,
/// <c>ReadChatOptions</c>.
/// Equal for the same type whatever the call site, so that a compilation holds one reader a type.
/// </summary>
/// <param name="Kind">What is read.</param>
/// <param name="TypeName">Type that is read, fully qualified.</param>
/// <param name="MethodName">Name of the method; readers of equally named types are overloads of each other.</param>
/// <param name="TypeParameters">Type parameters of the method, with brackets, or empty.</param>
/// <param name="Constraints">Constraints of the type parameters, or empty.</param>
/// <param name="Body">Statements of the method.</param>
/// <param name="IsPrivateType">Whether the type is reachable from inside its containing type only: the reader must stand there too.</param>
internal sealed record ReaderModel(
    ReaderKind Kind,
    string TypeName,
    string MethodName,
    string TypeParameters,
    string Constraints,
    string Body,
    bool IsPrivateType)
{
    /// <summary>What tells the method from others of its name, where there may be several of one type; else null.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Whether the method stands in the class that all generated code of a compilation shares. Otherwise it stands beside the code that calls it: it is
    /// generic in that code's type parameters, or its type is private or differs from others in names of tuple elements only.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Shared methods that this one calls, and those that they call; a method among them has none of its own.</summary>
    public EquatableArray<ReaderModel> Helpers { get; init; }

    /// <summary>Name of the parameter that is read; null for the usual one of the kind.</summary>
    public string? Parameter { get; init; }

    /// <summary>What the method returns; null: nothing.</summary>
    public string? Returns { get; init; }

    /// <summary>Whether usage is read that is a sum over calls.</summary>
    public bool ReadsSums { get; init; }

    /// <summary>The method and its helpers, as far as they are shared.</summary>
    public IEnumerable<ReaderModel> Shared => IsShared ? Helpers.Prepend(this) : Helpers;

    /// <summary>Whether token usage is among what is read.</summary>
    public bool ReadsUsage { get; init; }

    /// <summary>Whether the model's answer itself is among what is read.</summary>
    public bool ReadsContent { get; init; }
}

/// <summary>What a reader reads.</summary>
internal enum ReaderKind
{
    /// <summary>A result, or one element of a stream, into an LlmResponse.</summary>
    Response,

    /// <summary>Options or a request, into an LlmRequest.</summary>
    Request,

    /// <summary>A client, into an LlmClient.</summary>
    Client,

    /// <summary>The model's input, into an LlmContent.</summary>
    Content,

    /// <summary>A value of the user's, into a ContentBuilder.</summary>
    Value,

    /// <summary>A message or its parts, into LlmMessages.</summary>
    Messages,

    /// <summary>A value, of which something is returned.</summary>
    Function,
}
