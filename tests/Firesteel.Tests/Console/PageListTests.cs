using Firesteel.Console.Pages;

namespace Firesteel.Tests.Console;

public sealed class PageListTests
{
    [Fact]
    public void Every_page_is_in_the_list_once()
    {
        var classes = typeof(IPage).Assembly.GetTypes().Where(type => type.IsClass && typeof(IPage).IsAssignableFrom(type)).ToList();
        PageList.All.Select(page => page.GetType()).ShouldBe(classes, ignoreOrder: true);
    }

    [Fact]
    public void Paths_are_different_and_each_tab_is_a_page()
    {
        var paths = PageList.All.Select(page => page.Path).ToList();
        paths.ShouldBeUnique();
        PageList.All.ShouldAllBe(page => paths.Contains(page.Tab));
        PageList.All.OfType<IApplicationPage>().ShouldAllBe(page => page.Path.EndsWith('/'));
    }
}
