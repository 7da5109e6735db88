namespace Firesteel.Spark.Connect;

/// <summary>The command of a Spark Connect server, as a shell reads it.</summary>
internal static class ConnectCommand
{
    private const string PodNameKey = "spark.kubernetes.driver.pod.name";
    // What Spark's start-connect-server.sh ends in; without its detour over a daemon a signal reaches the server.
    private const string ServerClass = "org.apache.spark.sql.connect.service.SparkConnectServer";
    private const string HadoopPrefix = "spark.hadoop.";
    private const string ListenKey = "spark.connect.grpc.binding.address";

    // An IPv6 address stands in brackets.
    private const string OwnAddress = "\"$(case \"$POD_IP\" in *:*) echo \"[$POD_IP]\";; *) echo \"$POD_IP\";; esac)\"";

    public static string Of(ObservedConnect seen)
    {
        var words = new List<string> { "exec \"${SPARK_HOME:-/opt/spark}\"/bin/spark-submit", "--class", ServerClass, "--name", Quote("Spark Connect server"), "--master", Quote($"k8s://{seen.Master}") };
        foreach (var (key, value) in Properties(seen))
            words.AddRange(["--conf", Quote($"{key}={value}")]);
        words.AddRange(["--conf", $"spark.driver.host={OwnAddress}"]);
        // Everywhere, so that kubectl's port-forward reaches it, unless the pod names one address as its own. (Spark itself binds its web UI so.)
        words.AddRange(["--conf", "\"spark.driver.bindAddress=${SPARK_LOCAL_IP:-0.0.0.0}\""]);
        if (!seen.Spec.SparkConf.ContainsKey(ListenKey))
            words.Add($"${{SPARK_LOCAL_IP:+--conf \"{ListenKey}=$SPARK_LOCAL_IP\"}}");
        return string.Join(' ', words);
    }

    /// <summary>Weakest first: of two values the later holds.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Properties(ObservedConnect seen)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in All(seen))
            properties[key] = value;
        return properties;
    }

    private static IEnumerable<KeyValuePair<string, string>> All(ObservedConnect seen)
    {
        var (spec, name) = (seen.Spec, seen.Object.Name);
        var image = ConnectReading.Image(spec, spec.Executor, ConnectReading.ExecutorContainer) ?? "";
        yield return new("spark.kubernetes.namespace", seen.Object.Namespace is { Length: > 0 } own ? own : "default");
        yield return new("spark.kubernetes.container.image", image);
        yield return new("spark.kubernetes.executor.container.image", image);
        foreach (var entry in spec.SparkConf.Where(entry => entry.Key != PodNameKey))
            yield return entry;
        foreach (var (key, value) in spec.HadoopConf)
            yield return new(key.StartsWith(HadoopPrefix, StringComparison.Ordinal) ? key : HadoopPrefix + key, value);
        foreach (var (key, value) in ConnectObjects.PodLabels(seen.Object))
        {
            yield return new($"spark.kubernetes.driver.label.{key}", value);
            yield return new($"spark.kubernetes.executor.label.{key}", value);
        }

        yield return new("spark.driver.port", "7078");
        yield return new("spark.driver.blockManager.port", "7079");
        yield return new(PodNameKey, ConnectObjects.ServerName(seen.Object));
        yield return new("spark.kubernetes.executor.podNamePrefix", name);
        foreach (var (key, value) in new (string, object?)[]
        {
            ("spark.driver.cores", spec.Server?.Cores), ("spark.driver.memory", spec.Server?.Memory),
            ("spark.executor.instances", spec.Executor?.Instances), ("spark.executor.cores", spec.Executor?.Cores), ("spark.executor.memory", spec.Executor?.Memory),
        })
        {
            if (value is not null)
                yield return new(key, value.ToString()!);
        }

        if (spec.Executor?.Template is not null)
        {
            yield return new("spark.kubernetes.executor.podTemplateFile", $"{ConnectObjects.TemplateDirectory}/{ConnectObjects.TemplateFile}");
            yield return new("spark.kubernetes.executor.podTemplateContainerName", ConnectReading.ExecutorContainer);
        }

        foreach (var entry in Translation.DynamicAllocationProperties.Of(spec.DynamicAllocation))
            yield return entry;
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
}
