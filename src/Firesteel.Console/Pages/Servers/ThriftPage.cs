using Firesteel.Console.Markup;

namespace Firesteel.Console.Pages.Servers;

/// <summary>Sessions and statements of the Thrift server.</summary>
public sealed class ThriftPage : IApplicationPage
{
    public string Path => "sqlserver/";

    public string Title => "JDBC/ODBC";

    public string Tab => Path;

    public bool IsTab(ApplicationRequest request) => !request.Store.Thrift.IsEmpty;

    public Html Render(ApplicationRequest request) => Html.Of($"<h1>JDBC/ODBC server</h1>{ServerTables.Render(request, request.Store.Thrift, "Statements")}");
}
