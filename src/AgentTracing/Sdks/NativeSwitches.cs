namespace AgentTracing.Sdks;

/// <summary>Tells which of the SDKs' own sources are on.</summary>
internal static class NativeSwitches
{
    /// <summary>Whether the source is on, as AppContext and the environment of the process say. SDKs ask when a client is made.</summary>
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
