internal static partial class Values
{
    /// <summary>Sends what is for a cloud to the loopback server, which knows Anthropic's own path.</summary>
    private sealed class ToServer() : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(Server.BaseAddress, "v1/messages");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
