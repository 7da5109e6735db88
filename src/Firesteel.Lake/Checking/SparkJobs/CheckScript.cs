namespace Firesteel.Lake.Checking.SparkJobs;

/// <summary>
/// The job that proves the lake: writes Parquet, reads it back, tries what is forbidden, cleans up. The committer's classes are looked for before there is a
/// session: without them PySpark 4.1 asks the session how to show its error, gets the same error, and goes round for minutes without a word.
/// </summary>
internal static class CheckScript
{
    public const string FileName = "lake-check.py";

    /// <summary>Begins each line that is meant for us.</summary>
    public const string Mark = "FIRESTEEL ";

    /// <summary>Arguments: the directory to write, then one that must be refused (may be absent).</summary>
    public const string Text = """
        import sys

        from py4j.protocol import Py4JJavaError
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession


        def say(*words):
            print("FIRESTEEL " + " ".join(str(word) for word in words), flush=True)


        context = SparkContext(conf=SparkConf().setAppName("firesteel-lake-check"))
        java = context._jvm.java.lang
        loader = java.Thread.currentThread().getContextClassLoader() or java.ClassLoader.getSystemClassLoader()
        for setting in ("spark.sql.sources.commitProtocolClass", "spark.sql.parquet.output.committer.class"):
            committer = context.getConf().get(setting)
            try:
                committer and java.Class.forName(committer, True, loader)
            except Py4JJavaError:
                sys.exit("java.lang.ClassNotFoundException: " + committer)

        spark = SparkSession.builder.getOrCreate()
        say("application", spark.sparkContext.applicationId)
        target = sys.argv[1]
        spark.range(0, 1000, 1, 2).selectExpr("id", "id % 7 AS day").write.mode("overwrite").parquet(target)
        say("written", target)
        row = spark.read.parquet(target).selectExpr("count(*)", "sum(id)").first()
        say("read", row[0], row[1])

        jvm = spark.sparkContext._jvm
        configuration = spark.sparkContext._jsc.hadoopConfiguration()


        def path_of(text):
            return jvm.org.apache.hadoop.fs.Path(text)


        path = path_of(target)
        path.getFileSystem(configuration).delete(path, True)
        for forbidden in sys.argv[2:]:
            path = path_of(forbidden)
            try:
                path.getFileSystem(configuration).create(path, True).close()
                say("allowed", forbidden)
            except Exception as refusal:
                denied = "AccessDenied" in str(refusal) or "403" in str(refusal)
                say("refused" if denied else "failed", forbidden)
        spark.stop()

        """;
}
