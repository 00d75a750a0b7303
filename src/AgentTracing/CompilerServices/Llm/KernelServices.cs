using System.ComponentModel;
using AgentTracing.Sdks;

namespace AgentTracing.CompilerServices;

/// <summary>Facts about the types of Semantic Kernel's services. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelServices
{
    /// <summary>Semantic Kernel's adapter of an IChatClient, which is not a connector and traces nothing.</summary>
    private const string ChatClientService = "Microsoft.SemanticKernel.ChatCompletion.ChatClientChatCompletionService";

    /// <summary>The source with which a service traces its calls.</summary>
    /// <param name="service">The service.</param>
    /// <returns>Name of the source; null when it traces nothing.</returns>
    public static string? SourceOf(object service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.GetType().FullName == ChatClientService ? null : NativeSources.KernelChat.Name;
    }
}
