using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads usage details in lists: Gemini's tokens by modality, Bedrock's cache writes by time to live. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TokenDetails
{
    /// <summary>The sum of the counts of one kind.</summary>
    /// <typeparam name="T">Type of a detail.</typeparam>
    /// <param name="details">The details; null is ignored.</param>
    /// <param name="kind">The kind, in any case: a modality, or a time to live.</param>
    /// <param name="kindOf">The kind of a detail.</param>
    /// <param name="countOf">The count of a detail.</param>
    /// <returns>The sum; null when there are no details.</returns>
    public static long? Sum<T>(IEnumerable<T>? details, string kind, Func<T, string?> kindOf, Func<T, long?> countOf)
    {
        ArgumentNullException.ThrowIfNull(kindOf);
        ArgumentNullException.ThrowIfNull(countOf);
        if (details is null)
            return null;

        long? sum = null;
        foreach (var detail in details)
        {
            if (detail is not null)
                sum = (sum ?? 0) + (string.Equals(kindOf(detail), kind, StringComparison.OrdinalIgnoreCase) ? countOf(detail) ?? 0 : 0);
        }

        return sum;
    }
}
