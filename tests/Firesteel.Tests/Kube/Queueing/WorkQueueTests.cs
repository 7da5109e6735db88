using Firesteel.Kube.Problems;
using Firesteel.Kube.Queueing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Kube.Queueing;

public sealed class WorkQueueTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public async Task A_key_waits_once_however_often_it_is_added()
    {
        using var queue = new WorkQueue<string>(clock);
        queue.Add("a");
        queue.Add("b");
        queue.Add("a");
        queue.Count.ShouldBe(2);
        (await queue.TakeAsync()).ShouldBe((true, "a"));
        (await queue.TakeAsync()).ShouldBe((true, "b"));
    }

    [Fact]
    public async Task A_key_added_while_it_is_worked_on_comes_back_when_that_is_done()
    {
        using var queue = new WorkQueue<string>(clock);
        queue.Add("a");
        await queue.TakeAsync();
        queue.Add("a");
        queue.Add("a");
        var second = queue.TakeAsync().AsTask();
        second.IsCompleted.ShouldBeFalse();
        queue.Done("a");
        (await second).ShouldBe((true, "a"));
        queue.Done("a");
        queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_times_the_earliest_counts()
    {
        using var queue = new WorkQueue<string>(clock);
        queue.AddAfter("a", TimeSpan.FromSeconds(10));
        queue.AddAfter("a", TimeSpan.FromSeconds(3));
        queue.AddAfter("a", TimeSpan.FromSeconds(20));
        queue.AddAfter("b", TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(2.9));
        (await queue.TakeAsync()).Key.ShouldBe("b");
        queue.Count.ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        (await queue.TakeAsync()).Key.ShouldBe("a");
        queue.Done("a");
        clock.Advance(TimeSpan.FromSeconds(60));
        (queue.Count, queue.DelayedCount).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_key_that_fails_backs_off_up_to_a_cap_until_it_is_forgotten()
    {
        using var queue = new WorkQueue<string>(clock, new() { FirstDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(5) });
        foreach (var seconds in new[] { 1, 2, 4, 5, 5 })
        {
            queue.AddRateLimited("a");
            clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            queue.Count.ShouldBe(0, $"before {seconds} s");
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await queue.TakeAsync();
            queue.Done("a");
        }

        queue.Failures("a").ShouldBe(5);
        queue.Forget("a");
        queue.AddRateLimited("a");
        clock.Advance(TimeSpan.FromSeconds(1));
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void All_keys_together_come_no_faster_than_the_rate()
    {
        using var queue = new WorkQueue<int>(clock, new() { FirstDelay = TimeSpan.FromMilliseconds(1), Rate = 10, Burst = 5 });
        for (var key = 0; key < 25; key++)
            queue.AddRateLimited(key);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        queue.Count.ShouldBe(5);
        clock.Advance(TimeSpan.FromSeconds(1));
        queue.Count.ShouldBe(15);
        clock.Advance(TimeSpan.FromSeconds(1));
        queue.Count.ShouldBe(25);
    }

    [Fact]
    public async Task At_the_end_what_waits_is_still_worked_on_and_nothing_new_is_taken_in()
    {
        using var queue = new WorkQueue<string>(clock);
        queue.Add("a");
        queue.Add("b");
        (await queue.TakeAsync()).Key.ShouldBe("a");
        queue.Add("a");
        queue.AddAfter("later", TimeSpan.FromSeconds(1));
        queue.ShutDown();
        queue.Add("c");
        clock.Advance(TimeSpan.FromSeconds(2));
        queue.Drained.IsCompleted.ShouldBeFalse();
        (await queue.TakeAsync()).Key.ShouldBe("b");
        queue.Done("b");
        queue.Done("a");
        (await queue.TakeAsync()).ShouldBe((true, "a"));
        queue.Done("a");
        (await queue.TakeAsync()).Taken.ShouldBeFalse();
        queue.Drained.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wait_that_is_given_up_takes_no_key()
    {
        using var queue = new WorkQueue<string>(clock);
        using var stop = new CancellationTokenSource();
        var wait = queue.TakeAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        queue.Add("a");
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void Senseless_options_are_refused_all_at_once() =>
        Should.Throw<ProblemException>(() => new WorkQueue<string>(clock, new() { FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.FromSeconds(-1), Rate = 0, Burst = 0 }))
            .Problems.Length.ShouldBe(4);

    [Fact]
    public async Task A_loop_brings_back_what_throws_and_forgets_what_succeeds()
    {
        using var queue = new WorkQueue<string>(clock, new() { FirstDelay = TimeSpan.FromSeconds(1) });
        using var stop = new CancellationTokenSource();
        var tries = 0;
        var tried = new SemaphoreSlim(0);
        var running = new WorkLoop<string>(queue, (_, _) =>
        {
            tried.Release();
            return ++tries < 3 ? throw new HttpRequestException("not now") : Task.CompletedTask;
        }, NullLogger.Instance).RunAsync(2, stop.Token);
        queue.Add("a");
        for (var i = 0; i < 3; i++)
        {
            (await tried.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
            SpinWait.SpinUntil(() => queue.DelayedCount > 0 || (tries == 3 && queue.Failures("a") == 0), TimeSpan.FromSeconds(10)).ShouldBeTrue();
            clock.Advance(TimeSpan.FromSeconds(4));
        }

        queue.Failures("a").ShouldBe(0);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
        queue.Drained.IsCompleted.ShouldBeTrue();
    }
}
