namespace AgentTracing.Generators.Sdks;

/// <summary>The place of the requested model.</summary>
[Flags]
internal enum ModelNaming
{
    /// <summary>Not in code: at the provider, or in a JSON body.</summary>
    Nowhere = 0,

    /// <summary>At the creation of the client: a constructor, a factory, a setting.</summary>
    Client = 1,

    /// <summary>In the options or the request.</summary>
    Options = 2,

    /// <summary>In an argument of the call.</summary>
    Argument = 4,
}
