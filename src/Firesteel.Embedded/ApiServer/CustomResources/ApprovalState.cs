using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>Whether a definition in one of Kubernetes' own groups says that it may be there.</summary>
/// <param name="Kind">What the annotation says.</param>
/// <param name="Reason">Of a condition.</param>
/// <param name="Message">Of a condition or an error.</param>
internal sealed record ApprovalState(ApprovalKind Kind, string Reason, string Message)
{
    public const string Annotation = "api-approved.kubernetes.io";

    private const string Proposal = "https://github.com/kubernetes/enhancements/pull/1111";

    public static bool IsProtected(string group) => group is "k8s.io" or "kubernetes.io"
        || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal);

    public static ApprovalState Of(JsonObject definition)
    {
        var text = (definition.Metadata()["annotations"] as JsonObject)?.Text(Annotation) ?? "";
        if (text.Length == 0)
            return new(ApprovalKind.Missing, "MissingAnnotation", $"protected groups must have approval annotation \"{Annotation}\", see {Proposal}");
        if (text.StartsWith("unapproved", StringComparison.Ordinal))
            return new(ApprovalKind.Bypassed, "UnapprovedAnnotation", $"not approved: \"{text}\"");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0
            ? new(ApprovalKind.Approved, "ApprovedAnnotation", $"approved in {text}")
            : new(ApprovalKind.Invalid, "InvalidAnnotation", $"protected groups must have approval annotation \"{Annotation}\" with either a URL or a reason starting with \"unapproved\", see {Proposal}");
    }
}
