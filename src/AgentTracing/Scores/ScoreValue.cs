namespace AgentTracing;

/// <summary>The value of a score: a number, a boolean, or a label, with an implicit conversion from each.</summary>
public readonly record struct ScoreValue
{
    private ScoreValue(double? number, string? label, bool isFlag)
    {
        Number = number;
        Label = label;
        IsFlag = isFlag;
    }

    /// <summary>The number; 1 or 0 for a boolean; null for a label.</summary>
    public double? Number { get; }

    /// <summary>The label; <c>true</c> or <c>false</c> for a boolean; null for a number.</summary>
    public string? Label { get; }

    /// <summary>Whether it is a boolean.</summary>
    public bool IsFlag { get; }

    /// <summary>Whether it is a valid score: a finite number, or a label that is not empty.</summary>
    internal bool IsValid => Number is { } number ? double.IsFinite(number) : !string.IsNullOrEmpty(Label);

    /// <summary>A number.</summary>
    /// <param name="value">The number; one that is not finite is not recorded.</param>
    public static implicit operator ScoreValue(double value) => new(value, null, isFlag: false);

    /// <summary>A boolean.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ScoreValue(bool value) => new(value ? 1 : 0, value ? "true" : "false", isFlag: true);

    /// <summary>A label, one of a few.</summary>
    /// <param name="label">The label; an empty one is not recorded.</param>
    public static implicit operator ScoreValue(string label) => new(null, label, isFlag: false);

    /// <summary>A number.</summary>
    /// <param name="value">The number; one that is not finite is not recorded.</param>
    public static ScoreValue FromDouble(double value) => value;

    /// <summary>A boolean.</summary>
    /// <param name="value">The value.</param>
    public static ScoreValue FromBoolean(bool value) => value;

    /// <summary>A label, one of a few.</summary>
    /// <param name="label">The label; an empty one is not recorded.</param>
    public static ScoreValue FromString(string label) => label;
}
