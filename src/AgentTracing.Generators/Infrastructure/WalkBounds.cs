using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// The bounds of every walk over a user's types and code. Types can contain or enumerate themselves, grow with each step
/// (<c>Page&lt;Page&lt;T&gt;&gt;</c>), form chains of thousands and have thousands of members. Values beyond the bounds are written without
/// their members.
/// </summary>
internal static class WalkBounds
{
    /// <summary>Nesting of objects, the same as in the run time.</summary>
    public const int Depth = 8;

    /// <summary>Members of one type.</summary>
    public const int Members = 64;

    /// <summary>Types of one walk.</summary>
    public const int Types = 64;

    /// <summary>Parts of the name of one type: its type arguments, theirs, and so on.</summary>
    public const int NameParts = 32;

    /// <summary>Steps from a client to its creation: calls of a chain, locals, fields, factories.</summary>
    public const int Origins = 256;

    /// <summary>Expressions that may be the name of one model: choices between locals that are choices themselves, and so on.</summary>
    public const int Values = 4096;

    /// <summary>Characters of the code that one walk writes.</summary>
    public const int Text = 48_000;

    /// <summary>Whether the name of the type is short enough to be written, and has few enough parts to be examined.</summary>
    public static bool IsBounded(this ITypeSymbol type) => !type.PartsOf().Skip(NameParts).Any();
}
