using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages.Servers;

/// <summary>Sessions and requests of the Spark Connect server.</summary>
public sealed class ConnectPage : IApplicationPage
{
    public string Path => "connect/";

    public string Title => "Connect";

    public string Tab => Path;

    public bool IsTab(ApplicationRequest request) => !request.Store.Connect.IsEmpty;

    public Html Render(ApplicationRequest request) => Html.Of($"<h1>Connect server</h1>{ServerTables.Render(request, request.Store.Connect, "Requests")}");
}
