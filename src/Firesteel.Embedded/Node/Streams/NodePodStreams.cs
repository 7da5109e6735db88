using System.Net;
using System.Net.Sockets;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.PodStreams;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Streams;

/// <summary>Answers <c>pods/exec</c> and <c>pods/portforward</c> from this machine's processes.</summary>
public sealed class NodePodStreams(RunningContainers running) : IPodStreams
{
    public async Task<ICommandSession?> ExecAsync(ObjectKey pod, string uid, string container, PodCommand command, CancellationToken stop) =>
        running.Find(uid, container) is { } found ? await found.OpenAsync(command, stop) : null;

    public async Task<Stream> ConnectAsync(ObjectKey pod, string uid, int port, CancellationToken stop)
    {
        if (running.AddressOf(uid) is not { } address)
            throw new IOException($"pod {pod.Name} does not run");
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address), port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failed)
        {
            socket.Dispose();
            throw new IOException($"port {port} of pod {pod.Name}: {failed.Message}", failed);
        }
    }
}
