namespace AgentTracing.Pricing.Json;

/// <summary>Receives an error of a text and its position.</summary>
/// <param name="message">The error.</param>
/// <param name="start">Its start.</param>
/// <param name="length">Its length; 0 at the end of the text.</param>
internal delegate void JsonFault(string message, int start, int length);
