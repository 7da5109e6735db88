namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>The policies that every store has; the names and contents are those that MinIO ships.</summary>
internal static class CannedPolicies
{
    public static IReadOnlyDictionary<string, PolicyDocument> All { get; } = new Dictionary<string, PolicyDocument>
    {
        ["readwrite"] = Allow("s3:*"),
        ["readonly"] = Allow("s3:GetBucketLocation", "s3:GetObject"),
        ["writeonly"] = Allow("s3:PutObject"),
    };

    private static PolicyDocument Allow(params string[] actions) => PolicyParser.Parse(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{string.Join(',', actions.Select(action => $"\"{action}\""))}}],"Resource":["arn:aws:s3:::*"]}]}""", null);
}
