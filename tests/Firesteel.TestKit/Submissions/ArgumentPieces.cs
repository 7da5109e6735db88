using System.Collections.Immutable;

namespace Firesteel.TestKit.Submissions;

/// <summary>Java options, Python, repeated options, values with references, odd spellings.</summary>
internal static class ArgumentPieces
{
    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => draft.Option("--driver-java-options", draft.One("-Dx=y", "-Dspark.foo=bar -verbose", "-XX:+UseG1GC \"-Da=b c\"", "-Xmx1g", "-Xms1g", "-XX:MaxRAM=1g")),
        draft => draft.Set("spark.executor.extraJavaOptions", draft.One("-Dx=y", "-Xmx1g", "-Dspark.x=1")),
        draft => draft.Set("spark.driver.defaultJavaOptions", draft.One("-Dd=1", "-Xmx2g")),
        draft => draft.Option("--driver-class-path", draft.One("/a:/b", "/opt/*")),
        draft => draft.Option("--driver-library-path", "/lib/x"),
        draft => draft.Set("spark.pyspark.python", draft.One("/usr/bin/python3.11", "${env:PY}", "")),
        draft => draft.Set("spark.pyspark.driver.python", draft.One("ipython", "")),
        draft => draft.Environment["PYSPARK_PYTHON"] = draft.One("/env/python", ""),
        draft => draft.Environment["PYSPARK_DRIVER_PYTHON"] = "/env/driver",
        draft => draft.Set("spark.kubernetes.pyspark.pythonVersion", draft.One("3", "2", "4", "")),
        draft => draft.Environment["SPARK_USER"] = draft.One("", "other user"),
        draft => draft.Environment["NS"] = "from-env",
        draft => draft.Environment["SPARK_DRIVER_MEMORY"] = draft.One("1500m", "x"),
        draft => draft.Environment["SPARK_EXECUTOR_MEMORY"] = draft.One("1500m", "0"),
        draft => draft.Environment["SPARK_EXECUTOR_CORES"] = draft.One("3", "0"),
        draft => draft.Environment["SPARK_SUBMIT_OPTS"] = draft.One("-Dspark.from.opts=1", "-Dspark.driver.memory=4g -Dother=2", "-Dspark.flag"),
        draft => draft.Set("spark.a", draft.One("${spark.b}", "${spark.a}", "${env:HOME}", "$x", "a,b", "x=y=z", " lead", "trail ", "t\tab", "new\nline", "é中", "back\\slash", "q\"q", "#h", "!b", "a:b")),
        draft => draft.Set("spark.key with blank", "v"),
        draft => draft.Set("spark.kéy:odd=", "v"),
        draft => draft.Set("not.a.spark.key", "v"),
        draft => draft.Option("--conf", draft.One("spark.noequals", "=novalue", "spark.x=", "spark.quoted=\"a b\"", " spark.y=1", "spark.z = 1")),
        draft => { draft.Set("spark.twice", "1"); draft.Set("spark.twice", "2"); },
        draft => { draft.Option("--name", "first"); draft.Option("--name", draft.One("second", "")); },
        draft => draft.Option("--queue", "root.q"),
        draft => draft.Arguments.Add("--supervise"),
        draft => draft.Arguments.Add("--verbose"),
        draft => draft.Option("--class", draft.One("Other", "")),
        draft => draft.Arguments.Add(draft.One("--no-such-option", "-x", "--load-spark-defaults")),
        draft => draft.Option("--remote", "sc://x"),
        draft => draft.Set("spark.eventLog.enabled", "true"),
        draft => draft.Set("spark.hadoop.fs.s3a.endpoint", "http://s3.example:9000"),
        draft => draft.Set("spark.submit.deployMode", draft.One("client", "cluster")),
        draft => draft.Set("spark.master", "k8s://https://elsewhere"),
        draft => draft.Set("spark.kubernetes.driver.pod.featureSteps", ""),
        draft => draft.Set("spark.yarn.principal", "old@EXAMPLE"),
        draft => draft.Set("spark.home", "<CASE_DIR>/home"),
        draft => draft.Set("spark.kubernetes.submission.connectionTimeout", draft.One("5000", "5s", "x")),
        draft => draft.Set("spark.kubernetes.appKillPodDeletionGracePeriod", "5s"),
    ];
}
