using System.Net;
using System.Text.Json.Nodes;
using Firesteel.Lake.Administration.Aws;
using Firesteel.Lake.Connecting;
using Firesteel.Lake.Policies;
using Firesteel.Lake.Signing;

namespace Firesteel.Tests.Lake.Administration;

/// <summary>IAM's query API by its documented shapes; no AWS is asked.</summary>
public sealed class IamAdministrationTests
{
    private readonly Iam _iam = new();

    private IamAdministration Administration => new(new StoreHttp(new HttpClient(_iam), new Uri("https://iam.example"), new StoreCredentials("AK", "SK"), "us-east-1", TimeProvider.System));

    [Fact]
    public async Task A_user_is_made_and_given_its_policy()
    {
        (await Administration.FindUserAsync("spark")).ShouldBeNull();
        await Administration.PutPolicyAsync("spark-lake", Policy("s3:GetObject"));
        await Administration.PutUserAsync("spark", "ignored");
        await Administration.SetUserPoliciesAsync("spark", ["spark-lake"]);
        (await Administration.FindUserAsync("spark"))!.Policies.ShouldBe(["spark-lake"]);
        PolicyText.Lines(await Administration.FindPolicyAsync("spark-lake")).ShouldBe(PolicyText.Lines(Policy("s3:GetObject")));
        (await Administration.IssueAccessKeyAsync("spark", null)).SecretKey.ShouldBe("made-by-iam");
        _iam.Authorizations.ShouldAllBe(header => header.Contains("/us-east-1/iam/aws4_request"));
    }

    [Fact]
    public async Task The_oldest_version_makes_room_for_the_sixth()
    {
        for (var i = 1; i <= 7; i++)
            await Administration.PutPolicyAsync("p", Policy($"s3:Action{i}"));
        _iam.Versions["p"].Keys.ShouldBe(["v3", "v4", "v5", "v6", "v7"]);
        PolicyText.Lines(await Administration.FindPolicyAsync("p")).Single().ShouldContain("s3:Action7");
    }

    private static JsonNode Policy(string action) => JsonNode.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""")!;

    /// <summary>A small IAM: refuses what the real one refuses, as far as the client may run into it.</summary>
    private sealed class Iam : HttpMessageHandler
    {
        private readonly Dictionary<string, HashSet<string>> _users = [];

        public Dictionary<string, SortedDictionary<string, string>> Versions { get; } = [];

        public List<string> Authorizations { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorizations.Add(request.Headers.NonValidated["Authorization"].ToString());
            var form = (await request.Content!.ReadAsStringAsync(cancellationToken)).Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
            var (user, policy) = (form.GetValueOrDefault("UserName", ""), form.GetValueOrDefault("PolicyArn", form.GetValueOrDefault("PolicyName", "")).Split('/')[^1]);
            switch (form["Action"])
            {
                case "GetUser" or "ListAttachedUserPolicies" or "CreateAccessKey" when !_users.ContainsKey(user):
                    return Xml("<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>no user</Message></Error></ErrorResponse>", HttpStatusCode.NotFound);
                case "CreateUser":
                    return _users.TryAdd(user, []) ? Xml("<R/>") : Xml("<ErrorResponse><Error><Code>EntityAlreadyExists</Code></Error></ErrorResponse>", HttpStatusCode.Conflict);
                case "ListAttachedUserPolicies":
                    return Xml("<R>" + string.Concat(_users[user].Select(name => $"<member><PolicyName>{name}</PolicyName><PolicyArn>arn:x/{name}</PolicyArn></member>")) + "</R>");
                case "AttachUserPolicy":
                    _users[user].Add(policy);
                    return Xml("<R/>");
                case "ListPolicies":
                    return Xml("<R>" + string.Concat(Versions.Select(p => $"<member><PolicyName>{p.Key}</PolicyName><Arn>arn:x/{p.Key}</Arn><DefaultVersionId>{p.Value.Keys.Last()}</DefaultVersionId></member>")) + "<IsTruncated>false</IsTruncated></R>");
                case "CreatePolicy":
                    Versions.Add(policy, new SortedDictionary<string, string> { ["v1"] = form["PolicyDocument"] });
                    return Xml("<R/>");
                case "CreatePolicyVersion":
                    if (Versions[policy].Count == 5)
                        return Xml("<ErrorResponse><Error><Code>LimitExceeded</Code></Error></ErrorResponse>", HttpStatusCode.Conflict);
                    Versions[policy].Add("v" + (int.Parse(Versions[policy].Keys.Last()[1..]) + 1), form["PolicyDocument"]);
                    return Xml("<R/>");
                case "ListPolicyVersions":
                    return Xml("<R>" + string.Concat(Versions[policy].Keys.Select(v => $"<member><VersionId>{v}</VersionId></member>")) + "</R>");
                case "DeletePolicyVersion":
                    Versions[policy].Remove(form["VersionId"]);
                    return Xml("<R/>");
                case "GetPolicyVersion":
                    return Xml($"<R><Document>{Uri.EscapeDataString(Versions[policy][form["VersionId"]])}</Document></R>");
                case "CreateAccessKey":
                    return Xml("<R><AccessKeyId>AKIA</AccessKeyId><SecretAccessKey>made-by-iam</SecretAccessKey></R>");
                default:
                    return Xml("<R/>");
            }
        }

        private static HttpResponseMessage Xml(string text, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(text) };
    }
}
