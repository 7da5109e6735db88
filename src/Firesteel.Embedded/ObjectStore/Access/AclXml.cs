using System.Collections.Immutable;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Users;

namespace Firesteel.Embedded.ObjectStore.Access;

/// <summary>Access control lists as documents and headers.</summary>
internal static class AclXml
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly (string Name, Permission Permission)[] Names =
    [
        ("FULL_CONTROL", Permission.FullControl), ("READ", Permission.Read), ("WRITE", Permission.Write), ("READ_ACP", Permission.ReadAcp), ("WRITE_ACP", Permission.WriteAcp),
    ];

    private static readonly (string Header, Permission Permission)[] Headers =
    [
        ("x-amz-grant-read", Permission.Read), ("x-amz-grant-write", Permission.Write), ("x-amz-grant-read-acp", Permission.ReadAcp),
        ("x-amz-grant-write-acp", Permission.WriteAcp), ("x-amz-grant-full-control", Permission.FullControl),
    ];

    public static void Write(XmlAnswer answer, AccessControlList list, UserDirectory users)
    {
        answer.Element("Owner", owner => Person(owner, list.Owner, users));
        answer.Element("AccessControlList", grants =>
        {
            foreach (var grant in list.Grants)
            {
                grants.Element("Grant", xml =>
                {
                    xml.Writer.WriteStartElement("Grantee");
                    xml.Writer.WriteAttributeString("xsi", "type", Instance.NamespaceName, grant.IsGroup ? "Group" : "CanonicalUser");
                    if (grant.IsGroup)
                        xml.Text("URI", grant.Grantee);
                    else
                        Person(xml, grant.Grantee, users);
                    xml.Writer.WriteEndElement();
                    xml.Text("Permission", Names.First(name => name.Permission == grant.Permission).Name);
                });
            }
        });
    }

    public static void Person(XmlAnswer answer, string id, UserDirectory users) =>
        answer.Text("ID", id).Text("DisplayName", users.AccountById(id)?.DisplayName);

    /// <exception cref="S3Exception">Not an AccessControlPolicy, or a grantee who does not exist.</exception>
    public static AccessControlList Read(XElement root, string owner, UserDirectory users)
    {
        if (root.Name.LocalName != "AccessControlPolicy" || root.Child("Owner")?.Text("ID") is not { } given || root.Child("AccessControlList") is not { } list)
            throw new S3Exception(S3Errors.MalformedAcl);
        if (given != owner)
            throw new S3Exception(S3Errors.AccessDenied);
        return new(owner, [.. list.Each("Grant").Select(grant => ReadGrant(grant, users)).OrderBy(grant => grant.IsGroup ? 0 : 1)]);
    }

    /// <summary>What the headers of a request say.</summary>
    /// <returns>Null when they say nothing.</returns>
    /// <exception cref="S3Exception">A canned list or a grantee that does not exist.</exception>
    public static AccessControlList? FromHeaders(S3Call call, string owner, string bucketOwner)
    {
        var canned = call.Header("x-amz-acl");
        var grants = ImmutableArray.CreateBuilder<Grant>();
        foreach (var (header, permission) in Headers)
        {
            foreach (var grantee in (call.Header(header) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                grants.Add(new(Grantee(grantee, call.Store.Users), permission));
        }

        if (canned is not null && grants.Count > 0)
            throw new S3Exception(S3Errors.InvalidRequest, "Specifying both Canned ACLs and Header Grants is not allowed");
        if (grants.Count > 0)
            return new(owner, grants.ToImmutable());
        return canned is null ? null : AccessControlList.Canned(canned, owner, bucketOwner) ?? throw new S3Exception(S3Errors.InvalidArgument, null, ("ArgumentName", "x-amz-acl"));
    }

    private static Grant ReadGrant(XElement xml, UserDirectory users)
    {
        var permission = Names.FirstOrDefault(name => name.Name == xml.Text("Permission")).Permission;
        if (permission == Permission.None || xml.Child("Grantee") is not { } grantee)
            throw new S3Exception(S3Errors.MalformedAcl);
        if (grantee.Text("URI") is { } uri)
            return new(Group(uri), permission);
        if (grantee.Text("EmailAddress") is { } email)
            return new(users.AccountByEmail(email)?.Id ?? throw new S3Exception(S3Errors.UnresolvableGrant), permission);
        return new(Known(grantee.Text("ID"), users), permission);
    }

    private static string Grantee(string text, UserDirectory users)
    {
        var equals = text.IndexOf('=');
        var value = equals < 0 ? "" : text[(equals + 1)..].Trim().Trim('"');
        return (equals < 0 ? text : text[..equals].Trim()) switch
        {
            "id" => Known(value, users),
            "uri" => Group(value),
            "emailAddress" => users.AccountByEmail(value)?.Id ?? throw new S3Exception(S3Errors.UnresolvableGrant),
            _ => throw new S3Exception(S3Errors.InvalidArgument),
        };
    }

    private static string Known(string? id, UserDirectory users) =>
        id is not null && users.AccountById(id) is not null ? id : throw new S3Exception(S3Errors.InvalidArgument, "Invalid id");

    private static string Group(string uri) =>
        uri is Grant.AllUsers or Grant.AuthenticatedUsers or Grant.LogDelivery ? uri : throw new S3Exception(S3Errors.InvalidArgument, "Invalid group uri");
}
