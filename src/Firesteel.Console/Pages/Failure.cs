using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages;

/// <summary>Pages that say that there is no page.</summary>
internal static class Failure
{
    public static Html Render(PageRequest request, string title, string what, string cure) => Layout.Document(request, title, Html.Empty, Html.Of($"""
        <section class="failure"><h1>{title}</h1><p>{what}</p><p class="dim">{cure}</p><p><a href="{request.Home}">All applications</a></p></section>
        """));
}
