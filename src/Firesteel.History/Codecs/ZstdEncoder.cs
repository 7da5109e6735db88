namespace Firesteel.History.Codecs;

/// <summary>Writes one zstd frame; it is closed when the stream is.</summary>
public sealed unsafe class ZstdEncoder : Stream
{
    private const int Continue = 0;
    private const int End = 2;

    private readonly Stream target;
    private readonly byte[] output = new byte[128 * 1024];
    private nint encoder = LibZstd.CreateEncoder();

    public ZstdEncoder(Stream target, int level = 3)
    {
        this.target = target;
        Check(LibZstd.StartEncoder(encoder, level));
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer) => Encode(buffer, Continue);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (encoder != 0)
        {
            if (disposing)
                Encode([], End);
            LibZstd.FreeEncoder(encoder);
            encoder = 0;
            if (disposing)
                target.Dispose();
        }

        base.Dispose(disposing);
    }

    private static nuint Check(nuint code) => LibZstd.IsError(code) == 0 ? code : throw new IOException($"libzstd: {LibZstd.NameOf(code)}");

    private void Encode(ReadOnlySpan<byte> buffer, int directive)
    {
        fixed (byte* from = buffer)
        fixed (byte* to = output)
        {
            var source = new LibZstd.Buffer { Data = from, Size = (nuint)buffer.Length };
            nuint rest;
            do
            {
                var written = new LibZstd.Buffer { Data = to, Size = (nuint)output.Length };
                rest = Check(LibZstd.Encode(encoder, ref written, ref source, directive));
                target.Write(output, 0, (int)written.Position);
            }
            while (source.Position < source.Size || (directive == End && rest != 0));
        }
    }
}
