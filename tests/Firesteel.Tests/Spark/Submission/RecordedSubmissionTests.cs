using Firesteel.TestKit.Repository;
using Firesteel.TestKit.Submissions;
using Xunit.Abstractions;

namespace Firesteel.Tests.Spark.Submission;

/// <summary>The native submission against what the released spark-submit sent, request by request.</summary>
public sealed class RecordedSubmissionTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. All()];

    [Theory, MemberData(nameof(Cases))]
    public async Task Sends_what_sparks_own_client_sends(string name)
    {
        var difference = await SubmissionDifference.FindAsync(RecordedSubmission.Load(Checkout.Cases, name));
        if (KnownDifferences.ReasonOf(name) is { } reason)
            difference.ShouldNotBeNull($"{name} passes now; take it out of known-differences.txt ({reason})");
        else
            difference.ShouldBeNull(name);
    }

    [Fact]
    public async Task Nearly_all_recordings_are_repeated()
    {
        foreach (var version in RecordedSubmission.Versions(Checkout.Cases))
        {
            var all = RecordedSubmission.Names(Checkout.Cases, version);
            var passed = 0;
            foreach (var name in all)
                passed += await SubmissionDifference.FindAsync(RecordedSubmission.Load(Checkout.Cases, name)) is null ? 1 : 0;
            output.WriteLine($"{version}: {passed} of {all.Length} recordings");
            (passed / (double)all.Length).ShouldBeGreaterThan(0.9);
        }
    }

    /// <summary>
    /// Nothing is skipped in silence: a file is a case here, or a recording of executors, which Spark's driver asks for and we never do.
    /// </summary>
    [Fact]
    public void Every_file_is_a_case()
    {
        var root = Path.Combine(Checkout.Cases, "spark-submit");
        string[] files = [.. Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))];
        string[] executors = [.. files.Where(file => file.Split('/') is [_, "executors", _])];
        output.WriteLine($"{files.Length} files: {All().Length} submissions, {executors.Length} of executors");
        files.Except(executors).Order(StringComparer.Ordinal).ShouldBe(All().Select(name => name + ".json").Order(StringComparer.Ordinal));
        foreach (var name in All())
            ((string)RecordedSubmission.Load(Checkout.Cases, name).Json["mode"]!).ShouldBe("cluster", name);
    }

    [Fact]
    public void Each_known_difference_is_recorded()
    {
        // A directory of other recordings has others.
        if (Checkout.Cases == Path.Combine(Checkout.Shared(), "cases"))
            KnownDifferences.Patterns.ShouldAllBe(pattern => All().Any(name => KnownDifferences.IsMatch(pattern, name)));
    }

    private static string[] All() => [.. RecordedSubmission.Versions(Checkout.Cases).SelectMany(version => RecordedSubmission.Names(Checkout.Cases, version))];
}
