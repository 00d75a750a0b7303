using System.Globalization;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The result of an evaluator or a guardrail, as a score.</summary>
internal sealed record Verdict(ScoreValue? Value, string? Comment)
{
    /// <summary>The metrics of a result with several; null when it is one value.</summary>
    internal List<JudgedMetric>? Metrics { get; set; }

    /// <summary>Whether a guardrail that returns it blocks.</summary>
    internal bool Blocks => Value is { IsFlag: true, Number: 0 } || Metrics?.Exists(static metric => metric.Blocks) == true;

    /// <summary>The result of a stream after a further element: metrics are added, a value replaces the previous one.</summary>
    internal Verdict After(Verdict? before)
    {
        if (before?.Metrics is { } earlier)
            Metrics = Metrics is null ? earlier : [.. earlier, .. Metrics];
        return this;
    }

    /// <summary>
    /// Reads a result: numbers, booleans, strings, names of enum members, and <see cref="IEvaluationResult"/>. Null when it contains no
    /// score.
    /// </summary>
    internal static Verdict? Of(object? result)
    {
        switch (result)
        {
            case null:
                return null;
            case IEvaluationResult evaluation:
                return new(evaluation.Score, evaluation.Comment);
            case ScoreValue value:
                return new(value, null);
            case bool flag:
                return new(flag, null);
            case string label:
                return new(label, null);
            case Enum member:
                return new(member.ToString(), null);
            case double or float or decimal or long or int or short or sbyte or byte or ushort or uint or ulong or Half:
                return new(Number(result), null);
            default:
                return null;
        }
    }

    private static double Number(object number) => number is Half half ? (double)half : Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
