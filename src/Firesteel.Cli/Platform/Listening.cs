using System.Net.Sockets;
using Firesteel.Kube.Problems;
using Microsoft.AspNetCore.Connections;

namespace Firesteel.Cli.Platform;

/// <summary>A port that cannot be had is the user's to change, so it is a problem that names the option.</summary>
internal static class Listening
{
    /// <exception cref="ProblemException">The port is taken, or this user may not have it.</exception>
    public static async Task<T> OnPortAsync<T>(string option, int port, Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (Exception failed) when (failed is SocketException or IOException { InnerException: SocketException or AddressInUseException })
        {
            throw new ProblemException(new Problem(Location.Option(option), $"port {port} cannot be listened on: {(failed.InnerException ?? failed).Message}", $"choose another with {option} PORT, or 0 for a free one"));
        }
    }
}
