using System.Text.Json.Nodes;
using Firesteel.Kube.Objects;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>krb5.conf, keytab and delegation tokens. Tokens are never obtained here: that needs a Kerberos login. Source: Spark's KerberosConfDriverFeatureStep.</summary>
internal sealed class KerberosStep : IDriverStep
{
    private const string Kerberos = "spark.kubernetes.kerberos.";
    private const string KeytabDirectory = "/mnt/secrets/kerberos-keytab";
    private const string TokenDirectory = "/mnt/secrets/hadoop-credentials";

    public string SparkName => "KerberosConfDriverFeatureStep";

    public DriverPlan Apply(DriverPlan plan, SubmissionSettings settings)
    {
        var properties = settings.Properties;
        var (principal, keytab) = (properties.Text("spark.kerberos.principal"), properties.Text("spark.kerberos.keytab"));
        var (secret, key) = (properties.Text(Kerberos + "tokenSecret.name"), properties.Text(Kerberos + "tokenSecret.itemKey"));
        RequireBoth(settings, "spark.kerberos.principal", keytab, principal, "If a Kerberos keytab is specified you must also specify a Kerberos principal");
        RequireBoth(settings, "spark.kerberos.keytab", principal, keytab, "If a Kerberos principal is specified you must also specify a Kerberos keytab");
        RequireBoth(settings, Kerberos + "tokenSecret.itemKey", secret, key, "If a secret storing a Kerberos Delegation Token is specified you must also specify the item-key where the data is stored");
        RequireBoth(settings, Kerberos + "tokenSecret.name", key, secret, "If a secret data item-key where the data of the Kerberos Delegation Token is specified you must also specify the name of the secret");

        plan = Configuration(plan, settings);
        if (keytab is not null && principal is not null && !keytab.StartsWith("local:", StringComparison.Ordinal))
            return Keytab(plan, settings, keytab);
        if (secret is null || key is null || keytab is not null)
            return plan;
        return plan.AddVolume("hadoop-secret", "secret", new JsonObject { ["secretName"] = secret })
            .AddMount("hadoop-secret", TokenDirectory)
            .AddEnvironment("HADOOP_TOKEN_FILE_LOCATION", $"{TokenDirectory}/{key}");
    }

    private static void RequireBoth(SubmissionSettings settings, string where, string? given, string? needed, string what)
    {
        if (given is not null && needed is null)
            settings.Fail(where, what, $"set {where}");
    }

    private static DriverPlan Configuration(DriverPlan plan, SubmissionSettings settings)
    {
        var path = settings.Properties.Text(Kerberos + "krb5.path");
        var existing = settings.Properties.Text(Kerberos + "krb5.configMapName");
        if (path is not null && existing is not null)
            settings.Fail(Kerberos + "krb5.path", "Do not specify both a Krb5 local file and the ConfigMap as the creation of an additional ConfigMap, when one is already specified, is extraneous", "remove one of them");
        if (path is null && existing is null)
            return plan;
        var name = existing ?? $"{settings.Prefix}-krb5-file";
        var source = new JsonObject { ["name"] = name };
        if (existing is null)
        {
            var file = FileName(path!);
            if (settings.Submitter.Files.Read(path!) is not { } bytes)
                settings.Fail(Kerberos + "krb5.path", $"{path} does not exist", "check the path");
            else
                plan = plan.AddObject(ConfigMap(name, file, settings.DecodeText(bytes, path!)));
            source["items"] = new JsonArray(new JsonObject { ["key"] = file, ["path"] = file });
        }

        return plan.AddVolume("krb5-file", "configMap", source).AddMount("krb5-file", "/etc/krb5.conf", KeyValuePair.Create("subPath", (JsonNode)"krb5.conf"));
    }

    private static KubeObject ConfigMap(string name, string key, string text)
    {
        var map = KubeObject.Of(ResourceTypes.ConfigMaps, "", name);
        map.Json["immutable"] = true;
        map.Json["data"] = new JsonObject { [key] = text };
        return map;
    }

    private static DriverPlan Keytab(DriverPlan plan, SubmissionSettings settings, string keytab)
    {
        var path = keytab.StartsWith("file:", StringComparison.Ordinal) ? new Uri(keytab).LocalPath : keytab;
        var (name, file) = ($"{settings.Prefix}-kerberos-keytab", FileName(path));
        if (settings.Submitter.Files.Read(path) is not { } bytes)
        {
            settings.Fail("spark.kerberos.keytab", $"Keytab file: {keytab} does not exist", "check the path");
            return plan;
        }

        var secret = KubeObject.Of(ResourceTypes.Secrets, "", name);
        secret.Json["immutable"] = true;
        secret.Json["data"] = new JsonObject { [file] = Convert.ToBase64String(bytes) };
        return plan.AddVolume("kerberos-keytab", "secret", new JsonObject { ["secretName"] = name })
            .AddMount("kerberos-keytab", KeytabDirectory)
            .AddObject(secret)
            .Set("spark.kerberos.keytab", $"{KeytabDirectory}/{file}");
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
