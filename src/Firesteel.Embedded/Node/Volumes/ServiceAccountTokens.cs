using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.Node.Json;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Node.Volumes;

/// <summary>A pod's tokens, bound to it and asked for anew before they expire.</summary>
internal sealed class ServiceAccountTokens(IKubeClient client, TimeProvider time)
{
    private readonly Dictionary<string, (string Token, DateTimeOffset RenewAt)> _known = [];

    /// <returns>By audience; one that cannot be had now is missing.</returns>
    public async Task<ImmutableDictionary<string, string>> OfAsync(KubeObject pod, IEnumerable<JsonObject> volumes, CancellationToken stop)
    {
        var wanted = volumes.SelectMany(volume => volume.Object("projected").Items("sources")).Select(source => source.Object("serviceAccountToken")).OfType<JsonObject>();
        foreach (var source in wanted)
        {
            var audience = source.Text("audience") ?? "";
            if (_known.TryGetValue(audience, out var known) && known.RenewAt > time.GetUtcNow())
                continue;
            if (await AskAsync(pod, audience, source.Whole("expirationSeconds") ?? 3600, stop) is { } token)
                _known[audience] = token;
        }

        return _known.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Token);
    }

    private async Task<(string, DateTimeOffset)?> AskAsync(KubeObject pod, string audience, long seconds, CancellationToken stop)
    {
        var account = pod.Spec.Text("serviceAccountName") is { Length: > 0 } named ? named : "default";
        var spec = new JsonObject
        {
            ["expirationSeconds"] = seconds,
            ["boundObjectRef"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["name"] = pod.Name, ["uid"] = pod.Uid },
        };
        if (audience.Length > 0)
            spec["audiences"] = new JsonArray(audience);
        var type = new ResourceType("", "v1", $"serviceaccounts/{Uri.EscapeDataString(account)}/token", "TokenRequest");
        var request = new KubeObject(new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["metadata"] = new JsonObject { ["namespace"] = pod.Namespace },
            ["spec"] = spec,
        });
        try
        {
            var answer = await client.CreateAsync(type, request, stop);
            var now = time.GetUtcNow();
            var expires = answer.Status.Time("expirationTimestamp") ?? now.AddSeconds(seconds);
            return answer.Status.Text("token") is { } token ? (token, now + (expires - now) * 0.8) : null;
        }
        catch (KubeException refused) when (refused.Code is >= 400 and < 500)
        {
            return null;
        }
    }
}
