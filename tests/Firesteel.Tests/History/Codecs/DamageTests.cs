using Firesteel.History.Codecs;
using Firesteel.History.Replay;
using Firesteel.History.Store;
using Firesteel.Tests.History.Rest;

namespace Firesteel.Tests.History.Codecs;

/// <summary>Damaged logs never crash a replay: 5,000 cases, the same each time.</summary>
public sealed class DamageTests
{
    private const int Cases = 5_000;
    private const int LargestLog = 64 << 10;

    [Fact]
    public void No_damage_crashes_a_replay()
    {
        var random = new Random(35);
        var logs = Directory.GetFiles(Path.Combine(CaseFolder.Root, "logs"), "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".json", StringComparison.Ordinal) && new FileInfo(file).Length is > 0 and < 400_000)
            .Order(StringComparer.Ordinal).Select(file => (Name: Path.GetFileName(file), Bytes: File.ReadAllBytes(file).Take(LargestLog).ToArray())).ToList();
        logs.Count.ShouldBeGreaterThan(10);
        for (var i = 0; i < Cases; i++)
        {
            var (name, bytes) = logs[random.Next(logs.Count)];
            var damaged = Damage(bytes, random);
            var codec = (LogCodec)random.Next(5);
            if (random.Next(4) > 0)
                _ = CodecNames.TryFromFileName(name, out codec);
            var store = new ApplicationStore();
            Should.NotThrow(() => Replayer.Replay(store, [() => LogDecoding.Open(new MemoryStream(damaged), codec, out _)], mayBeCut: random.Next(2) == 0), $"case {i}, {name}");
            store.Complete.ShouldBeTrue();
        }
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var result = (byte[])bytes.Clone();
        switch (random.Next(4))
        {
            case 0: // cut
                return result[..random.Next(result.Length)];
            case 1: // flipped bits
                for (var i = random.Next(1, 20); i > 0; i--)
                    result[random.Next(result.Length)] ^= (byte)(1 << random.Next(8));
                return result;
            case 2: // a hole
                var start = random.Next(result.Length);
                return [.. result[..start], .. result[Math.Min(result.Length, start + random.Next(1, 2000))..]];
            default: // garbage over a part
                var from = random.Next(result.Length);
                random.NextBytes(result.AsSpan(from, Math.Min(random.Next(1, 500), result.Length - from)));
                return result;
        }
    }
}
