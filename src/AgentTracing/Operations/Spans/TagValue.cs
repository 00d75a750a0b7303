using System.Globalization;

namespace AgentTracing;

/// <summary>Converts users' values to the types of OpenTelemetry attributes.</summary>
internal static class TagValue
{
    /// <summary>
    /// Strings, booleans, numbers and arrays of them are kept (integers as Int64, floating point as Double); other values become their
    /// invariant text. If that throws, the value becomes its type name.
    /// </summary>
    internal static object Of(object value)
    {
        switch (value)
        {
            case string or bool or long or double or string[] or bool[] or long[] or double[]:
                return value;
            case int or short or sbyte or byte or ushort or uint:
                return Convert.ToInt64(value, CultureInfo.InvariantCulture);
            case float single:
                return (double)single;
            default:
                return TextOf(value);
        }
    }

    private static string TextOf(object value)
    {
        try
        {
            return (value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()) ?? string.Empty;
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read a tag", exception);
            return value.GetType().ToString();
        }
    }
}
