using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.ApiServer.Authorization;

/// <summary>A RoleBinding or ClusterRoleBinding: whom it gives which role.</summary>
/// <param name="Key">Without a namespace for a ClusterRoleBinding.</param>
internal sealed record AccessBinding(ObjectKey Key, string RoleKind, string RoleName, ImmutableArray<JsonObject> Subjects)
{
    public static AccessBinding Of(JsonObject binding)
    {
        var role = binding["roleRef"] as JsonObject ?? [];
        return new(new KubeObject(binding).Key, role.Text("kind"), role.Text("name"), [.. (binding["subjects"] as JsonArray ?? []).OfType<JsonObject>()]);
    }

    /// <returns>Who of the subjects the user is, such as <c>ServiceAccount "spark/jobs"</c>; null for none.</returns>
    public string? SubjectOf(UserInfo user)
    {
        foreach (var subject in Subjects)
        {
            var name = subject.Text("name");
            switch (subject.Text("kind"))
            {
                case "User" when user.Name == name:
                case "Group" when user.Groups.Contains(name):
                    return $"{subject.Text("kind")} {Wire.GoText.Quote(name)}";
                case "ServiceAccount":
                    var space = subject.Text("namespace") is { Length: > 0 } given ? given : Key.Namespace;
                    if (space.Length > 0 && user.Name == UserInfo.AccountName(space, name))
                        return $"ServiceAccount {Wire.GoText.Quote($"{name}/{space}")}";
                    break;
            }
        }

        return null;
    }

    /// <summary>The reason that a real API server gives.</summary>
    public string Describe(string subject) => Key.Namespace.Length == 0
        ? $"ClusterRoleBinding {Wire.GoText.Quote(Key.Name)} of {RoleKind} {Wire.GoText.Quote(RoleName)} to {subject}"
        : $"RoleBinding {Wire.GoText.Quote($"{Key.Name}/{Key.Namespace}")} of {RoleKind} {Wire.GoText.Quote(RoleName)} to {subject}";
}
