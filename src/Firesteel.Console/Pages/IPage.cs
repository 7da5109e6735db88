namespace Firesteel.Console.Pages;

/// <summary>A page. Every page is one class and one line in <see cref="PageList"/>.</summary>
public interface IPage
{
    /// <summary>Behind the server's root, or behind the application's address; Spark's own address where Spark has such a page. Ends in a slash unless empty.</summary>
    string Path { get; }

    /// <summary>Also the page's name in the row of tabs if <see cref="Tab"/> is this page.</summary>
    string Title { get; }

    /// <summary>Path of the tab that the page belongs to.</summary>
    string Tab { get; }
}
