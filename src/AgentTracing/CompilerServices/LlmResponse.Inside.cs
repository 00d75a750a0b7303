namespace AgentTracing.CompilerServices;

/// <content>Reads objects inside the one that a reader is for.</content>
public sealed partial class LlmResponse
{
    /// <summary>Reads an object inside one that already has the model's answer: everything but the answer.</summary>
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

    /// <summary>Reads a provider's own object behind one of an adapter.</summary>
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
