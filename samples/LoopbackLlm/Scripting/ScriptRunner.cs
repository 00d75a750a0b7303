namespace LoopbackLlm;

/// <summary>The script of one running server: its rules, and the counters for <see cref="ScriptRule.Call"/>.</summary>
internal sealed class ScriptRunner(IEnumerable<ScriptRule> rules)
{
    private readonly CountedRule[] _rules = [.. rules.Select(rule => new CountedRule(rule))];

    /// <summary>The reply of the first rule that matches; null when none does.</summary>
    public ScriptedReply? Answer(LoopbackRequest request) => Array.Find(_rules, rule => rule.Matches(request))?.Rule.Answer(request);

    private sealed class CountedRule(ScriptRule rule)
    {
        private int _calls;

        public ScriptRule Rule => rule;

        public bool Matches(LoopbackRequest request) =>
            rule.Matches(request) && (rule.Call is not { } call || Interlocked.Increment(ref _calls) == call);
    }
}
