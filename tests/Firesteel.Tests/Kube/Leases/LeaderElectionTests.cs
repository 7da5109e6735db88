using Firesteel.Kube.Leases;
using Firesteel.Kube.Objects;
using Firesteel.Kube.Problems;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace Firesteel.Tests.Kube.Leases;

public sealed class LeaderElectionTests
{
    private static readonly ObjectKey Lease = new("spark", "operator");
    private readonly ManualClock clock = new();
    private readonly MemoryServer server = new();

    [Fact]
    public Task The_first_leads_and_the_second_follows_when_it_gives_back() => Task.Run(() =>
    {
        var first = new Candidate("one", server, clock);
        var second = new Candidate("two", server, clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        (first.Leads, second.Leads, second.Election.Leader).ShouldBe((true, false, "one"));
        var held = server.Find(ResourceTypes.Leases, Lease)!;
        held.Spec!["holderIdentity"]!.GetValue<string>().ShouldBe("one");
        held.Spec!["renewTime"]!.GetValue<string>().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$");
        first.Stop();
        server.Find(ResourceTypes.Leases, Lease)!.Spec!["holderIdentity"]!.GetValue<string>().ShouldBe("");
        clock.Advance(TimeSpan.FromSeconds(5));
        (first.Leads, second.Leads).ShouldBe((false, true));
        server.Find(ResourceTypes.Leases, Lease)!.Spec!["leaseTransitions"]!.GetValue<int>().ShouldBe(1);
        second.Stop();
    });

    [Fact]
    public Task A_leader_that_cannot_renew_stops_before_another_begins() => Task.Run(() =>
    {
        var first = new Candidate("one", server, clock);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = new Candidate("two", server, clock, skew: TimeSpan.FromHours(-5));
        clock.Advance(TimeSpan.FromSeconds(30));
        first.IsCutOff = true;
        clock.Advance(TimeSpan.FromSeconds(11));
        (first.Leads, first.Election.IsLeader, second.Leads).ShouldBe((false, false, false));
        clock.Advance(TimeSpan.FromSeconds(12));
        second.Leads.ShouldBeTrue();
        first.IsCutOff = false;
        clock.Advance(TimeSpan.FromSeconds(30));
        (first.Leads, second.Leads).ShouldBe((false, true));
        first.Stop();
        second.Stop();
    });

    [Fact]
    public Task A_lease_that_somebody_deleted_is_made_anew() => Task.Run(() =>
    {
        var only = new Candidate("one", server, clock);
        clock.Advance(TimeSpan.FromSeconds(5));
        server.Remove(ResourceTypes.Leases, Lease);
        clock.Advance(TimeSpan.FromSeconds(5));
        (only.Leads, server.Find(ResourceTypes.Leases, Lease) is not null).ShouldBe((true, true));
        only.Stop();
    });

    [Fact]
    public void Senseless_options_are_refused_all_at_once() =>
        Should.Throw<ProblemException>(() => new LeaderElection(
            server.Client(), new() { Lease = new("", ""), Identity = "", RetryPeriod = TimeSpan.Zero, RenewDeadline = TimeSpan.Zero, LeaseDuration = TimeSpan.Zero }, clock, NullLogger.Instance)).Problems.Length.ShouldBe(5);

    /// <summary>Clocks that differ, links that break at any time: never two leaders, and one again once the links are whole.</summary>
    [Fact]
    public Task Two_never_lead_at_once() => Task.Run(() => Prop.ForAll<NonNull<byte[]>>(schedule =>
    {
        var time = new ManualClock();
        var store = new MemoryServer();
        var candidates = Enumerable.Range(0, 3).Select(i => new Candidate($"c{i}", store, time, TimeSpan.FromMinutes((i - 1) * 17))).ToList();
        foreach (var step in schedule.Get)
        {
            var one = candidates[step % 3];
            switch (step / 3 % 4)
            {
                case 0:
                    one.IsCutOff = !one.IsCutOff;
                    break;
                case 1:
                    one.AnswersGetLost = !one.AnswersGetLost;
                    break;
            }

            for (var tick = 0; tick < step % 16; tick++)
            {
                time.Advance(TimeSpan.FromMilliseconds(500));
                if (candidates.Count(candidate => candidate.Leads) > 1)
                    return false;
            }
        }

        candidates.ForEach(candidate => (candidate.IsCutOff, candidate.AnswersGetLost) = (false, false));
        time.Advance(TimeSpan.FromSeconds(45));
        var leaders = candidates.Count(candidate => candidate.Leads);
        candidates.ForEach(candidate => candidate.Stop());
        return leaders == 1;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300)));

    private sealed class Candidate
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;

        public Candidate(string identity, MemoryServer server, ManualClock clock, TimeSpan skew = default)
        {
            Election = new(
                new LossyLink(server.Client(() => Fail(IsCutOff)), () => Fail(AnswersGetLost)), new() { Lease = Lease, Identity = identity }, new SkewedClock(clock, skew), NullLogger.Instance);
            running = Election.RunAsync(
                token =>
                {
                    Leads = true;
                    var over = new TaskCompletionSource();
                    token.Register(() =>
                    {
                        Leads = false;
                        over.SetResult();
                    });
                    return over.Task;
                },
                stop.Token);
        }

        public LeaderElection Election { get; }

        public bool Leads { get; private set; }

        public bool IsCutOff { get; set; }

        public bool AnswersGetLost { get; set; }

        public void Stop()
        {
            stop.Cancel();
            running.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        }

        private static void Fail(bool fails)
        {
            if (fails)
                throw new HttpRequestException("cut off");
        }
    }
}
