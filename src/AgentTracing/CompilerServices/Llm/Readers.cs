using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Copies an SDK's options into a request. Written by the generator.</summary>
/// <typeparam name="T">The SDK's option type.</typeparam>
/// <param name="request">Receives the values.</param>
/// <param name="source">The object to read; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RequestReader<in T>(LlmRequest request, T source);

/// <summary>Copies the description of an SDK's client. Written by the generator.</summary>
/// <typeparam name="T">The SDK's client type.</typeparam>
/// <param name="client">Receives the values.</param>
/// <param name="source">The object to read; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ClientReader<in T>(LlmClient client, T source);

/// <summary>Copies an SDK's result, or one element of its stream, into a response. Written by the generator.</summary>
/// <typeparam name="T">The SDK's result or element type.</typeparam>
/// <param name="response">Receives the values.</param>
/// <param name="source">The object to read; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ResponseReader<in T>(LlmResponse response, T source);
