using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using Firesteel.Kube.Yaml;

namespace Firesteel.Cli.Applications;

/// <summary>Makes a package of a file: YAML as it is, a Python script or a jar with an application around it.</summary>
public static partial class ApplicationPackages
{
    /// <summary>Etcd's limit for an object is 1.5 MiB and ConfigMaps stop at 1 MiB, with room for the rest of the object.</summary>
    private const int LongestScript = 900 * 1024;

    /// <param name="file">For messages, and for the application's name when it is a script or a jar.</param>
    /// <exception cref="ProblemException">All that is wrong with the file.</exception>
    public static ApplicationPackage FromYaml(string file, string text)
    {
        var documents = YamlReader.Read(text, file);
        if (documents.Problems.Any(problem => problem.Severity == Severity.Error))
            throw new ProblemException(documents.Problems);

        var objects = documents.Documents.Select(document => document.Root).OfType<JsonObject>().Select(root => new KubeObject(root)).ToList();
        var applications = objects.Where(item => item.Kind == "SparkApplication").ToList();
        return applications is [var application]
            ? new([.. objects.Where(item => item != application)], application)
            : throw new ProblemException(new Problem(new(file),
                applications.Count == 0 ? "there is no SparkApplication in this file" : $"there are {applications.Count} SparkApplications in this file",
                applications.Count == 0 ? "add one (kind: SparkApplication, apiVersion: sparkoperator.k8s.io/v1beta2)" : "run them one by one, or use kubectl apply"));
    }

    /// <summary>A script travels in a ConfigMap, so that it runs on any cluster.</summary>
    public static ApplicationPackage FromScript(RunSettings settings, string file, byte[] script)
    {
        if (script.Length > LongestScript)
            throw new ProblemException(new Problem(new(file), $"the script has {script.Length} bytes; a ConfigMap holds {LongestScript}", "put it into the image or on s3a:// and write a SparkApplication"));
        var name = NameOf(file);
        var configMap = KubeObject.Of(ResourceTypes.ConfigMaps, settings.Namespace, $"{name}-script");
        configMap.Json["data"] = new JsonObject { [Path.GetFileName(file)] = Encoding.UTF8.GetString(script) };

        var application = Application(settings, name, "Python", $"local:///opt/firesteel/script/{Path.GetFileName(file)}");
        application.Json["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "script", ["configMap"] = new JsonObject { ["name"] = $"{name}-script" } });
        application.Json["spec"]!["driver"]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "script", ["mountPath"] = "/opt/firesteel/script", ["readOnly"] = true });
        return new([configMap], application);
    }

    /// <summary>A jar is too big to travel: its directory is mounted, which only the embedded platform's node (this machine) can do.</summary>
    public static ApplicationPackage FromJar(RunSettings settings, string file)
    {
        if (settings.MainClass is null)
            throw new ProblemException(new Problem(Location.Option("--class"), "a jar needs the name of its main class", "add --class org.example.Main"));
        var application = Application(settings, NameOf(file), "Scala", $"local:///opt/firesteel/jar/{Path.GetFileName(file)}");
        var spec = application.Json["spec"]!;
        spec["mainClass"] = settings.MainClass;
        spec["volumes"] = new JsonArray(new JsonObject { ["name"] = "jar", ["hostPath"] = new JsonObject { ["path"] = Path.GetDirectoryName(Path.GetFullPath(file)), ["type"] = "Directory" } });
        foreach (var role in (string[])["driver", "executor"])
            spec[role]!["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "jar", ["mountPath"] = "/opt/firesteel/jar", ["readOnly"] = true });
        return new([], application);
    }

    private static KubeObject Application(RunSettings settings, string name, string type, string file)
    {
        var application = KubeObject.Of(ResourceTypes.SparkApplications, settings.Namespace, name);
        var conf = new JsonObject();
        foreach (var (key, value) in settings.Conf)
            conf[key] = value;
        application.Json["spec"] = new JsonObject
        {
            ["type"] = type,
            ["mode"] = "cluster",
            ["image"] = settings.Image ?? $"spark:{settings.SparkVersion}",
            ["sparkVersion"] = settings.SparkVersion,
            ["mainApplicationFile"] = file,
            ["arguments"] = new JsonArray([.. settings.Arguments.Select(argument => (JsonNode)argument)]),
            ["sparkConf"] = conf,
            ["restartPolicy"] = new JsonObject { ["type"] = "Never" },
            ["driver"] = new JsonObject { ["cores"] = 1, ["memory"] = "1g", ["serviceAccount"] = settings.ServiceAccount },
            ["executor"] = new JsonObject { ["instances"] = settings.Executors, ["cores"] = 1, ["memory"] = "1g" },
        };
        return application;
    }

    /// <summary>A name that Kubernetes takes: lower case, digits and hyphens, at most 50 characters so that pod names fit.</summary>
    internal static string NameOf(string file)
    {
        var name = NotAllowed().Replace(Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), "-").Trim('-');
        name = name.Length > 50 ? name[..50].TrimEnd('-') : name;
        return name.Length == 0 ? "application" : char.IsAsciiDigit(name[0]) ? "app-" + name : name;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotAllowed();
}
