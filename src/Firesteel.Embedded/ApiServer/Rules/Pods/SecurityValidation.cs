using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.Rules.Pods;

/// <summary>Security contexts of pods and containers.</summary>
internal static class SecurityValidation
{
    public static void Pod(JsonObject? context, string path, FieldChecks checks)
    {
        if (context is null)
            return;
        foreach (var id in (ReadOnlySpan<string>)["fsGroup", "runAsUser", "runAsGroup"])
            checks.InRange(context, id, path, 0, int.MaxValue);
        checks.OneOf(context, "fsGroupChangePolicy", path, "Always", "OnRootMismatch");
        Seccomp(context["seccompProfile"] as JsonObject, $"{path}.seccompProfile", checks);
    }

    public static void Container(JsonObject? context, string path, FieldChecks checks)
    {
        if (context is null)
            return;
        foreach (var id in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
            checks.InRange(context, id, path, 0, int.MaxValue);
        checks.OneOf(context, "procMount", path, "Default", "Unmasked");
        Seccomp(context["seccompProfile"] as JsonObject, $"{path}.seccompProfile", checks);
        if (context["allowPrivilegeEscalation"]?.GetValue<bool>() != false)
            return;
        if (context["privileged"]?.GetValue<bool>() == true)
            checks.Add(Cause.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"));
        if (FieldChecks.Texts(context["capabilities"] as JsonObject ?? [], "add").Any(capability => capability is "CAP_SYS_ADMIN"))
            checks.Add(Cause.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"));
    }

    private static void Seccomp(JsonObject? profile, string path, FieldChecks checks)
    {
        if (profile is null)
            return;
        if (profile.Text("type").Length == 0)
            checks.Add(Cause.Required($"{path}.type", "type is required when seccompProfile is set"));
        else
            checks.OneOf(profile, "type", path, "Localhost", "RuntimeDefault", "Unconfined");
        if (profile.Text("type") == "Localhost" && profile["localhostProfile"] is null)
            checks.Add(Cause.Required($"{path}.localhostProfile", "must be set when seccomp type is Localhost"));
    }
}
