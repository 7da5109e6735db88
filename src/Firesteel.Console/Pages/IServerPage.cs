using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages;

/// <summary>A page about all applications.</summary>
public interface IServerPage : IPage
{
    Html Render(PageRequest request);
}
