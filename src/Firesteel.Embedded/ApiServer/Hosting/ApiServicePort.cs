using System.Net;
using System.Net.Sockets;
using Firesteel.Embedded.ApiServer.Rules;

namespace Firesteel.Embedded.ApiServer.Hosting;

/// <summary>
/// The port of the service <c>kubernetes</c>: 443 as in every cluster, or the server's own where an ordinary user may not listen on 443.
/// A service on a port that nobody can open would only be a warning at each start.
/// </summary>
internal static class ApiServicePort
{
    private const int Usual = 443;

    /// <param name="server">Where the API server listens.</param>
    public static int Choose(int server) => Choose(server, MayListen);

    /// <param name="mayListen">Whether this user may listen on a port; that somebody has it already is no refusal.</param>
    public static int Choose(int server, Func<int, bool> mayListen) => mayListen(Usual) ? Usual : server;

    private static bool MayListen(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(ServiceAddresses.ApiServer), port));
            return true;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode != SocketError.AccessDenied;
        }
    }
}
