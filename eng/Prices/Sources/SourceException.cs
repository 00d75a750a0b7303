namespace AgentTracing.Eng.Prices.Sources;

/// <summary>A source that cannot be used, with the place of what is wrong. It stops an update before anything is written.</summary>
internal sealed class SourceException(string path, int line, int column, string message) : Exception($"{path}({line},{column}): {message}");
