namespace AgentTracing.Generators.Sdks;

/// <summary>Where the requested model is named.</summary>
[Flags]
internal enum ModelNaming
{
    /// <summary>Nowhere in code: at the provider, or in a body of JSON.</summary>
    Nowhere = 0,

    /// <summary>Where the client is made: a constructor, a factory, a setting.</summary>
    Client = 1,

    /// <summary>In the options or the request.</summary>
    Options = 2,

    /// <summary>In an argument of the call.</summary>
    Argument = 4,
}
