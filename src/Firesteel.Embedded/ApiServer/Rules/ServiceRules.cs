using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>Cluster addresses, node ports and the other things that the server decides about a service.</summary>
internal sealed class ServiceRules(ServiceAddresses addresses) : IKindRules
{
    private const string Headless = "None";

    public (string Group, string Plural) Resource => ("", "services");

    public IReadOnlyList<string> SelectableFields => ["spec.clusterIP", "spec.type"];

    public List<string> NameErrors(string name) => Names.Dns1035Label(name);

    public void PrepareCreate(JsonObject item, RuleContext context)
    {
        if (item["spec"] is not JsonObject spec)
            item["spec"] = spec = [];
        item["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        if (spec.Text("type") == "ExternalName")
            return;
        var address = spec.Text("clusterIP");
        if (address.Length == 0)
            spec["clusterIP"] = address = context.DryRun ? ServiceAddresses.ApiServer : addresses.Take() ?? throw Statuses.InternalError("all cluster addresses are taken");
        else if (address != Headless && !context.DryRun && !addresses.Take(address))
            throw Statuses.Invalid("", "Service", item.Metadata().Text("name"), [Cause.InvalidText("spec.clusterIPs", $"[\"{address}\"]", $"failed to allocate IP {address}: provided IP is already allocated")]);
        Addressed(spec, address);
        Ports(spec, context);
    }

    public void PrepareUpdate(JsonObject item, JsonObject old, string subresource, RuleContext context)
    {
        if (subresource.Length > 0 || item["spec"] is not JsonObject spec || old["spec"] is not JsonObject before)
            return;
        if (spec.Text("type") == "ExternalName")
            return;
        // A client that left them out (apply, PUT of a manifest) keeps what it was given.
        foreach (var name in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"])
        {
            if (spec[name] is null && before[name] is not null)
                spec.CopyFrom(before, name);
        }

        if (spec.Text("clusterIP").Length == 0)
            Addressed(spec, addresses.Take() ?? throw Statuses.InternalError("all cluster addresses are taken"));
        Ports(spec, context);
    }

    public IEnumerable<Cause> Validate(JsonObject item, JsonObject? old, RuleContext context)
    {
        var spec = item["spec"] as JsonObject ?? [];
        var address = spec.Text("clusterIP");
        foreach (var cause in ServiceValidation.Check(spec))
            yield return cause;
        var before = (old?["spec"] as JsonObject)?.Text("clusterIP") ?? "";
        if (before.Length > 0 && before != address && spec.Text("type") != "ExternalName")
            yield return Cause.InvalidText("spec.clusterIPs[0]", $"[\"{address}\"]", "may not change once set");
    }

    public void Deleted(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        addresses.Return(spec.Text("clusterIP"));
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (port.Number("nodePort") is { } taken)
                addresses.ReturnPort(taken);
        }
    }

    public void Default(JsonObject item)
    {
        if (item["spec"] is not JsonObject spec)
            return;
        PodDefaults.Default(spec, "type", "ClusterIP");
        PodDefaults.Default(spec, "sessionAffinity", "None");
        if (spec.Text("type") != "ExternalName")
            PodDefaults.Default(spec, "internalTrafficPolicy", "Cluster");
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            PodDefaults.Default(port, "protocol", "TCP");
            if (port["targetPort"]?.ToString() is null or "0" or "")
                port.CopyFrom(new() { ["targetPort"] = port["port"]?.DeepClone() }, "targetPort");
        }
    }

    private static void Addressed(JsonObject spec, string address)
    {
        spec["clusterIP"] = address;
        spec["clusterIPs"] = new JsonArray(address);
        PodDefaults.Default(spec, "ipFamilies", new JsonArray("IPv4"));
        PodDefaults.Default(spec, "ipFamilyPolicy", "SingleStack");
    }

    private void Ports(JsonObject spec, RuleContext context)
    {
        if (spec.Text("type") is not ("NodePort" or "LoadBalancer"))
            return;
        PodDefaults.Default(spec, "externalTrafficPolicy", "Cluster");
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (port.Number("nodePort") is null or 0 && !context.DryRun && addresses.TakePort() is { } free)
                port["nodePort"] = free;
            else if (port.Number("nodePort") is { } given)
                addresses.TakePort(given);
        }
    }
}
