using System.Text;
using System.Text.Json.Nodes;
using Firesteel.History.Rest;

namespace Firesteel.Tests.History.Rest;

public sealed class RestAnswerTests
{
    /// <summary>From here on the garbage collector calls an object large.</summary>
    private const int Large = 85_000;

    [Theory, InlineData(0), InlineData(3), InlineData(100_000)]
    public void An_array_is_written_piece_by_piece_and_none_is_large(int count)
    {
        var answer = RestAnswer.Array(Enumerable.Range(0, count), (json, number) => json.Value($"number {number}"));
        var text = new StringBuilder(Encoding.UTF8.GetString(answer.Body.Span));
        (answer.Rest is null).ShouldBe(count < 100);
        while (answer.Rest is { Ended: false } rest)
        {
            var piece = rest.Next();
            piece.Length.ShouldBeInRange(1, Large);
            text.Append(Encoding.UTF8.GetString(piece.Span));
        }

        JsonNode.Parse(text.ToString())!.AsArray().Select(item => item!.GetValue<string>()).ShouldBe(Enumerable.Range(0, count).Select(number => $"number {number}"));
    }

    [Fact]
    public void Whole_is_all_of_it_at_once()
    {
        var whole = RestAnswer.Array(Enumerable.Range(0, 50_000), (json, number) => json.Value((long)number)).Whole();
        whole.Rest.ShouldBeNull();
        JsonNode.Parse(whole.Body.Span)!.AsArray().Count.ShouldBe(50_000);
    }

    /// <summary>Whoever asks wrongly is told so, and gets no answer that breaks off.</summary>
    [Fact]
    public void What_is_wrong_from_the_start_is_thrown_before_anything_is_sent() =>
        Should.Throw<RestException>(() => RestAnswer.Array(Wrong(), (json, number) => json.Value((long)number)));

    private static IEnumerable<int> Wrong()
    {
        yield return 1;
        throw RestException.NotFound("no more");
    }
}
