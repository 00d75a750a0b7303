using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// Creates readers of evaluation results of Microsoft.Extensions.AI.Evaluation: an <c>EvaluationResult</c>, a metric, a collection of
/// either, or a type that contains one. Each metric is a score.
/// </summary>
internal sealed class MetricReaders
{
    private const string Score = "global::AgentTracing.ScoreValue?";

    /// <summary>The possible types of metric values, if the static type does not determine them.</summary>
    private static readonly (SpecialType Type, bool IsNullable)[] Values =
    [
        (SpecialType.System_Double, true), (SpecialType.System_Boolean, true), (SpecialType.System_String, false),
        (SpecialType.System_Double, false), (SpecialType.System_Boolean, false),
        (SpecialType.System_Int32, true), (SpecialType.System_Int32, false),
    ];

    private readonly Compilation _compilation;
    private readonly ReaderText _text = new(ReaderEmitter.Response, ReaderEmitter.Result);

    private MetricReaders(Compilation compilation) => _compilation = compilation;

    /// <summary>The reader of a type; null when it contains no metric.</summary>
    public static ReaderModel? For(ITypeSymbol result, Compilation compilation)
    {
        if (compilation.FindNameable(MicrosoftExtensionsAIEvaluation.Metric) is null || !result.IsNamedFromGlobal(compilation))
            return null;

        var reader = new MetricReaders(compilation);
        var access = MemberAccess.Variable(ReaderEmitter.Result, result);
        if (!reader.Read(access))
            reader.ReadMembers(access);
        return reader._text.IsEmpty ? null : ReaderSignature.Create(ReaderKind.Response, result, reader._text.ToString()) with { MethodName = "ReadMetrics" };
    }

    private static bool Is(ITypeSymbol type, string name) => type.WithBaseTypes().Any(declaring => declaring.HasMetadataName(name));

    /// <summary>Reads a result, a metric, or a collection of them; false for other values.</summary>
    private bool Read(MemberAccess value)
    {
        if (Is(value.Type, MicrosoftExtensionsAIEvaluation.Result))
        {
            if (value.Follow(MicrosoftExtensionsAIEvaluation.Metrics, _compilation) is { } metrics)
                ReadItems(metrics);
            return true;
        }

        if (Is(value.Type, MicrosoftExtensionsAIEvaluation.Metric))
        {
            ReadMetric(value);
            return true;
        }

        return ReadItems(value);
    }

    private bool ReadItems(MemberAccess collection)
    {
        if (collection.Type.ElementType() is not { } element || !HasMetrics(ValueOf(element)))
            return false;

        _text.ForEach(collection, element, "item", _compilation, item =>
        {
            var value = SymbolEqualityComparer.Default.Equals(ValueOf(element), element) ? item : item.Follow("Value", _compilation)!.Value;
            var isResult = Is(value.Type, MicrosoftExtensionsAIEvaluation.Result);
            _text.WhereNotNull(value, isResult ? "evaluation" : "metric", present => Read(present));
        });
        return true;
    }

    /// <summary>Reads the members of a user's type.</summary>
    private void ReadMembers(MemberAccess holder)
    {
        if (holder.Type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || holder.Type.SpecialType != SpecialType.None)
            return;

        // The elements of a tuple are fields with two names.
        var members = holder.Type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } ? elements : holder.Type.ReadableMembers(_compilation);
        foreach (var member in members.Where(member => HasMetrics(member.TypeOfMember())).GroupBy(static member => member.Name))
            _text.WhereNotNull(holder.Follow(member.Key, _compilation)!.Value, "evaluation", present => Read(present));
    }

    private static bool HasMetrics(ITypeSymbol type)
        => Is(type, MicrosoftExtensionsAIEvaluation.Result) || Is(type, MicrosoftExtensionsAIEvaluation.Metric)
            || (type.ElementType() is { } element && ValueOf(element) is var value
                && (Is(value, MicrosoftExtensionsAIEvaluation.Result) || Is(value, MicrosoftExtensionsAIEvaluation.Metric)));

    /// <summary>The value of an entry of a dictionary; else the element itself.</summary>
    private static ITypeSymbol ValueOf(ITypeSymbol element)
        => element.AsEntry()?.TypeArguments[1] ?? element;

    private void ReadMetric(MemberAccess metric)
    {
        var judged = _text.Name("judged");
        _text.Line($"var {judged} = {ReaderEmitter.Response}.AddMetric({metric.Follow("Name", _compilation)?.Expression ?? "null"}, {metric.Expression});");
        ReadValue(metric, judged);
        Set("Reason", metric.Follow("Reason", _compilation)?.Expression);
        if (metric.Follow("Interpretation", _compilation) is { } found)
        {
            _text.WhereNotNull(found, "interpretation", interpretation =>
            {
                Set("Rating", interpretation.Follow("Rating", _compilation)?.AsName(_compilation));
                Set("Failed", interpretation.Follow("Failed", _compilation)?.Expression);
                Set("RatingReason", interpretation.Follow("Reason", _compilation)?.Expression);
            });
        }

        if (metric.Follow("Diagnostics", _compilation) is { } diagnostics && diagnostics.Type.ElementType() is { } note)
        {
            _text.ForEach(diagnostics, note, "diagnostic", _compilation, item => _text.WhereNotNull(item, "note", present =>
                _text.Line($"{judged}.AddDiagnostic({present.Follow("Severity", _compilation)?.AsName(_compilation) ?? "null"}, {present.Follow("Message", _compilation)?.Expression ?? "null"});")));
        }

        void Set(string member, string? value)
        {
            if (value is not null)
                _text.Line($"{judged}.{member} = {value};");
        }
    }

    private void ReadValue(MemberAccess metric, string judged)
    {
        if (metric.Follow("Value", _compilation) is { } value)
        {
            if (ScoreOf(value) is { } known)
                _text.Line($"{judged}.Value = {known};");
            return;
        }

        if (_compilation.FindNameable(MicrosoftExtensionsAIEvaluation.ValueMetric) is not { } definition)
            return;

        var lines = Values
            .Select(type => definition.Construct(TypeOf(type)))
            .Where(type => _compilation.CanBe(metric.Type, type))
            .Select(type => $"    {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {{ Value: var value }} => ({Score})value,")
            .ToList();
        if (lines.Count == 0)
            return;

        _text.Line($"{judged}.Value = {metric.Expression} switch");
        _text.Line("{");
        lines.ForEach(_text.Line);
        _text.Line("    _ => null,");
        _text.Line("};");
    }

    private ITypeSymbol TypeOf((SpecialType Type, bool IsNullable) value)
    {
        var type = _compilation.GetSpecialType(value.Type);
        return value.IsNullable ? _compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(type) : type;
    }

    private static string? ScoreOf(MemberAccess value) => value.Type switch
    {
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_String } => $"({Score}){value.Expression}",
        { TypeKind: TypeKind.Enum } => $"({Score}){value.Expression}{(value.MayBeNull ? "?" : "")}.ToString()",
        _ => value.AsDouble() is { } number ? $"({Score})(double?){number}" : null,
    };
}
