namespace AgentTracing.Sdks;

/// <summary>Determines which of the SDKs' own sources are on.</summary>
internal static class NativeSwitches
{
    /// <summary>Whether the source is on, by AppContext and the environment variables. SDKs check this when a client is created.</summary>
    public static bool IsOn(this NativeSource source)
    {
        foreach (var @switch in source.Switches)
        {
            if (@switch.IsOn())
                return true;
        }

        return source.Switches.Count == 0;
    }

    private static bool IsOn(this NativeSwitch @switch)
    {
        if (AppContext.TryGetSwitch(@switch.Name, out var isOn))
            return isOn;

        var value = Environment.GetEnvironmentVariable(@switch.Variable);
        return value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
    }
}
