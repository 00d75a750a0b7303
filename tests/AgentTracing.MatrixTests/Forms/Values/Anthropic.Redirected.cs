internal static partial class Values
{
    /// <summary>Redirects requests for a cloud service to the loopback server, which implements only Anthropic's own path.</summary>
    private sealed class ToServer() : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(Server.BaseAddress, "v1/messages");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
