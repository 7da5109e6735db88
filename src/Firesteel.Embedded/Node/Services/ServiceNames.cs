using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Firesteel.Embedded.Node.Addresses;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Services;

/// <summary>Keeps the names of services in all running pods' hosts files, and the forwarders that some services need.</summary>
internal sealed class ServiceNames : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Informer _services;
    private readonly Informer _endpoints;
    private readonly AddressPool _addresses;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Dictionary<ObjectKey, ServicePlan> _plans = [];
    private readonly Dictionary<ObjectKey, IPAddress> _own = [];
    private readonly HashSet<ObjectKey> _clusterIpTaken = [];
    private readonly Dictionary<IPEndPoint, IForwarder?> _forwarders = [];
    private readonly Dictionary<string, (KubeObject Pod, string Ip, string File)> _pods = [];

    public ServiceNames(Informer services, Informer endpoints, AddressPool addresses, TimeProvider time, ILogger log)
    {
        (_services, _endpoints, _addresses, _time, _log) = (services, endpoints, addresses, time, log);
        services.Changed += change => Refresh(change.Key);
        endpoints.Changed += change => Refresh(change.Key);
    }

    public AddressPool Addresses => _addresses;

    /// <summary>Writes a pod's hosts file now and after each change, until it is removed.</summary>
    public void Add(KubeObject pod, string ip, string file)
    {
        lock (_gate)
        {
            _pods[pod.Uid] = (pod, ip, file);
            Write(pod, ip, file, All());
        }
    }

    public void Remove(string uid)
    {
        lock (_gate)
            _pods.Remove(uid);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var forwarder in _forwarders.Values)
                forwarder?.Dispose();
            _forwarders.Clear();
        }
    }

    private void Refresh(ObjectKey key)
    {
        lock (_gate)
        {
            var old = _plans.GetValueOrDefault(key) ?? new ServicePlan([], []);
            var plan = Plan(key);
            if (!Open(key, old, plan) && _clusterIpTaken.Add(key))
            {
                // Names lead to this platform's own pods, whoever else holds the address.
                var second = Plan(key);
                Open(key, plan, second);
                plan = second;
            }

            if (old.Addresses.SequenceEqual(plan.Addresses))
                return;
            var all = All();
            foreach (var (pod, ip, file) in _pods.Values)
                Write(pod, ip, file, all);
        }
    }

    private ServicePlan Plan(ObjectKey key)
    {
        if (_services.Find(key) is { } service)
        {
            return _plans[key] = ServicePlan.Of(service, _endpoints.Find(key), _clusterIpTaken.Contains(key),
                () => _own.TryGetValue(key, out var own) ? own : _own[key] = _addresses.Take());
        }

        _plans.Remove(key);
        _clusterIpTaken.Remove(key);
        if (_own.Remove(key, out var unused))
            _addresses.Release(unused);
        return new ServicePlan([], []);
    }

    private ImmutableArray<ServiceAddress> All() =>
        [.. _plans.Values.SelectMany(plan => plan.Addresses).OrderBy(address => address.Namespace, StringComparer.Ordinal).ThenBy(address => address.Name, StringComparer.Ordinal)];

    /// <returns>False when an address that is needed belongs to somebody else.</returns>
    private bool Open(ObjectKey key, ServicePlan old, ServicePlan plan)
    {
        var free = true;
        foreach (var gone in old.Forwards.Where(forward => plan.Forwards.All(kept => !kept.Address.Equals(forward.Address))))
        {
            if (_forwarders.Remove(gone.Address, out var forwarder))
                forwarder?.Dispose();
        }

        foreach (var forward in plan.Forwards)
        {
            if (_forwarders.TryGetValue(forward.Address, out var present))
            {
                present?.Retarget(forward.Targets);
                continue;
            }

            try
            {
                _forwarders[forward.Address] = forward.IsNeeded ? new TcpForwarder(forward) : new PatientForwarder(forward, _time);
            }
            catch (SocketException failure)
            {
                _forwarders[forward.Address] = null;
                if (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
                    free = false;
                else
                    _log.ServicePortFailed(key.ToString(), forward.Address.Port, forward.Address.Address.ToString(), failure.Message);
            }
        }

        return free;
    }

    /// <summary>
    /// In place, because running containers have this very file mounted. It never gets shorter: whoever reads meanwhile sees old lines or new ones, no torn end.
    /// </summary>
    private static void Write(KubeObject pod, string ip, string path, ImmutableArray<ServiceAddress> services)
    {
        var text = System.Text.Encoding.ASCII.GetBytes(HostsText.Write(pod, ip, services));
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, 1);
        var padded = text;
        if (file.Length > text.Length)
        {
            padded = new byte[file.Length];
            padded.AsSpan().Fill((byte)'\n');
            text.CopyTo(padded, 0);
        }

        file.Write(padded);
    }
}
