namespace AgentTracing.Tests.Model;

/// <summary>Writes random programs.</summary>
internal sealed class ProgramGrammar(Random random)
{
    private const int Deepest = 5;

    private static readonly OperationKind[] Kinds = Enum.GetValues<OperationKind>();
    private static readonly OperationKind[] KindsByHand = [OperationKind.Workflow, OperationKind.Agent, OperationKind.Tool];
    private static readonly Form[] Forms = Enum.GetValues<Form>();
    private static readonly Form[] FormsOfModels = [Form.Value, Form.Task, Form.ByHand, Form.AsyncIterator, Form.StreamOfACall];
    private static readonly Type[] Exceptions = [typeof(InvalidOperationException), typeof(TimeoutException), typeof(OperationCanceledException)];

    private int _number;

    /// <summary>Writes a program with one to three steps.</summary>
    public IReadOnlyList<Step> Write() => Steps(1 + random.Next(3), depth: 0);

    private IReadOnlyList<Step> Steps(int count, int depth) => [.. Enumerable.Range(0, count).Select(_ => Next(depth))];

    private IReadOnlyList<Step> Body(int depth) => depth >= Deepest ? [] : Steps(random.Next(4), depth + 1);

    private Step Next(int depth) => random.Next(12) switch
    {
        0 => new Pause(),
        1 => new Record(NextUsage()),
        2 => new InScope(NextScope(), Body(depth)),
        3 => new InParallel([.. Enumerable.Range(0, 2 + random.Next(3)).Select(_ => new Branch(Body(depth), Chance(0.5)))]),
        4 or 5 or 6 => CallOfAModel(),
        _ => Operation(depth),
    };

    private Call Operation(int depth)
    {
        var form = Pick(Forms);
        var kind = form == Form.ByHand ? Pick(KindsByHand) : Pick([.. Kinds.Where(kind => kind != OperationKind.LlmCall)]);
        return Finish(new Call { Kind = kind, Name = $"op{_number++}", Form = form, Body = Body(depth), IsCaught = Chance(0.6) }, depth);
    }

    /// <summary>A model call contains no operations: nested calls have separate tests.</summary>
    private Call CallOfAModel()
    {
        var usage = Chance(0.8) ? NextUsage() : null;
        var body = Enumerable.Repeat<Step>(new Pause(), random.Next(4)).ToList();
        var call = new Call
        {
            Kind = OperationKind.LlmCall,
            Name = usage?.Model ?? Usage.Priced,
            Form = Pick(FormsOfModels),
            Body = body,
            Usage = usage,
            IsCaught = Chance(0.8),
        };
        return Finish(call, Deepest);
    }

    private Call Finish(Call call, int depth) => call with
    {
        Throws = Chance(0.2) ? Pick(Exceptions) : null,
        LeftAfter = call.IsStream && call.Body.Count > 0 && Chance(0.3) ? 1 + random.Next(call.Body.Count) : null,
        Between = call.IsStream && Chance(0.3) ? Body(depth) : [],
    };

    private Usage NextUsage() => new(random.Next(1, 5000), random.Next(1, 500), Chance(0.8));

    private ScopeValues NextScope() => new(
        Chance(0.5) ? $"user{random.Next(5)}" : null,
        Chance(0.5) ? $"session{random.Next(5)}" : null,
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"tag{random.Next(4)}").Distinct()],
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(3)).Distinct().Select(key => KeyValuePair.Create($"key{key}", $"value{random.Next(9)}"))]);

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];

    private bool Chance(double probability) => random.NextDouble() < probability;
}
