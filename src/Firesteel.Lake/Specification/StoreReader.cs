using System.Text.RegularExpressions;
using Firesteel.Kube.Problems;
using Firesteel.Lake.Specification.Fields;

namespace Firesteel.Lake.Specification;

/// <summary>The section <c>store</c>.</summary>
internal static partial class StoreReader
{
    public static StoreSpecification? Store(FieldSource store)
    {
        var kind = store.Choice(new("kind", "which store it is") { Required = true }, [.. StoreKindInfo.All.Select(info => (info.Name, info.Kind))]);
        var endpoint = store.Text(new("endpoint", "URL of the store, for instance http://minio:9000; not needed for aws"));
        var region = store.Text(new("region", "the server's region"));
        var pathStyle = store.Flag(new("pathStyle", "bucket in the path instead of the host name; true for all but aws"));
        var ca = store.Text(new("caFile", "PEM of the authority that signed the store's certificate"));
        var administrator = store.Section(new("administrator", "where the administrator's keys come from; by default the environment, then the AWS profile"), Administrator) ?? new(null, null);
        if (region is not null && !RegionName.IsValid(region))
            store.Refuse("region", $"is {region}, which is no region", RegionName.Cure);
        if (kind is null)
            return null;

        var info = StoreKindInfo.Of(kind.Value);
        region ??= info.RegionDefault;
        if (region is null)
            store.Refuse("region", "is missing, and AWS needs one", "add region: eu-central-1");
        if (endpoint is null && kind == StoreKind.Aws && region is not null)
            endpoint = $"https://s3.{region}.amazonaws.com";
        if (endpoint is null)
        {
            store.Refuse("endpoint", "is missing", "add endpoint: http://host:9000");
            return null;
        }

        var (uri, what, cure) = EndpointText.Check(endpoint);
        if (what is not null)
            store.Refuse("endpoint", what, cure!);
        if (uri is { Scheme: "http" } && ca is not null)
            store.Refuse("caFile", "is given, but the endpoint is not https", "use https in the endpoint or remove caFile");
        return uri is null || region is null ? null : new(kind.Value, uri, region, pathStyle ?? info.PathStyleDefault, ca, administrator);
    }

    public static SecretReference? Secret(FieldSource secret)
    {
        var @namespace = secret.Text(new("namespace", "namespace of the secret") { Required = true });
        var name = secret.Text(new("name", "name of the secret") { Required = true });
        var accessKey = secret.Text(new("accessKey", "name of its key with the access key; by default access-key")) ?? "access-key";
        var secretKey = secret.Text(new("secretKey", "name of its key with the secret key; by default secret-key")) ?? "secret-key";
        foreach (var (field, value) in ((string, string?)[])[("namespace", @namespace), ("name", name)])
        {
            if (value is not null && !KubernetesName().IsMatch(value))
                secret.Refuse(field, $"is {value}, which is no name of Kubernetes", "use lower-case letters, digits, - and for a secret also .");
        }

        foreach (var (field, value) in ((string, string)[])[("accessKey", accessKey), ("secretKey", secretKey)])
        {
            if (!SecretKey().IsMatch(value))
                secret.Refuse(field, $"is {value}, which is no key of a secret", "use letters, digits, - _ and .");
        }

        if (accessKey == secretKey)
            secret.Refuse("secretKey", $"is {secretKey} like accessKey, so that one would be lost", "give them two names");
        return @namespace is null || name is null ? null : new(@namespace, name, accessKey, secretKey);
    }

    private static AdministratorSource Administrator(FieldSource administrator)
    {
        foreach (var key in (ReadOnlySpan<string>)["accessKey", "secretKey", "user", "password"])
            administrator.Forbid(key, "would be a credential in a file", "remove it: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile or a Kubernetes secret");
        return new(
            administrator.Text(new("profile", "profile of the AWS shared credentials file")),
            administrator.Section(new("secret", "Kubernetes secret with the administrator's keys"), Secret));
    }

    [GeneratedRegex(@"^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex KubernetesName();

    [GeneratedRegex(@"^[-._A-Za-z0-9]{1,253}$")]
    private static partial Regex SecretKey();
}
