using System.Collections.Immutable;
using System.Text.Json.Nodes;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.Cells;
using static Firesteel.Embedded.ApiServer.Kinds.Columns.DefaultColumns;

namespace Firesteel.Embedded.ApiServer.Kinds.Columns;

/// <summary>Kinds that configure the cluster itself.</summary>
internal static class ClusterColumns
{
    public static ImmutableArray<Column> PriorityClass { get; } =
    [
        Name,
        Integer("Value", obj => Number(obj, "value")),
        Boolean("Global-Default", obj => True(obj, "globalDefault")),
        Age,
        Text("PreemptionPolicy", obj => OrNone(Cells.Text(obj, "preemptionPolicy"))),
    ];

    public static ImmutableArray<Column> RuntimeClass { get; } = [Name, Text("Handler", obj => Cells.Text(obj, "handler")), Age];

    public static ImmutableArray<Column> WebhookConfiguration { get; } = [Name, new("Webhooks", "integer", (obj, _) => Count(obj, "webhooks")), Age];

    public static ImmutableArray<Column> AdmissionPolicy { get; } =
    [
        Name,
        new("Validations", "integer", (obj, _) => Count(obj, "spec", "validations")),
        Text("ParamKind", obj => At(obj, "spec", "paramKind") is { } kind ? $"{Cells.Text(kind, "apiVersion")}/{Cells.Text(kind, "kind")}" : Unset),
        Age,
    ];

    public static ImmutableArray<Column> AdmissionPolicyBinding { get; } =
    [
        Name,
        Text("PolicyName", obj => Cells.Text(obj, "spec", "policyName")),
        Text("ParamRef", obj => At(obj, "spec", "paramRef") is { } reference
            ? Cells.Text(reference, "namespace") is { Length: > 0 } ns ? $"{ns}/{Cells.Text(reference, "name")}" : Cells.Text(reference, "name") : Unset),
        Age,
    ];

    public static ImmutableArray<Column> CertificateSigningRequest { get; } =
    [
        Name,
        Age,
        Text("SignerName", obj => Cells.Text(obj, "spec", "signerName")),
        Text("Requestor", obj => Cells.Text(obj, "spec", "username")),
        Text("RequestedDuration", obj => NumberOrNull(obj, "spec", "expirationSeconds") is { } seconds ? HumanDuration.Of(TimeSpan.FromSeconds(seconds)) : None),
        Text("Condition", Condition),
    ];

    public static ImmutableArray<Column> FlowSchema { get; } =
    [
        Name,
        Text("PriorityLevel", obj => Cells.Text(obj, "spec", "priorityLevelConfiguration", "name")),
        Integer("MatchingPrecedence", obj => Number(obj, "spec", "matchingPrecedence")),
        Text("DistinguisherMethod", obj => OrNone(Cells.Text(obj, "spec", "distinguisherMethod", "type"))),
        Age,
        Text("MissingPL", obj => Items(obj, "status", "conditions").Where(item => Cells.Text(item, "type") == "Dangling").Select(item => Cells.Text(item, "status")).FirstOrDefault() ?? "?"),
    ];

    public static ImmutableArray<Column> PriorityLevel { get; } =
    [
        Name,
        Text("Type", obj => Cells.Text(obj, "spec", "type")),
        Text("NominalConcurrencyShares", obj => OrNone(Cells.Text(obj, "spec", "limited", "nominalConcurrencyShares"))),
        Text("Queues", obj => OrNone(Cells.Text(obj, "spec", "limited", "limitResponse", "queuing", "queues"))),
        Text("HandSize", obj => OrNone(Cells.Text(obj, "spec", "limited", "limitResponse", "queuing", "handSize"))),
        Text("QueueLengthLimit", obj => OrNone(Cells.Text(obj, "spec", "limited", "limitResponse", "queuing", "queueLengthLimit"))),
        Age,
    ];

    private static string Condition(JsonObject obj)
    {
        var types = Items(obj, "status", "conditions").Select(item => Cells.Text(item, "type")).ToHashSet(StringComparer.Ordinal);
        var status = types.Contains("Denied") ? "Denied" : types.Contains("Approved") ? "Approved" : "Pending";
        if (types.Contains("Failed"))
            status += ",Failed";
        return Cells.Text(obj, "status", "certificate").Length > 0 ? status + ",Issued" : status;
    }
}
