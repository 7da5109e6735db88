using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Firesteel.History.Store.Tasks;

/// <summary>
/// Up to 4,096 tasks, column by column. While tasks run, a column is an array of longs (none while all are zero); afterwards
/// it is packed: smallest value plus 0, 1, 2, 4 or 8 bytes per row, still addressable row by row.
/// </summary>
internal sealed class TaskChunk
{
    public const int Bits = 12;
    public const int Capacity = 1 << Bits;
    public static readonly int Columns = (int)TaskColumn.FirstMetric + Enum.GetValues<TaskMetric>().Length;
    private const int HeaderPerColumn = 9;

    private long[]?[]? open = new long[Columns][];
    private byte[] packed = [];
    private int[] offsets = [];

    public int Count { get; set; }

    /// <summary>Rows that may still change.</summary>
    public int Unfinished { get; set; }

    public bool Sealed => open is null;

    public long Bytes => open is null ? packed.Length + (offsets.Length * 4) : open.Sum(column => column is null ? 0L : Capacity * 8);

    public long Get(int column, int row)
    {
        if (open is { } columns)
            return columns[column] is { } values ? values[row] : 0;
        var header = column * HeaderPerColumn;
        var smallest = BinaryPrimitives.ReadInt64LittleEndian(packed.AsSpan(header));
        var data = offsets[column];
        return packed[header + 8] switch
        {
            0 => smallest,
            1 => smallest + packed[data + row],
            2 => smallest + BinaryPrimitives.ReadUInt16LittleEndian(packed.AsSpan(data + (row * 2))),
            4 => smallest + BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(data + (row * 4))),
            _ => BinaryPrimitives.ReadInt64LittleEndian(packed.AsSpan(data + (row * 8))),
        };
    }

    public void Set(int column, int row, long value)
    {
        var columns = open ?? throw new InvalidOperationException("a sealed chunk does not change");
        if (columns[column] is { } values)
            values[row] = value;
        else if (value != 0)
            (columns[column] = new long[Capacity])[row] = value;
    }

    /// <summary>Packs the columns; no row may change afterwards.</summary>
    public void Seal()
    {
        if (open is not { } columns)
            return;
        var widths = new int[Columns];
        var size = Columns * HeaderPerColumn;
        for (var i = 0; i < Columns; i++)
        {
            widths[i] = columns[i] is { } values ? Width(values.AsSpan(0, Count)) : 0;
            size += widths[i] * Count;
        }

        var target = new byte[size];
        var at = Columns * HeaderPerColumn;
        for (var i = 0; i < Columns; i++)
        {
            var values = columns[i].AsSpan(0, columns[i] is null ? 0 : Count);
            long smallest = 0;
            if (values.Length > 0 && widths[i] < 8)
                smallest = Smallest(values);
            BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(i * HeaderPerColumn), smallest);
            target[(i * HeaderPerColumn) + 8] = (byte)widths[i];
            Pack(values, smallest, widths[i], target.AsSpan(at, widths[i] * Count));
            at += widths[i] * Count;
        }

        Adopt(target, Count);
    }

    /// <summary>The packed form, as it is stored.</summary>
    public ReadOnlySpan<byte> Packed => packed;

    /// <exception cref="InvalidDataException">Widths and length do not fit together.</exception>
    public static TaskChunk FromPacked(byte[] packed, int count)
    {
        var chunk = new TaskChunk();
        chunk.Adopt(packed, count);
        return chunk;
    }

    private void Adopt(byte[] bytes, int count)
    {
        var at = Columns * HeaderPerColumn;
        if (bytes.Length < at || count is < 0 or > Capacity)
            throw new InvalidDataException("a damaged task chunk");
        var starts = new int[Columns];
        for (var i = 0; i < Columns; i++)
        {
            starts[i] = at;
            at += bytes[(i * HeaderPerColumn) + 8] * count;
        }

        if (at != bytes.Length)
            throw new InvalidDataException("a damaged task chunk");
        packed = bytes;
        offsets = starts;
        Count = count;
        open = null;
    }

    private static long Smallest(ReadOnlySpan<long> values)
    {
        var smallest = long.MaxValue;
        foreach (var value in values)
            smallest = Math.Min(smallest, value);
        return smallest;
    }

    private static int Width(ReadOnlySpan<long> values)
    {
        long smallest = long.MaxValue, largest = long.MinValue;
        foreach (var value in values)
        {
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return values.IsEmpty ? 0 : (ulong)(largest - smallest) switch
        {
            0 => 0,
            <= 0xFF => 1,
            <= 0xFFFF => 2,
            <= 0xFFFF_FFFF => 4,
            _ => 8,
        };
    }

    private static void Pack(ReadOnlySpan<long> values, long smallest, int width, Span<byte> target)
    {
        switch (width)
        {
            case 1:
                for (var i = 0; i < values.Length; i++)
                    target[i] = (byte)(values[i] - smallest);
                break;
            case 2:
                for (var i = 0; i < values.Length; i++)
                    BinaryPrimitives.WriteUInt16LittleEndian(target[(i * 2)..], (ushort)(values[i] - smallest));
                break;
            case 4:
                for (var i = 0; i < values.Length; i++)
                    BinaryPrimitives.WriteUInt32LittleEndian(target[(i * 4)..], (uint)(values[i] - smallest));
                break;
            case 8:
                MemoryMarshal.AsBytes(values).CopyTo(target);
                break;
        }
    }
}
