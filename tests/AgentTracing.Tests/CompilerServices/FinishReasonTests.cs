using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.CompilerServices;

/// <summary>The reasons of several choices are added. The reason of a single choice is replaced, because streams repeat it.</summary>
public class FinishReasonTests
{
    [Fact]
    public void Reasons_of_choices_are_added()
    {
        var response = new LlmResponse();
        response.AddFinishReason("stop");
        response.AddFinishReason(null);
        response.AddFinishReason("stop");

        Assert.Equal(["stop", "stop"], response.FinishReasons);
    }

    [Fact]
    public void A_later_reason_of_the_only_choice_replaces_an_earlier_one()
    {
        var response = new LlmResponse();
        response.SetFinishReason("stop");
        response.SetFinishReason("ToolCalls");
        response.SetFinishReason(null);
        response.SetFinishReason("");

        Assert.Equal(["tool_calls"], response.FinishReasons);
    }
}
