using Firesteel.History.Store;

namespace Firesteel.History.Events.Readers;

/// <summary>"RDD Info".</summary>
internal static class RddReader
{
    public static RddRecord[] ReadAll(ref JsonCursor cursor, StringPool texts)
    {
        if (!cursor.EnterArray())
            return [];
        var rdds = new List<RddRecord>();
        while (cursor.NextElement())
            rdds.Add(Read(ref cursor, texts));
        return [.. rdds];
    }

    private static RddRecord Read(ref JsonCursor cursor, StringPool texts)
    {
        var rdd = new RddRecord();
        if (!cursor.EnterObject())
            return rdd;
        while (cursor.NextProperty(out var name))
        {
            if (name.SequenceEqual("RDD ID"u8))
                rdd.Id = cursor.Int();
            else if (name.SequenceEqual("Name"u8))
                rdd.Name = texts.Intern(cursor.Text());
            else if (name.SequenceEqual("Scope"u8))
                rdd.Scope = cursor.TryNull() ? null : texts.Intern(cursor.Text());
            else if (name.SequenceEqual("Callsite"u8))
                rdd.CallSite = texts.Intern(cursor.Text());
            else if (name.SequenceEqual("Parent IDs"u8))
                rdd.ParentIds = IntegersReader.Read(ref cursor);
            else if (name.SequenceEqual("Storage Level"u8))
                rdd.Level = StorageLevelReader.Read(ref cursor);
            else if (name.SequenceEqual("Barrier"u8))
                rdd.Barrier = cursor.Bool();
            else if (name.SequenceEqual("DeterministicLevel"u8))
                rdd.Determinism = texts.Intern(cursor.Text());
            else if (name.SequenceEqual("Number of Partitions"u8))
                rdd.Partitions = cursor.Int();
            else
                cursor.Skip();
        }

        return rdd;
    }
}
