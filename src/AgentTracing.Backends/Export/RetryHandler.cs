namespace AgentTracing.Backends;

/// <summary>
/// Retries a request if OTLP allows it (429, 502, 503, 504, no connection), after <c>Retry-After</c> or an increasing random delay, within
/// the request's timeout. See the OTLP specification, "Failures" and "OTLP/HTTP Throttling".
/// </summary>
internal sealed class RetryHandler(HttpMessageHandler inner, Faults faults, TimeSpan timeout) : DelegatingHandler(inner)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = new Attempt(timeout); ; attempt.Next())
        {
            HttpResponseMessage? response = null;
            try
            {
                response = base.Send(request, cancellationToken);
                if (StatusOf(response) is < 300)
                    return response;
                faults.Report(request.RequestUri, StatusOf(response));
            }
            catch (Exception exception) when (Report(request, exception) && attempt.MayFollow(exception))
            {
            }

            if (!attempt.TryPlan(response, out var pause))
                return response!;

            response?.Dispose();
            if (cancellationToken.WaitHandle.WaitOne(pause))
                throw new OperationCanceledException(cancellationToken);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = new Attempt(timeout); ; attempt.Next())
        {
            HttpResponseMessage? response = null;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (StatusOf(response) is < 300)
                    return response;
                faults.Report(request.RequestUri, StatusOf(response));
            }
            catch (Exception exception) when (Report(request, exception) && attempt.MayFollow(exception))
            {
            }

            if (!attempt.TryPlan(response, out var pause))
                return response!;

            response?.Dispose();
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The HTTP status; a gRPC status in the headers of a response without a body is converted.</summary>
    private static int StatusOf(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || !response.Headers.TryGetValues("grpc-status", out var values))
            return (int)response.StatusCode;

        return values.FirstOrDefault() switch
        {
            "0" => 200,
            "7" => 403,
            "8" => 429,
            "12" => 404,
            "14" => 503,
            "16" => 401,
            _ => 500,
        };
    }

    private bool Report(HttpRequestMessage request, Exception exception)
    {
        faults.Report(request.RequestUri, exception);
        return true;
    }

    /// <summary>An attempt at a request, and its remaining time.</summary>
    private struct Attempt(TimeSpan timeout)
    {
        private readonly long _deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        private TimeSpan _pause = FirstPause;

        private readonly TimeSpan Left => TimeSpan.FromMilliseconds(_deadline - Environment.TickCount64);

        internal void Next() => _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;

        /// <summary>Whether there is time for another attempt after an exception; if not, the caller gets the exception.</summary>
        internal readonly bool MayFollow(Exception exception) => exception is HttpRequestException && _pause < Left;

        /// <summary>Plans the next attempt, after <paramref name="response"/> or, if it is null, after an exception.</summary>
        internal readonly bool TryPlan(HttpResponseMessage? response, out TimeSpan pause)
        {
            pause = _pause * (0.5 + (Random.Shared.NextDouble() / 2));
            if (response is null)
                return true;

            var isRetryable = StatusOf(response) is 429 or 502 or 503 or 504;
            if (response.Headers.RetryAfter is { } after)
                pause = after.Delta ?? (after.Date - DateTimeOffset.UtcNow) ?? pause;
            pause = pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
            return isRetryable && pause < Left;
        }
    }
}
