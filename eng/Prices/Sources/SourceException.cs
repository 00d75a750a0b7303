namespace AgentTracing.Eng.Prices.Sources;

/// <summary>A source cannot be used. The message contains the position of the error. Stops an update before anything is written.</summary>
internal sealed class SourceException(string path, int line, int column, string message) : Exception($"{path}({line},{column}): {message}");
