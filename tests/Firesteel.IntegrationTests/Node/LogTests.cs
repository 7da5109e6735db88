using System.Text;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Kube.Client;
using Firesteel.Kube.Objects;

namespace Firesteel.IntegrationTests.Node;

public sealed class LogTests : IDisposable
{
    private static readonly ObjectKey Pod = new("default", "p");
    private readonly string _state = Directory.CreateTempSubdirectory("firesteel-logs-").FullName;
    private readonly ContainerLogs _logs = new(new LogOptions(RotateAt: 2000, KeepRotated: 3), TimeProvider.System);

    [Fact]
    public async Task The_tail_is_whole_lines_across_rotated_files()
    {
        var log = _logs.Open(File(0));
        for (var i = 0; i < 100; i++)
            log.WriteLine(Encoding.UTF8.GetBytes($"line {i}"));
        log.Complete();
        (await ReadAsync(new LogQuery(TailLines: 3))).ShouldBe("line 97\nline 98\nline 99\n");
        (await ReadAsync(new LogQuery(TailLines: 0))).ShouldBe("");
        (await ReadAsync(new LogQuery(TailLines: 60))).Split('\n').Length.ShouldBe(61);
        var all = (await ReadAsync(new LogQuery())).Split('\n');
        all[^2].ShouldBe("line 99");
        all.Length.ShouldBeInRange(100, 101);
        (await ReadAsync(new LogQuery(TailLines: 1, Timestamps: true))).ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z line 99\n$");
        (await ReadAsync(new LogQuery(Since: TimeSpan.FromHours(1)))).ShouldEndWith("line 99\n");
        (await ReadAsync(new LogQuery(Since: TimeSpan.FromHours(-1)))).ShouldBe("");
    }

    [Fact]
    public async Task Whoever_follows_misses_nothing_and_ends_with_the_container()
    {
        var log = _logs.Open(File(0));
        log.WriteLine("first"u8);
        var following = ReadAsync(new LogQuery(Follow: true));
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                log.WriteLine(Encoding.UTF8.GetBytes($"line {i}"));
                // A reader may fall behind by as many files as are kept, not more.
                if (i % 20 == 0)
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        });
        await writing;
        following.IsCompleted.ShouldBeFalse();
        log.Complete();
        (await following).ShouldBe("first\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i}\n")));
    }

    [Fact]
    public async Task A_long_line_is_one_line_and_a_previous_run_is_another_log()
    {
        var old = _logs.Open(File(0));
        old.WriteLine("old"u8);
        old.Complete();
        var log = _logs.Open(File(1));
        var line = new string('x', 50_000);
        await log.PumpAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{line}\nshort\nno newline")), "stdout");
        log.Complete();
        (await ReadAsync(new LogQuery())).ShouldBe($"{line}\nshort\nno newline\n");
        (await ReadAsync(new LogQuery(TailLines: 3))).ShouldBe($"{line}\nshort\nno newline\n");
        (await ReadAsync(new LogQuery(Previous: true))).ShouldBe("old\n");
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);

    private string File(int attempt) => Path.Combine(_state, "logs", "default_p_uid", "main", $"{attempt}.log");

    private async Task<string> ReadAsync(LogQuery query)
    {
        var output = new MemoryStream();
        (await new NodePodLogs(_state, _logs, TimeProvider.System).CopyAsync(Pod, "uid", query, output, CancellationToken.None)).ShouldBeTrue();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
