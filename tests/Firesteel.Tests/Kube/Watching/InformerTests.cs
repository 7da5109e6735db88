using System.Collections.Immutable;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Watching;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Kube.Watching;

public sealed class InformerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Whatever_happens_on_the_way_the_cache_ends_equal_to_the_server()
    {
        await Task.Run(() => Prop.ForAll<int, NonNull<byte[]>>((seed, writes) =>
            Follow(seed, 0.2, writes.Get).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(150)));
    }

    [Fact]
    public async Task Handlers_hear_of_every_object_once_it_changes()
    {
        var server = new ChaoticServer(1, 0);
        server.Write("a", 0);
        var heard = new List<string>();
        await Run(server, new(), heard, async informer =>
        {
            await informer.WhenSynced.WaitAsync(Patience);
            heard.ShouldBe(["Added a"]);
            server.Write("b", 0);
            server.Write("b", 3);
            server.Write("a", 1);
            await Until(informer, () => informer.Count == 1 && informer.Find(new("n", "b"))?.Json["data"] is not null);
        });
        heard.ShouldBe(["Added a", "Added b", "Modified b", "Deleted a"]);
        server.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task An_index_follows_its_objects()
    {
        var server = new ChaoticServer(1, 0);
        var options = new InformerOptions
        {
            Indexes = ImmutableDictionary.CreateRange<string, Func<KubeObject, IEnumerable<string>>>([new("what", item => item.Json["data"]?["what"] is { } what ? [what.GetValue<string>()] : [])]),
        };
        await Run(server, options, [], async informer =>
        {
            server.Write("a", 0);
            server.Write("a", 3);
            server.Write("b", 0);
            server.Write("b", 3);
            await Until(informer, () => informer.ByIndex("what", "3").Count == 2);
            server.Write("a", 6);
            server.Write("b", 1);
            await Until(informer, () => informer.Count == 1 && informer.ByIndex("what", "6").Count == 1);
            informer.ByIndex("what", "3").ShouldBeEmpty();
            Should.Throw<ArgumentException>(() => informer.ByIndex("nope", ""));
        });
    }

    [Fact]
    public async Task An_object_that_cannot_be_taken_stops_nothing()
    {
        var server = new ChaoticServer(1, 0);
        server.Write("bad", 0);
        server.Write("good", 0);
        var options = new InformerOptions { Transform = item => item.Name == "bad" ? throw new InvalidOperationException("no") : item };
        await Run(server, options, [], async informer =>
        {
            informer.Changed += _ => throw new InvalidOperationException("a handler that throws");
            await informer.WhenSynced.WaitAsync(Patience);
            server.Write("bad", 3);
            server.Write("better", 0);
            await Until(informer, () => informer.Find(new("n", "better")) is not null);
            informer.Find(new("n", "good")).ShouldNotBeNull();
            informer.Find(new("n", "bad")).ShouldBeNull();
        });
    }

    [Fact]
    public async Task An_informer_that_is_stopped_before_its_first_list_says_so()
    {
        var informer = new Informer(new ChaoticServer(1, 1), ResourceTypes.ConfigMaps, "n", new(), new ManualClock(), NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = informer.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        informer.WhenSynced.IsCanceled.ShouldBeTrue();
    }

    private static async Task<bool> Follow(int seed, double chaos, byte[] writes)
    {
        var server = new ChaoticServer(seed, chaos);
        var told = new Dictionary<string, string>();
        var consistent = true;
        await Run(server, new() { PageSize = 2 }, [], async informer =>
        {
            informer.Changed += change =>
            {
                consistent &= (change.Before is not null) == told.ContainsKey(change.Key.Name) && (change.Type == InformerChangeType.Added) == !told.ContainsKey(change.Key.Name);
                if (change.After is { } after)
                    told[change.Key.Name] = after.Json.ToJsonString();
                else
                    told.Remove(change.Key.Name);
            };
            foreach (var write in writes)
            {
                server.Write("o" + (write % 7), write / 7);
                if (write % 4 == 0)
                    await Task.Yield();
            }

            server.Chaos = 0;
            server.Write("last", 0);
            await Until(informer, () => Same(server.State, informer.All.ToDictionary(item => item.Name, item => item.Json.ToJsonString())));
        });
        return consistent && Same(server.State, told);
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(item => other.TryGetValue(item.Key, out var value) && value == item.Value);

    private static async Task Run(ChaoticServer server, InformerOptions options, List<string> heard, Func<Informer, Task> test)
    {
        var informer = new Informer(server, ResourceTypes.ConfigMaps, "n", options, new JumpingClock(), NullLogger.Instance);
        informer.Changed += change => heard.Add($"{change.Type} {change.Key.Name}");
        using var stop = new CancellationTokenSource();
        var testing = test(informer);
        var running = informer.RunAsync(stop.Token);
        await testing;
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    private static async Task Until(Informer informer, Func<bool> holds)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(InformerChange? change)
        {
            if (holds())
                done.TrySetResult();
        }

        informer.Changed += Look;
        Look(null);
        await done.Task.WaitAsync(Patience);
        informer.Changed -= Look;
    }
}
