using System.Net;
using System.Net.Sockets;

namespace AgentTracing.Tests.Shared;

/// <summary>Ports of this machine.</summary>
internal static class LocalPort
{
    /// <summary>A port that nobody listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
