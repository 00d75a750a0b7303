using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>AGT2006 for base calls in clients: those that forward the client's call, and those that the client makes for itself.</summary>
public sealed class ForwardedCallTests
{
    [Fact]
    public Task Calls_of_its_own_are_reported() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI;

        public class Summarizing(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                await base.{|AGT2006:GetResponseAsync|}([new(ChatRole.User, "Are you there?")], options, cancellationToken);
                await base.{|AGT2006:GetResponseAsync|}(messages, options, cancellationToken);
                var list = messages.ToList();
                var summary = await base.{|AGT2006:GetResponseAsync|}([new(ChatRole.User, "Summarize: " + string.Join("\n", list))], options, cancellationToken).ConfigureAwait(false);
                List<ChatMessage> shortened = [.. summary.Messages, list[^1]];
                return await base.GetResponseAsync(shortened, options, cancellationToken);
            }

            public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                var response = await base.GetResponseAsync(messages, options, cancellationToken);
                foreach (var update in response.ToChatResponseUpdates())
                    yield return update;
            }
        }

        public class Forwarding(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            {
                var all = new List<ChatMessage>();
                foreach (var message in messages)
                    all.Add(message);
                try
                {
                    return await base.GetResponseAsync(all, options, cancellationToken);
                }
                catch (TimeoutException)
                {
                    var response = await base.GetResponseAsync(messages.Prepend(new(ChatRole.System, "Be brief")), options, cancellationToken).ConfigureAwait(false);
                    return new ChatResponse(response.Messages) { Usage = response.Usage };
                }
            }

            public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
                    yield return update;
            }
        }
        """,
        new TestCompilation { References = SdkReferences.Of("Microsoft.Extensions.AI") },
        intercepts: true);
}
