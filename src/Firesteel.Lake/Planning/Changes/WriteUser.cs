namespace Firesteel.Lake.Planning.Changes;

/// <param name="Why">Null creates the user; else what is wrong with the one there is.</param>
public sealed record WriteUser(string Name, string? Why) : LakeChange(Why is null ? '+' : '~', Why is null ? $"user {Name}" : $"user {Name}: {Why}");
