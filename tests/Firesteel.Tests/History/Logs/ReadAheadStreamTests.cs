using Firesteel.History.Codecs;
using Firesteel.History.Logs;

namespace Firesteel.Tests.History.Logs;

public sealed class ReadAheadStreamTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(1 << 20), InlineData((5 << 20) + 17)]
    public void Gives_what_the_source_gives(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        using var copy = new MemoryStream();
        using (var ahead = new ReadAheadStream(new MemoryStream(bytes)))
            ahead.CopyTo(copy);
        copy.ToArray().SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_failure_comes_after_all_that_was_read_before_it()
    {
        using var ahead = new ReadAheadStream(new Failing());
        ahead.ReadAtLeast(new byte[3 << 20], 3 << 20).ShouldBe(3 << 20);
        Should.Throw<DamagedLogException>(() => ahead.Read(new byte[1]));
    }

    [Fact]
    public void Can_be_abandoned_in_the_middle()
    {
        var source = new Endless();
        var ahead = new ReadAheadStream(source);
        ahead.Read(new byte[10]).ShouldBe(10);
        ahead.Dispose();
        source.Disposed.ShouldBeTrue();
    }

    private sealed class Failing : MemoryStream
    {
        private int left = 3 << 20;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (left == 0)
                throw new DamagedLogException("cut", truncated: true);
            var read = Math.Min(count, left);
            left -= read;
            return read;
        }
    }

    private sealed class Endless : MemoryStream
    {
        public bool Disposed { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => count;

        protected override void Dispose(bool disposing)
        {
            Disposed = true;
            base.Dispose(disposing);
        }
    }
}
