using System.Net;
using System.Net.Sockets;

namespace AgentTracing.Tests.Shared;

/// <summary>Finds ports on this machine.</summary>
internal static class LocalPort
{
    /// <summary>A free port.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
