namespace AgentTracing.CompilerServices;

/// <content>Reads nested objects.</content>
public sealed partial class LlmResponse
{
    /// <summary>Reads a nested object, except for the output, which the outer object already has.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads it.</param>
    public void ReadPart<T>(T value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var content = Content;
        Content = null;
        try
        {
            read(this, value);
        }
        finally
        {
            Content = content;
        }
    }

    /// <summary>Reads the provider's object behind an adapter's.</summary>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="provider">The provider, as <c>gen_ai.provider.name</c> names it.</param>
    /// <param name="value">The object.</param>
    /// <param name="read">Reads it.</param>
    public void ReadAs<T>(string provider, T value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Provider = provider;
        read(this, value);
    }
}
