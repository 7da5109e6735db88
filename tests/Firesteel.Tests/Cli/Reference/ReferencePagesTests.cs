using Firesteel.Cli.Reference;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.Cli.Reference;

public sealed class ReferencePagesTests
{
    public static TheoryData<string> Pages => new(ReferencePages.All.Select(page => page.FileName));

    [Theory, MemberData(nameof(Pages))]
    public void A_page_is_what_the_code_says_now(string name)
    {
        var page = ReferencePages.All.Single(page => page.FileName == name);
        File.ReadAllText(Checkout.File("docs", "reference", name)).ShouldBe(page.Write(), "run eng/update-reference.sh");
    }

    [Fact]
    public void Every_page_stands_in_the_list_once() =>
        ReferencePages.All.Select(page => page.GetType()).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name)))
            .ShouldBe(typeof(IReferencePage).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IReferencePage)) && !type.IsInterface).OrderBy(type => type.Name, StringComparer.Ordinal));
}
