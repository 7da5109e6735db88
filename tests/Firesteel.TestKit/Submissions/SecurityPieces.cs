using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Submissions;

/// <summary>Service accounts, tokens, certificates, Kerberos, Hadoop's configuration.</summary>
internal static class SecurityPieces
{
    private const string Driver = "spark.kubernetes.authenticate.driver.";
    private const string Kerberos = "spark.kubernetes.kerberos.";

    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => draft.Set(Driver + "serviceAccountName", draft.One("spark", "", "${env:SA}")),
        draft => draft.Set("spark.kubernetes.authenticate.serviceAccountName", "common"),
        draft => draft.Set("spark.kubernetes.authenticate.executor.serviceAccountName", "exec"),
        draft => draft.Set(Driver + "oauthToken", draft.One("abc", "tökén", "")),
        draft =>
        {
            var key = draft.One("caCertFile", "clientKeyFile", "clientCertFile");
            draft.File("pem/x.pem", "pem");
            draft.Set(Driver + key, draft.One("pem/x.pem", "<CASE_DIR>/pem/x.pem", "<CASE_DIR>/pem", "none.pem", "file://<CASE_DIR>/pem/x.pem"));
        },
        draft => draft.Set($"{Driver}mounted.{draft.One("oauthTokenFile", "caCertFile", "clientKeyFile", "clientCertFile")}", "/in/pod"),
        draft => draft.Set("spark.kubernetes.authenticate.submission.oauthToken", "sub"),
        draft =>
        {
            draft.File("k/krb5.conf", "[libdefaults]\n");
            draft.Set(Kerberos + "krb5.path", draft.One("<CASE_DIR>/k/krb5.conf", "k/krb5.conf", "none.conf", "file://<CASE_DIR>/k/krb5.conf"));
        },
        draft => draft.Set(Kerberos + "krb5.configMapName", draft.One("krb", "")),
        draft =>
        {
            draft.Set(Kerberos + "tokenSecret.name", "tok");
            if (draft.Chance(80))
                draft.Set(Kerberos + "tokenSecret.itemKey", draft.One("hadoop.token", "x"));
        },
        draft =>
        {
            draft.Option("--principal", "me@EXAMPLE");
            if (draft.Chance(85))
                draft.Option("--keytab", draft.One("local:///etc/k.keytab", "none.keytab", "<CASE_DIR>/none.keytab"));
        },
        draft => draft.Option("--proxy-user", draft.One("bob", "a b", "")),
        draft =>
        {
            draft.Environment["HADOOP_CONF_DIR"] = draft.One("<CASE_DIR>/hadoop", "<CASE_DIR>/hadoop", "<CASE_DIR>/nothing", "<CASE_DIR>/hadoop/core-site.xml");
            draft.File("hadoop/core-site.xml", draft.One("<configuration/>\n", "<configuration>\n<!-- ü -->\n</configuration>"));
            if (draft.Chance(50))
                draft.File("hadoop/hdfs-site.xml", "<configuration/>");
            if (draft.Chance(30))
                draft.File("hadoop/sub/x.xml", "<configuration/>");
            if (draft.Chance(15))
                draft.Files["hadoop/bin"] = new JsonObject { ["base64"] = "/w==" };
        },
        draft => draft.Set("spark.kubernetes.hadoop.configMapName", draft.One("hadoop", "")),
        draft => draft.Environment["HADOOP_USER_NAME"] = "hadooper",
        draft => draft.Set("spark.my.oauthToken", "mine"),
        draft => draft.Set("spark.ssl.keyPassword", "geheim"),
        draft => draft.Set("spark.authenticate", "true"),
        draft => draft.Set("spark.kubernetes.context", "other"),
        draft => draft.Set("spark.kubernetes.trust.certificates", "true"),
    ];
}
