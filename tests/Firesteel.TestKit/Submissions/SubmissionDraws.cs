using System.Collections.Immutable;

namespace Firesteel.TestKit.Submissions;

/// <summary>Configurations of spark-submit drawn at random from pieces that somebody may really write, odd ones among them.</summary>
public static class SubmissionDraws
{
    private static readonly ImmutableArray<Action<SubmissionDraft>> Pieces =
        [.. ResourcePieces.All, .. PodPieces.All, .. VolumePieces.All, .. FilePieces.All, .. SecurityPieces.All, .. ArgumentPieces.All];

    public static SubmissionInput Draw(int seed)
    {
        var draft = new SubmissionDraft(seed);
        draft.Option("--master", "k8s://http://127.0.0.1:<PORT>");
        draft.Option("--deploy-mode", "cluster");
        draft.Set("spark.kubernetes.container.image", draft.One("example/spark:1", "registry.example:5000/team/spark@sha256:abc", "spark:{{SPARK_VERSION}}-java17"));
        draft.Set("spark.kubernetes.submission.waitAppCompletion", "false");
        draft.Option("--name", draft.One("spark-pi", "Nightly ETL (v2.1)", "a_b.c--d", "größe", "UPPER", "x", "2026-report", "job-", "a-rather-long-name-of-an-application-that-goes-on", "tab\tname", "名前 job"));
        Kind(draft);
        var chosen = new HashSet<int>();
        for (var count = 3 + draft.Number(6); count > 0; count--)
        {
            var index = draft.Number(Pieces.Length);
            if (chosen.Add(index))
                Pieces[index](draft);
        }

        draft.Arguments.Add(draft.Resource);
        if (draft.Chance(50))
            draft.Arguments.AddRange([draft.One("10", "--input", "s3a://b/in?x=1&y=2", "a b", "it's", "-v", "--conf"), draft.One("", "spark.x=1", "\"quoted\"", "$HOME", "*", "ü", "{\"a\": 1}")]);
        return new($"fresh-{seed}", draft.Arguments, draft.Environment, draft.Files);
    }

    private static void Kind(SubmissionDraft draft)
    {
        switch (draft.Number(10))
        {
            case < 5:
                draft.Option("--class", draft.One("org.example.Main", "Main", "org.example.Outer$Inner"));
                draft.Resource = draft.One("local:///opt/app/main.jar", "local:/opt/app/main.jar", "https://repo.example/a/main.jar", "s3a://bucket/apps/main.jar", "spark-internal", "local:///opt/app/main-1.0+x.jar");
                break;
            case < 9:
                draft.Resource = draft.One("local:///opt/app/main.py", "local:///opt/app/job.v2.py", "https://repo.example/main.py");
                break;
            default:
                draft.Resource = draft.One("local:///opt/app/main.R", "local:///opt/app/main.r");
                break;
        }
    }
}
