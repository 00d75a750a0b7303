using LoopbackLlm;

namespace Billing;

/// <summary>The scripted replies of the loopback server.</summary>
internal static class Script
{
    internal static LoopbackScript Usage => LoopbackScript.Always(new ScriptedReply { Text = "A scripted answer.", Usage = ScriptedUsage.Of(1_200, 80) });
}
