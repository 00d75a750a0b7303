namespace AgentTracing.Generators.LlmApis;

/// <summary>A value that tells something of a call, and what reads it.</summary>
/// <param name="Value">The parameter, the member, or several of them as a tuple.</param>
/// <param name="Reader">Reads it.</param>
internal sealed record ReadBy(string Value, ReaderModel Reader);
