namespace Firesteel.Lake.Specification;

/// <param name="Prefix">Empty for the whole bucket; else ends in a slash.</param>
public sealed record Grant(string Bucket, string Prefix, Rights Rights);
