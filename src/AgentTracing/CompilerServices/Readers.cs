using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Copies what an SDK's options say into a request. Written by the generator.</summary>
/// <typeparam name="T">The SDK's option type.</typeparam>
/// <param name="request">Receives the values.</param>
/// <param name="source">Where from; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RequestReader<in T>(LlmRequest request, T source);

/// <summary>Copies what an SDK's client says of itself. Written by the generator.</summary>
/// <typeparam name="T">The SDK's client type.</typeparam>
/// <param name="client">Receives the values.</param>
/// <param name="source">Where from; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ClientReader<in T>(LlmClient client, T source);

/// <summary>Copies what an SDK's result, or one element of its stream, says into a response. Written by the generator.</summary>
/// <typeparam name="T">The SDK's result or element type.</typeparam>
/// <param name="response">Receives the values.</param>
/// <param name="source">Where from; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ResponseReader<in T>(LlmResponse response, T source);
