using System.Buffers;

namespace Firesteel.History.Codecs;

/// <summary>Concatenated zstd frames (RFC 8878). Spark closes a frame at each flush, so one log may hold thousands.</summary>
internal sealed unsafe class ZstdDecoder : BlockDecoder
{
    private const int InputSize = 128 * 1024;

    private readonly byte[] input = ArrayPool<byte>.Shared.Rent(InputSize);
    private nint decoder = LibZstd.CreateDecoder();
    private int inputStart;
    private int inputEnd;
    private bool inFrame;
    private bool full;

    public ZstdDecoder(Stream source)
        : base(source)
    {
    }

    protected override int DecodeBlock(ref byte[] target)
    {
        Grow(ref target, 256 * 1024);
        while (true)
        {
            // A full output may leave decoded bytes inside the decoder: ask again before reading more.
            if (inputStart == inputEnd && !full)
            {
                inputStart = 0;
                inputEnd = Source.Read(input, 0, InputSize);
                Count(inputEnd);
                if (inputEnd == 0)
                    return inFrame ? throw new DamagedLogException($"the log ends inside a zstd frame at byte {Consumed}", truncated: true) : 0;
            }

            var written = Step(target);
            if (written > 0)
                return written;
        }
    }

    private int Step(byte[] target)
    {
        fixed (byte* from = input)
        fixed (byte* to = target)
        {
            var source = new LibZstd.Buffer { Data = from, Size = (nuint)inputEnd, Position = (nuint)inputStart };
            var output = new LibZstd.Buffer { Data = to, Size = (nuint)target.Length };
            while (output.Position < output.Size && (source.Position < source.Size || full))
            {
                var hint = LibZstd.Decode(decoder, ref output, ref source);
                if (LibZstd.IsError(hint) != 0)
                {
                    // What this call decoded before the error is still good; the next call meets the error again.
                    if (output.Position > 0)
                        break;
                    throw Wrong($"damaged zstd data ({LibZstd.NameOf(hint)})");
                }

                inFrame = hint != 0;
                full = output.Position == output.Size && inFrame;
                if (source.Position == source.Size && !full)
                    break;
                if (full)
                    break;
            }

            inputStart = (int)source.Position;
            return (int)output.Position;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (decoder != 0)
        {
            LibZstd.FreeDecoder(decoder);
            decoder = 0;
            if (disposing)
                ArrayPool<byte>.Shared.Return(input);
        }

        base.Dispose(disposing);
    }
}
