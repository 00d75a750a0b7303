using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Creates readers of objects that evaluators and guardrails return: the members with the score and the reason. The run time itself reads
/// numbers, booleans, strings, enums, and implementations of its interface.
/// </summary>
internal static class VerdictReaders
{
    private const string Contract = "AgentTracing.IEvaluationResult";
    private const string ScoreValue = "AgentTracing.ScoreValue";

    private static readonly string[] Yes = ["passed", "pass", "ispassed", "success", "issuccessful", "allowed", "isallowed", "isvalid", "issafe", "safe"];
    private static readonly string[] No = ["blocked", "isblocked", "flagged", "isflagged", "rejected", "isrejected", "failed", "isfailed"];
    private static readonly string[] Scores = ["score", "rating", "grade", "verdict", "value", "label", "result"];
    private static readonly string[] Reasons = ["reason", "comment", "explanation", "rationale", "justification", "message"];

    /// <summary>The reader of a type; null when the run time reads it, or it contains no score.</summary>
    public static ReaderModel? For(OperationKind kind, ITypeSymbol result, Compilation compilation)
        => IsReadAtRunTime(result) ? null : MetricReaders.For(result, compilation) ?? ByShape(kind, result, compilation);

    /// <summary>Whether values of the type may contain a score.</summary>
    public static bool MayJudge(OperationKind kind, ITypeSymbol result, Compilation compilation)
        => IsReadAtRunTime(result) || For(kind, result, compilation) is not null;

    /// <summary>Whether the run time reads the type, or its values may be of such a type.</summary>
    private static bool IsReadAtRunTime(ITypeSymbol result) => result.WithoutNullable() switch
    {
        { TypeKind: TypeKind.Enum or TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error } => true,
        { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum or SpecialType.System_String or SpecialType.System_Boolean } => true,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => true,
        var type => type.Is("System", "Half") || type.HasMetadataName(ScoreValue) || type.HasMetadataName(Contract) || type.AllInterfaces.Any(static contract => contract.HasMetadataName(Contract)),
    };

    private static ReaderModel? ByShape(OperationKind kind, ITypeSymbol result, Compilation compilation)
    {
        if (result.WithoutNullable() is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface, IsRefLikeType: false } type
            || !type.IsNamedFromGlobal(compilation))
        {
            return null;
        }

        var access = MemberAccess.Variable(result.IsNullable() ? "value" : ReaderEmitter.Result, type);
        var score = kind == OperationKind.Guardrail ? Flag(access, compilation) ?? Score(access, compilation) : Score(access, compilation) ?? Flag(access, compilation);
        if (score is null)
            return null;

        var comment = access.FollowAny(Reasons, compilation, static member => member.Type.SpecialType == SpecialType.System_String)?.Expression ?? "null";
        var body = $"{ReaderEmitter.Response}.Judge({score}, {comment});\n";
        return ReaderSignature.Create(ReaderKind.Response, result, result.IsNullable() ? $"if ({ReaderEmitter.Result} is {{ }} value)\n    {body}" : body) with
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
