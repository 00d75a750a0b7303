namespace AgentTracing.IntegrationTests.Tools;

/// <summary>Polls for effects of other programs.</summary>
internal static class Eventually
{
    internal static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> otherwise)
    {
        for (var end = DateTime.UtcNow + limit; !await condition(); await Task.Delay(100, TestContext.Current.CancellationToken))
            Assert.True(DateTime.UtcNow < end, otherwise());
    }
}
