using System.Net;

namespace Firesteel.Embedded.Node.Addresses;

/// <summary>
/// Loopback addresses 127.64.0.0/10, one for each pod and for services that need one.
/// They are handed out in turn from a place that is noted in the state directory, so that an address is not used again soon, also across starts;
/// the first place is random, so that two platforms on one machine do not meet.
/// </summary>
internal sealed class AddressPool
{
    private const uint First = 0x7F400001;
    private const uint Count = (1 << 22) - 2;
    private readonly Lock _gate = new();
    private readonly HashSet<uint> _used = [];
    private readonly string _note;
    private uint _next;

    public AddressPool(string stateDirectory)
    {
        _note = Path.Combine(stateDirectory, "next-address");
        _next = File.Exists(_note) && uint.TryParse(File.ReadAllText(_note), out var next) ? next % Count : (uint)Random.Shared.Next((int)Count);
    }

    public IPAddress Take()
    {
        lock (_gate)
        {
            while (IsUnfit(First + _next) || !_used.Add(_next))
                _next = (_next + 1) % Count;
            var taken = First + _next;
            _next = (_next + 1) % Count;
            File.WriteAllText(_note, _next.ToString());
            return new IPAddress([(byte)(taken >> 24), (byte)(taken >> 16), (byte)(taken >> 8), (byte)taken]);
        }
    }

    /// <summary>The address may be taken again, once its turn comes.</summary>
    public void Release(IPAddress address)
    {
        lock (_gate)
            _used.Remove(Offset(address));
    }

    /// <summary>127.96.0.0/16 is the API server's, for services; a last byte of 0 or 255 is taken by some programs for a network or a broadcast.</summary>
    private static bool IsUnfit(uint address) => address >> 16 == 0x7F60 || (address & 0xFF) is 0 or 0xFF;

    private static uint Offset(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return ((uint)bytes[0] << 24 | (uint)bytes[1] << 16 | (uint)bytes[2] << 8 | bytes[3]) - First;
    }
}
