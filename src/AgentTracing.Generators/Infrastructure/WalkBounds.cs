using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// How far every walk over a user's types goes. Types can hold themselves, enumerate themselves, grow with each step (<c>Page&lt;Page&lt;T&gt;&gt;</c>), form
/// chains of thousands and have thousands of members; a walk stays within these bounds, and what lies beyond is written without a look inside.
/// </summary>
internal static class WalkBounds
{
    /// <summary>Steps from one object into the next. The run time writes no deeper.</summary>
    public const int Depth = 8;

    /// <summary>Members of one type.</summary>
    public const int Members = 64;

    /// <summary>Types of one walk.</summary>
    public const int Types = 64;

    /// <summary>Parts of the name of one type: its type arguments, theirs, and so on.</summary>
    public const int NameParts = 32;

    /// <summary>Characters of the code that one walk writes.</summary>
    public const int Text = 48_000;

    /// <summary>Whether the name of the type is short enough to be written, and its parts few enough to be looked at one by one.</summary>
    public static bool IsBounded(this ITypeSymbol type) => !type.PartsOf().Skip(NameParts).Any();
}
