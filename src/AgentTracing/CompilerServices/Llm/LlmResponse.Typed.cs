namespace AgentTracing.CompilerServices;

/// <content>Reads objects whose type is only known at run time.</content>
public sealed partial class LlmResponse
{
    /// <summary>Reads an object if it is of one type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The object; null is ignored.</param>
    /// <param name="read">Reads it.</param>
    public void ReadIf<T>(object? value, Action<LlmResponse, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (value is T known)
            read(this, known);
    }

    /// <summary>Reads a nested object if it is of one type, except for the output, which the outer object already has.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The object; null is ignored.</param>
    /// <param name="read">Reads it.</param>
    public void ReadPartIf<T>(object? value, Action<LlmResponse, T> read)
    {
        if (value is T known)
            ReadPart(known, read);
    }
}
