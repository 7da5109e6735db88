using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Firesteel.TestKit.Submissions;

/// <summary>Dependencies and uploads, properties files, the conf directory, pod templates.</summary>
internal static class FilePieces
{
    public static ImmutableArray<Action<SubmissionDraft>> All { get; } =
    [
        draft => draft.Option("--jars", draft.One("local:///opt/a.jar", "local:///opt/a.jar,https://x.example/b.jar", " local:///opt/a.jar , ,local:///opt/b.jar", ",")),
        draft => draft.Option("--files", draft.One("local:///opt/f.txt#name", "https://x.example/f?a=b", "local:///opt/a%20b.txt")),
        draft => draft.Option("--archives", draft.One("local:///opt/e.tgz#env", "https://x.example/e.zip#e")),
        draft => draft.Option("--py-files", draft.One("local:///opt/m.zip", "local:///opt/m.py,local:///opt/n.egg", "https://x.example/m.zip")),
        draft => Upload(draft, "--jars", "jar"),
        draft => Upload(draft, "--files", "txt"),
        draft => Upload(draft, "--archives", "tgz"),
        draft => Upload(draft, "--py-files", "py"),
        draft =>
        {
            var extension = draft.Resource[(draft.Resource.LastIndexOf('.') + 1)..];
            if (draft.Resource == "spark-internal")
                return;
            draft.Resource = draft.One("app/main.", "main.", "<CASE_DIR>/main.", "file://<CASE_DIR>/main.", "./main.", "my main.") + extension;
            draft.File("app/main." + extension, "m");
            draft.File("main." + extension, "m");
            draft.File("my main." + extension, "m");
            UploadPath(draft);
        },
        draft => draft.Option("--packages", draft.One("org.example:a:1.0", "a:b:1,c:d:2")),
        draft => draft.Option("--exclude-packages", "x:y"),
        draft => draft.Option("--repositories", "https://maven.example/r"),
        draft => draft.Set("spark.jars", draft.One("local:///opt/z.jar", "local:///opt/z.jar, local:///opt/y.jar", "")),
        draft => draft.Set("spark.submit.pyFiles", draft.One("local:///opt/z.py", "")),
        PropertiesFile,
        ConfDirectory,
        ConfDirectory,
        DriverTemplate,
        DriverTemplate,
        ExecutorTemplate,
        draft => draft.Set("spark.kubernetes.configMap.maxSize", draft.One("100", "1000", "1048576", "1048577", "x", "0", "-5", "1k")),
    ];

    private static void UploadPath(SubmissionDraft draft)
    {
        if (draft.Chance(92))
            draft.Set("spark.kubernetes.file.upload.path", draft.One("file://<CASE_DIR>/up", "file://<CASE_DIR>/up/", "<CASE_DIR>/up", "file:<CASE_DIR>/up"));
    }

    private static void Upload(SubmissionDraft draft, string option, string extension)
    {
        draft.File($"lib/one.{extension}", "1");
        draft.File($"lib/two.{extension}", "22");
        draft.File($"b c.{extension}", "3");
        draft.File($"plus+%.{extension}", "3");
        draft.Option(option, draft.One($"lib/one.{extension}", $"lib/*.{extension}", $"lib/one.{extension}#x", $"local:///opt/l.{extension},lib/two.{extension},https://x.example/r.{extension}", $"<CASE_DIR>/lib/one.{extension}, lib/two.{extension}",
            $"b c.{extension}", $"plus+%.{extension}", $"lib/none.{extension}", $"lib/{{one,two}}.{extension}", $"l*/t?o.{extension}", $"file:<CASE_DIR>/lib/two.{extension}#y", $"./lib/../lib/one.{extension}", $"lib/t?o.{extension}"));
        UploadPath(draft);
    }

    private static void PropertiesFile(SubmissionDraft draft)
    {
        draft.File("my.properties", string.Join(draft.One("\n", "\r\n"), draft.One("# comment", "! comment", ""), "spark.a.equals=1", "spark.a.colon: 2", "spark.a.blank   3  ",
            "spark.a.long=one,\\", "    two", "spark.a.unicode=\\u00e9\\u4e2d é", "spark.a.escapes=a\\tb\\nc\\\\d\\:e", "spark.a.empty=", "spark.a.only", "not.spark=1", "spark.a\\ key=v", "spark.driver.memory=2g", "spark.a.trailing=x \t ", "spark.a.nl=\\n", "spark.dup=1", "spark.dup=2", "  spark.indented = y"));
        draft.Option("--properties-file", draft.One("my.properties", "<CASE_DIR>/my.properties", "none.properties", "my.properties"));
        if (draft.Chance(30))
            draft.Arguments.Add("--load-spark-defaults");
    }

    private static void ConfDirectory(SubmissionDraft draft)
    {
        draft.Environment["SPARK_CONF_DIR"] = draft.One("<CASE_DIR>/conf", "<CASE_DIR>/conf", "<CASE_DIR>/missing", "<CASE_DIR>/conf/");
        draft.File("conf/spark-defaults.conf", "spark.from.defaults  yes\nspark.driver.memory 3g\nspark.executor.memory=3g\nspark.x=${spark.from.defaults}\n");
        if (draft.Chance(60))
            draft.File("conf/log4j2.properties", "rootLogger.level = warn\n");
        if (draft.Chance(40))
            draft.File("conf/core-site.xml", "<configuration>\n</configuration>\n");
        if (draft.Chance(30))
            draft.File("conf/sub/inner.txt", "inner");
        if (draft.Chance(30))
            draft.File("conf/" + draft.One("a.zip", "b.tar.gz", "c.template", "spark-x.conf", "sparkling.properties", "my.tar", "spark.txt", "hive-site.xml", "nospark.conf", "a b.txt", "ü.txt", ".dot", "x.jar.txt"), "text");
        if (draft.Chance(20))
            draft.Files["conf/binary"] = new JsonObject { ["base64"] = "/wABAg==" };
        if (draft.Chance(20))
            draft.Files["conf/large.txt"] = new JsonObject { ["repeat"] = draft.One("x", "é"), ["count"] = draft.One(500, 600000, 1048000) };
        if (draft.Chance(25))
            draft.File("conf/spark-env.sh", draft.One("export SPARK_USER=envuser\n", "SPARK_LOCAL_DIRS=/envdir\n", "#!/bin/sh\nexport PYSPARK_PYTHON=\"/opt/py\"  # comment\nexport A='b'\n"));
    }

    private static void DriverTemplate(SubmissionDraft draft)
    {
        draft.Set("spark.kubernetes.driver.podTemplateFile", draft.One("driver.yaml", "<CASE_DIR>/driver.yaml", "file://<CASE_DIR>/driver.yaml", "local://<CASE_DIR>/driver.yaml"));
        draft.File("driver.yaml", TemplateTexts.Draw(draft));
        if (draft.Chance(40))
            draft.Set("spark.kubernetes.driver.podTemplateContainerName", draft.One("main", "side", "none", "", "spark-kubernetes-driver"));
    }

    private static void ExecutorTemplate(SubmissionDraft draft)
    {
        draft.Set("spark.kubernetes.executor.podTemplateFile", draft.One("executor.yaml", "<CASE_DIR>/executor.yaml", "file:<CASE_DIR>/executor.yaml"));
        draft.File("executor.yaml", draft.One("spec: {}\n", "not yaml: [", "apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  tolerations: []\r\n", ""));
    }
}
