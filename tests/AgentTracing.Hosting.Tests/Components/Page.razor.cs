using Microsoft.AspNetCore.Components;

namespace AgentTracing.Hosting.Tests.Components;

/// <summary>A component with an agent in its code-behind file.</summary>
public sealed partial class Page : ComponentBase
{
    private string? _answer;

    [Agent("page-agent")]
    public partial Task<string> AskAsync(string question);

    protected override async Task OnInitializedAsync() => _answer = await AskAsync("How many?");

    private async Task<string> AskCoreAsync(string question)
    {
        await Task.Yield();
        return $"{Count(question)} characters";
    }

    [Tool("count")]
    private partial int Count(string text);

    private int CountCore(string text) => text.Length;
}
