using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// A method of generated code that copies an SDK's object into the run time's object: <c>ReadChatResponse</c>,
/// <c>ReadChatOptions</c>.
/// Equal for the same type at every call site, so a compilation contains one reader for each type.
/// </summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="TypeName">Fully qualified name of the type.</param>
/// <param name="MethodName">Name of the method; readers of types with equal names are overloads.</param>
/// <param name="TypeParameters">Type parameters of the method, with brackets, or empty.</param>
/// <param name="Constraints">Constraints of the type parameters, or empty.</param>
/// <param name="Body">Statements of the method.</param>
/// <param name="IsPrivateType">Whether the type is only accessible inside its containing type, where the reader must be placed.</param>
internal sealed record ReaderModel(
    ReaderKind Kind,
    string TypeName,
    string MethodName,
    string TypeParameters,
    string Constraints,
    string Body,
    bool IsPrivateType)
{
    /// <summary>The signature that distinguishes the method from others with its name, if one type may have several; else null.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Whether the method is in the class that all generated code of a compilation shares. Otherwise it is next to its caller, because it
    /// is generic in the caller's type parameters, or its type is private or differs from others only in tuple element names.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Shared methods that this one calls, directly or indirectly; their own lists are empty.</summary>
    public EquatableArray<ReaderModel> Helpers { get; init; }

    /// <summary>Name of the input parameter; null for the default of the kind.</summary>
    public string? Parameter { get; init; }

    /// <summary>The return type; null for void.</summary>
    public string? Returns { get; init; }

    /// <summary>Whether the usage is a sum of calls.</summary>
    public bool ReadsSums { get; init; }

    /// <summary>The shared ones of the method and its helpers.</summary>
    public IEnumerable<ReaderModel> Shared => IsShared ? Helpers.Prepend(this) : Helpers;

    /// <summary>Whether token usage is read.</summary>
    public bool ReadsUsage { get; init; }

    /// <summary>Whether the model's output is read.</summary>
    public bool ReadsContent { get; init; }
}

/// <summary>The kind of a reader.</summary>
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

    /// <summary>A user's value, into a ContentBuilder.</summary>
    Value,

    /// <summary>A message or its parts, into LlmMessages.</summary>
    Messages,

    /// <summary>A value, with a return value.</summary>
    Function,
}
