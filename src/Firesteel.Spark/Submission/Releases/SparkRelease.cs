namespace Firesteel.Spark.Submission.Releases;

/// <summary>
/// What differs between Spark's lines where a submission is concerned. One row of <see cref="SparkReleases"/>; nothing else asks for a version.
/// </summary>
/// <param name="Version">As it appears in labels, for instance <c>3.5.7</c>.</param>
public sealed record SparkRelease(string Version)
{
    /// <summary>Port 15002 stands on the driver's container and service.</summary>
    internal bool DeclaresConnectPort { get; init; }

    /// <summary><c>{{SPARK_VERSION}}</c> in an image is replaced.</summary>
    internal bool ReplacesVersionInImage { get; init; }

    /// <summary><c>{{APP_ID}}</c> and <c>{{EXECUTOR_ID}}</c> in label values are replaced (in annotations they always are).</summary>
    internal bool ReplacesPlaceholdersInLabels { get; init; }

    /// <summary><c>spark.driver.minMemoryOverhead</c> counts.</summary>
    internal bool ReadsMinimumOverhead { get; init; }

    /// <summary><c>mount.subPathExpr</c>, <c>options.type</c> of host paths, labels and annotations of claims, the check of small sizes.</summary>
    internal bool HasRichVolumes { get; init; }

    /// <summary>Generated claims are <c>ReadWriteOnce</c> unless told otherwise; else <c>ReadWriteOncePod</c>.</summary>
    internal bool ClaimsAreReadWriteOnce { get; init; }

    internal bool HonoursExcludedSteps { get; init; }

    /// <summary>Malformed UTF-8 in embedded files fails; else it is replaced by U+FFFD.</summary>
    internal bool RefusesMalformedText { get; init; }

    /// <summary>The switch <c>--load-spark-defaults</c>.</summary>
    internal bool LoadsDefaultsOnRequest { get; init; }

    /// <summary>Integers with a leading zero in a pod template are octal (YAML 1.1); else decimal.</summary>
    internal bool ReadsOctalIntegers { get; init; }

    /// <summary><c>spark.kubernetes.pyspark.pythonVersion</c> may only be 3.</summary>
    internal bool ChecksPythonVersion { get; init; }

    /// <summary>Wrong values are told as Spark 4's error classes, with SQLSTATE.</summary>
    internal bool HasErrorClasses { get; init; }

    /// <summary>The masters that a refusal names besides Kubernetes.</summary>
    internal string OtherMasters { get; init; } = "spark, k8s, or local";

    /// <summary>Spark's release as numbers, for ordering.</summary>
    internal Version Number => System.Version.TryParse(Version.Split('-', '+')[0], out var number) ? number : new Version(0, 0);
}
