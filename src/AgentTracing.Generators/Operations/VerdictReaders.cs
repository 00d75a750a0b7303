using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Makes readers of what evaluators and guardrails return, where that is an object: which member is the judgement, and which says why. The run time
/// itself knows numbers, booleans, strings, enums, and what implements its interface.
/// </summary>
internal static class VerdictReaders
{
    private static readonly string[] Yes = ["passed", "pass", "ispassed", "success", "issuccessful", "allowed", "isallowed", "isvalid", "issafe", "safe"];
    private static readonly string[] No = ["blocked", "isblocked", "flagged", "isflagged", "rejected", "isrejected", "failed", "isfailed"];
    private static readonly string[] Scores = ["score", "rating", "grade", "verdict", "value", "label", "result"];
    private static readonly string[] Reasons = ["reason", "comment", "explanation", "rationale", "justification", "message"];

    /// <summary>The reader of a type; null where the run time reads it, or nothing in it is a judgement.</summary>
    public static ReaderModel? For(OperationKind kind, ITypeSymbol result, Compilation compilation)
    {
        if (result is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false } type
            || type.IsNullable()
            || type.AllInterfaces.Any(static contract => contract.HasMetadataName("AgentTracing.IEvaluationResult"))
            || type.HasMetadataName("AgentTracing.ScoreValue")
            || !type.IsNamedFromGlobal(compilation))
        {
            return null;
        }

        var access = MemberAccess.Variable(ReaderEmitter.Result, type);
        var score = kind == OperationKind.Guardrail ? Flag(access, compilation) ?? Score(access, compilation) : Score(access, compilation) ?? Flag(access, compilation);
        if (score is null)
            return null;

        var comment = access.FollowAny(Reasons, compilation, static member => member.Type.SpecialType == SpecialType.System_String)?.Expression ?? "null";
        return ReaderSignature.Create(ReaderKind.Response, type, $"{ReaderEmitter.Response}.Judge({score}, {comment});\n") with
        {
            // An evaluator and a guardrail read the same type differently.
            IsShared = false,
        };
    }

    private static string? Flag(MemberAccess access, Compilation compilation)
        => access.FollowAny(Yes, compilation, IsBoolean)?.Expression
            ?? (access.FollowAny(No, compilation, IsBoolean) is { } no ? $"!{no.Expression}" : null);

    private static string? Score(MemberAccess access, Compilation compilation)
        => access.FollowAny(Scores, compilation, static member => Value(member) is not null) is { } score ? Value(score) : null;

    private static string? Value(MemberAccess member) => member.Type switch
    {
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_String } => member.Expression,
        { TypeKind: TypeKind.Enum } => member.Expression + (member.MayBeNull ? "?.ToString()" : ".ToString()"),
        _ => member.AsDouble() is { } number ? $"(double?){number}" : null,
    };

    private static bool IsBoolean(MemberAccess member) => member.Type.SpecialType == SpecialType.System_Boolean;
}
