namespace Firesteel.Embedded.Spdy;

/// <summary>Gives what it was fed; nothing left is no end, more may come.</summary>
internal sealed class FedStream : Stream
{
    private readonly MemoryStream _bytes = new();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Position == _bytes.Length)
            _bytes.SetLength(0);
        var at = _bytes.Position;
        _bytes.Seek(0, SeekOrigin.End);
        _bytes.Write(bytes);
        _bytes.Position = at;
    }

    public override int Read(byte[] buffer, int offset, int count) => _bytes.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => _bytes.Read(buffer);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
