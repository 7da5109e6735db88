using System.Net;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>
/// Cluster addresses and node ports for services. The addresses are loopback ones (127.96.0.0/16), so that pods,
/// which are processes on this machine, can reach whoever listens there for a service.
/// </summary>
internal sealed class ServiceAddresses
{
    private const int First = 10;
    private const int Count = 65_000;
    private const int FirstNodePort = 30_000;
    private const int NodePorts = 2_768;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _addresses = [];
    private readonly HashSet<long> _ports = [];
    private int _next;
    private int _nextPort;

    /// <summary>The address of the API server's own service.</summary>
    public static string ApiServer { get; } = "127.96.0.1";

    /// <returns>Null when all are taken.</returns>
    public string? Take()
    {
        lock (_gate)
        {
            for (var tries = 0; tries < Count; tries++)
            {
                var number = First + (_next++ % Count);
                var address = new IPAddress([127, 96, (byte)(number >> 8), (byte)number]).ToString();
                if (_addresses.Add(address))
                    return address;
            }

            return null;
        }
    }

    /// <returns>False when somebody has it already.</returns>
    public bool Take(string address)
    {
        lock (_gate)
            return _addresses.Add(address);
    }

    public long? TakePort()
    {
        lock (_gate)
        {
            for (var tries = 0; tries < NodePorts; tries++)
            {
                var port = FirstNodePort + (_nextPort++ % NodePorts);
                if (_ports.Add(port))
                    return port;
            }

            return null;
        }
    }

    public bool TakePort(long port)
    {
        lock (_gate)
            return _ports.Add(port);
    }

    public void Return(string address)
    {
        lock (_gate)
            _addresses.Remove(address);
    }

    public void ReturnPort(long port)
    {
        lock (_gate)
            _ports.Remove(port);
    }
}
