using System.Globalization;
using System.Text.RegularExpressions;
using Firesteel.Spark.Submission.Properties;

namespace Firesteel.Spark.Submission.Driver;

/// <summary>What Spark refuses before it builds anything. Source: native-submission §1.4.</summary>
internal static partial class RequestChecks
{
    private static readonly string[] Shells = ["org.apache.spark.repl.Main"];
    private const string SqlShell = "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver";
    private const string ThriftServer = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";
    private const string ConnectServer = "org.apache.spark.sql.connect.service.SparkConnectServer";

    public static void Check(SubmissionSettings settings)
    {
        Positive(settings, "spark.driver.memory", IsPositiveSize, "Driver memory must be a positive number");
        Positive(settings, "spark.executor.memory", IsPositiveSize, "Executor memory must be a positive number");
        Positive(settings, "spark.driver.cores", IsPositiveInteger, "Driver cores must be a positive number");
        Positive(settings, "spark.executor.cores", IsPositiveInteger, "Executor cores must be a positive number");
        if (!settings.Properties.Raw("spark.dynamicAllocation.enabled").IsTrue())
            Positive(settings, "spark.executor.instances", IsPositiveInteger, "Number of executors must be a positive number");
        foreach (var key in (string[])["spark.driver.defaultJavaOptions", "spark.driver.extraJavaOptions"])
        {
            if (settings.Properties.Raw(key) is { } options && options.Contains("-Xmx", StringComparison.Ordinal))
                settings.Fail(key, $"Not allowed to specify max heap(Xmx) memory settings through java options (was {WithoutSecrets(options)}). Use the corresponding --driver-memory or spark.driver.memory configuration instead.", "set spark.driver.memory");
        }

        if (settings.Request.ProxyUser is "")
            settings.Fail("proxyUser", "Null user", "name a user, or leave the option out");
        if (settings.Namespace.Length == 0)
            settings.Fail("spark.kubernetes.namespace", "namespace not specified for an operation requiring one.", "name a namespace, or leave the property out for default");
        else if (!NamespacePath().IsMatch(settings.Namespace))
            settings.Fail("spark.kubernetes.namespace", $"An error has occurred. {settings.Namespace} cannot be part of a URL", "name a namespace, for instance default");
        foreach (var timeout in (string[])["connectionTimeout", "requestTimeout"])
            settings.Properties.Integer($"spark.kubernetes.submission.{timeout}", 0);
        if (settings.Request.ProxyUser is not null && settings.Properties.Has("spark.kerberos.principal"))
            settings.Fail("spark.kerberos.principal", "Only one of --proxy-user or --principal can be provided.", "remove one of them");
        foreach (var name in settings.Properties.List("spark.kubernetes.driver.pod.featureSteps"))
            settings.Fail("spark.kubernetes.driver.pod.featureSteps", $"{name} is a JVM class, which a native submission cannot run", "write what it does as a pod template");
        CheckSubmitterCredentials(settings);
        CheckMainClass(settings);
    }

    private static void CheckSubmitterCredentials(SubmissionSettings settings)
    {
        const string Prefix = "spark.kubernetes.authenticate.submission.";
        if (settings.Properties.Has(Prefix + "oauthToken") && settings.Properties.Has(Prefix + "oauthTokenFile"))
            settings.Fail(Prefix + "oauthTokenFile", $"Cannot specify OAuth token through both a file {Prefix}oauthTokenFile and a value {Prefix}oauthToken.", "remove one of them");
        foreach (var key in (string[])["caCertFile", "clientKeyFile", "clientCertFile"])
        {
            if (settings.Properties.Text(Prefix + key) is { } path && settings.Submitter.Files.Read(path) is null)
                settings.Fail(Prefix + key, $"An error has occurred. {path} does not exist", "check the path");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._~-]+$")]
    private static partial Regex NamespacePath();

    // The message ends in a status, an event and a log.
    private static string WithoutSecrets(string options) => SecretOption().Replace(options, "$1***");

    [GeneratedRegex(@"(-D\S*(?:password|secret|token|credential|key)\S*?=)(?:""[^""]*""|\S+)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretOption();

    private static void CheckMainClass(SubmissionSettings settings)
    {
        var what = settings.Request.MainClass switch
        {
            _ when settings.Request.Resource is "spark-shell" or "pyspark-shell" or "sparkr-shell" => "Spark shells",
            SqlShell => "Spark SQL shell",
            ThriftServer => "Spark Thrift server",
            ConnectServer => "Spark Connect server",
            var name when Shells.Contains(name) => "Spark shells",
            _ => null,
        };
        if (what is not null)
            settings.Fail("mainClass", $"Cluster deploy mode is not applicable to {what}.", "run it in client mode or as a server of its own");
    }

    private static void Positive(SubmissionSettings settings, string key, Func<string, bool> holds, string what)
    {
        if (settings.Properties.Raw(key) is { } text && !holds(text))
            settings.Fail(key, what, $"it is {text}; write for instance {(holds == IsPositiveSize ? "2g" : "2")}");
    }

    private static bool IsPositiveSize(string text) => MemorySize.TryBytes(text, out var size) && size > 0;

    private static bool IsPositiveInteger(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static bool IsTrue(this string? text) => bool.TryParse(text, out var value) && value;
}
