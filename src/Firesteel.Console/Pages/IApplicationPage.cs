using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages;

/// <summary>A page about one application. Rendered under the store's reading lock: a log that is still being read shows what is known.</summary>
public interface IApplicationPage : IPage
{
    /// <summary>Whether the row of tabs names the page; one that would be empty is left out.</summary>
    bool IsTab(ApplicationRequest request) => Tab == Path;

    /// <exception cref="PageNotFoundException">The application has no such thing.</exception>
    Html Render(ApplicationRequest request);
}
