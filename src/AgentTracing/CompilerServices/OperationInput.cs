using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>The input of one call of an operation: the values of its annotated parameters. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OperationInput
{
    private Parameters? _parameters;

    /// <summary>The caller's token: it distinguishes a cancellation by the caller from an inner timeout.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Value of the <see cref="UserIdAttribute"/> parameter.</summary>
    public string? UserId { get => _parameters?.UserId; init => Set(value)?.UserId = value; }

    /// <summary>Value of the <see cref="SessionIdAttribute"/> parameter.</summary>
    public string? SessionId { get => _parameters?.SessionId; init => Set(value)?.SessionId = value; }

    /// <summary>Value of the <see cref="ConversationIdAttribute"/> parameter.</summary>
    public string? ConversationId { get => _parameters?.ConversationId; init => Set(value)?.ConversationId = value; }

    /// <summary>Value of the <see cref="PromptNameAttribute"/> parameter.</summary>
    public string? PromptName { get => _parameters?.PromptName; init => Set(value)?.PromptName = value; }

    /// <summary>Value of the <see cref="PromptVersionAttribute"/> parameter.</summary>
    public string? PromptVersion { get => _parameters?.PromptVersion; init => Set(value)?.PromptVersion = value; }

    /// <summary>Value of the <see cref="ModelAttribute"/> parameter.</summary>
    public string? Model { get => _parameters?.Model; init => Set(value)?.Model = value; }

    /// <summary>Value of the <see cref="ProviderAttribute"/> parameter.</summary>
    public string? Provider { get => _parameters?.Provider; init => Set(value)?.Provider = value; }

    /// <summary>End point of the called service, if it is known.</summary>
    public Uri? Server { get => _parameters?.Server; init => Set(value)?.Server = value; }

    /// <summary>Values of the <see cref="TraceTagAttribute"/> parameters.</summary>
    public KeyValuePair<string, object?>[]? Tags { get => _parameters?.Tags; init => Set(value)?.Tags = value; }

    /// <summary>Value of the <see cref="TraceContextAttribute"/> parameter: a dictionary of strings, or a traceparent.</summary>
    public object? TraceContext { get => _parameters?.TraceContext; init => Set(value)?.TraceContext = value; }

    /// <summary>
    /// The input of the operation, if content is captured and the operation starts later; otherwise it is added to <see
    /// cref="Operation.Content"/>.
    /// </summary>
    public OperationContent? Content { get => _parameters?.Content; init => Set(value)?.Content = value; }

    /// <summary>Linked spans: hand-offs between agents.</summary>
    internal IEnumerable<ActivityLink>? Links { get => _parameters?.Links; init => Set(value)?.Links = value; }

    /// <summary>The SDK's client whose call is intercepted.</summary>
    public LlmClient? Client { get; init; }

    /// <summary>The SDK's client of an annotated call: its values apply if the parameters and the attribute of the call set none.</summary>
    public LlmClient? CalledClient { get; init; }

    /// <summary>The parameters of the request, read from the SDK's options.</summary>
    public LlmRequest? Request { get; init; }

    /// <summary>Creates the input of an intercepted call from its client and its options.</summary>
    /// <typeparam name="TClient">Type of the client.</typeparam>
    /// <typeparam name="TRequest">Type of the options.</typeparam>
    /// <param name="client">The client, or null.</param>
    /// <param name="clientReader">Reads the client.</param>
    /// <param name="request">The options, or null.</param>
    /// <param name="requestReader">Reads the options.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="content">The arguments of the call, if content is captured and the operation starts later.</param>
    /// <returns>The input.</returns>
    internal static OperationInput Of<TClient, TRequest>(
        TClient? client,
        ClientReader<TClient> clientReader,
        TRequest? request,
        RequestReader<TRequest> requestReader,
        CancellationToken cancellationToken = default,
        OperationContent? content = null)
        => new()
        {
            CancellationToken = cancellationToken,
            Client = LlmClient.Read(client, clientReader),
            Request = LlmRequest.Read(request, requestReader),
            Content = content,
        };

    /// <inheritdoc cref="Of{TClient, TRequest}"/>
    internal static OperationInput Of<TClient>(
        TClient? client, ClientReader<TClient> clientReader, CancellationToken cancellationToken = default, OperationContent? content = null)
        => new() { CancellationToken = cancellationToken, Client = LlmClient.Read(client, clientReader), Content = content };

    /// <summary>The object for a value; null when there is none.</summary>
    private Parameters? Set(object? value) => value is null ? null : _parameters ??= new Parameters();

    /// <summary>Rarely used values, allocated on demand to keep model calls small.</summary>
    private sealed class Parameters
    {
        internal string? UserId;
        internal string? SessionId;
        internal string? ConversationId;
        internal string? PromptName;
        internal string? PromptVersion;
        internal string? Model;
        internal string? Provider;
        internal Uri? Server;
        internal KeyValuePair<string, object?>[]? Tags;
        internal object? TraceContext;
        internal OperationContent? Content;
        internal IEnumerable<ActivityLink>? Links;
    }
}
