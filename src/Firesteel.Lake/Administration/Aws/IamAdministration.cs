using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Signing;

namespace Firesteel.Lake.Administration.Aws;

/// <summary>
/// AWS IAM's query API: users, managed policies, access keys. Source: the IAM API reference (version 2010-05-08).
/// No server of this kind was at hand: its requests are tested against recorded shapes only.
/// </summary>
public sealed class IamAdministration(StoreHttp iam) : IStoreAdministration
{
    /// <summary>IAM keeps five versions of a policy; a sixth is refused.</summary>
    private const int PolicyVersions = 5;

    public AdministrationFeatures Features { get; } = new(Users: true, ChoosesKeys: false, Quota: false, LockOnExistingBuckets: true, Tested: false);

    public async Task<StoreUser?> FindUserAsync(string name, CancellationToken stop = default)
    {
        if (await FindAsync($"read user {name}", stop, ("Action", "GetUser"), ("UserName", name)) is null)
            return null;
        var attached = await AskAsync($"read policies of {name}", stop, ("Action", "ListAttachedUserPolicies"), ("UserName", name));
        return new StoreUser(name, Enabled: true, [.. Texts(attached, "PolicyName")]);
    }

    /// <remarks>The secret key is IAM's to choose: <see cref="IssueAccessKeyAsync"/>.</remarks>
    public Task PutUserAsync(string name, string secretKey, CancellationToken stop = default) =>
        AskAsync($"create user {name}", stop, ("Action", "CreateUser"), ("UserName", name));

    public async Task<JsonNode?> FindPolicyAsync(string name, CancellationToken stop = default)
    {
        if (await FindPolicyEntryAsync(name, stop) is not { } policy)
            return null;
        var version = await AskAsync($"read policy {name}", stop, ("Action", "GetPolicyVersion"), ("PolicyArn", policy.Arn), ("VersionId", policy.Version));
        return JsonNode.Parse(Uri.UnescapeDataString(Texts(version, "Document").First()));
    }

    public async Task PutPolicyAsync(string name, JsonNode policy, CancellationToken stop = default)
    {
        if (await FindPolicyEntryAsync(name, stop) is not { } existing)
        {
            await AskAsync($"write policy {name}", stop, ("Action", "CreatePolicy"), ("PolicyName", name), ("PolicyDocument", policy.ToJsonString()));
            return;
        }

        var versions = await AskAsync($"read versions of policy {name}", stop, ("Action", "ListPolicyVersions"), ("PolicyArn", existing.Arn));
        var old = Texts(versions, "VersionId").Where(version => version != existing.Version).OrderBy(version => int.Parse(version.TrimStart('v'))).ToList();
        if (old.Count + 1 >= PolicyVersions)
            await AskAsync($"remove the oldest version of policy {name}", stop, ("Action", "DeletePolicyVersion"), ("PolicyArn", existing.Arn), ("VersionId", old[0]));
        await AskAsync($"write policy {name}", stop, ("Action", "CreatePolicyVersion"), ("PolicyArn", existing.Arn), ("PolicyDocument", policy.ToJsonString()), ("SetAsDefault", "true"));
    }

    public async Task SetUserPoliciesAsync(string user, IReadOnlyCollection<string> policies, CancellationToken stop = default)
    {
        var attached = await AskAsync($"read policies of {user}", stop, ("Action", "ListAttachedUserPolicies"), ("UserName", user));
        var has = attached.Descendants().Where(e => e.Name.LocalName == "member").ToImmutableDictionary(m => Texts(m, "PolicyName").First(), m => Texts(m, "PolicyArn").First());
        foreach (var name in policies.Except(has.Keys))
        {
            var policy = await FindPolicyEntryAsync(name, stop) ?? throw new StoreException($"attach policy {name}", HttpStatusCode.NotFound, "NoSuchEntity", "there is no such policy");
            await AskAsync($"attach policy {name} to {user}", stop, ("Action", "AttachUserPolicy"), ("UserName", user), ("PolicyArn", policy.Arn));
        }

        foreach (var name in has.Keys.Except(policies))
            await AskAsync($"detach policy {name} from {user}", stop, ("Action", "DetachUserPolicy"), ("UserName", user), ("PolicyArn", has[name]));
    }

    public Task<long?> FindQuotaAsync(string bucket, CancellationToken stop = default) => Task.FromResult<long?>(null);

    public Task SetQuotaAsync(string bucket, long? bytes, CancellationToken stop = default) =>
        throw new StoreException($"set the quota of {bucket}", HttpStatusCode.NotImplemented, "NotImplemented", "AWS has no bucket quota");

    public async Task<StoreCredentials> IssueAccessKeyAsync(string user, JsonNode? policy, CancellationToken stop = default)
    {
        var answer = await AskAsync($"issue an access key for {user}", stop, ("Action", "CreateAccessKey"), ("UserName", user));
        return new StoreCredentials(Texts(answer, "AccessKeyId").First(), Texts(answer, "SecretAccessKey").First());
    }

    private async Task<(string Arn, string Version)?> FindPolicyEntryAsync(string name, CancellationToken stop)
    {
        for (string? marker = null; ;)
        {
            var page = await AskAsync($"look for policy {name}", stop, [("Action", "ListPolicies"), ("Scope", "Local"), .. marker is null ? [] : ((string, string)[])[("Marker", marker)]]);
            if (page.Descendants().FirstOrDefault(e => e.Name.LocalName == "member" && Texts(e, "PolicyName").FirstOrDefault() == name) is { } found)
                return (Texts(found, "Arn").First(), Texts(found, "DefaultVersionId").First());
            if (Texts(page, "IsTruncated").FirstOrDefault() != "true")
                return null;
            marker = Texts(page, "Marker").First();
        }
    }

    private async Task<XElement?> FindAsync(string asked, CancellationToken stop, params (string Name, string Value)[] form)
    {
        try
        {
            return await AskAsync(asked, stop, form);
        }
        catch (StoreException missing) when (missing.Code == "NoSuchEntity")
        {
            return null;
        }
    }

    private async Task<XElement> AskAsync(string asked, CancellationToken stop, params (string Name, string Value)[] form)
    {
        var body = string.Join('&', form.Append(("Version", "2010-05-08")).Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));
        var answer = await iam.SendAsync(HttpMethod.Post, "/", Encoding.UTF8.GetBytes(body), stop, service: "iam", contentType: "application/x-www-form-urlencoded");
        return answer.Ok ? XElement.Load(new MemoryStream(answer.Body)) : throw StoreException.Of(asked, answer);
    }

    private static IEnumerable<string> Texts(XElement answer, string name) => answer.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value);
}
