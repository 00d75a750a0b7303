using LoopbackLlm;

namespace Billing;

/// <summary>What the loopback server answers.</summary>
internal static class Script
{
    internal static LoopbackScript Usage => LoopbackScript.Always(new ScriptedReply { Text = "A scripted answer.", Usage = ScriptedUsage.Of(1_200, 80) });
}
