namespace Firesteel.History.Store;

/// <summary>A user's accumulator as it is shown. Internal ones and SQL metrics are not kept here.</summary>
public sealed record AccumulatorRecord(long Id, string? Name, string? Update, string? Value)
{
    internal AccumulatorRecord Describe(Archive archive) =>
        new(archive.Value(Id), archive.OptionalText(Name), archive.OptionalText(Update), archive.OptionalText(Value));
}
