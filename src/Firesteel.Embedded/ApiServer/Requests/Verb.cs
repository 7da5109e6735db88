namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>The API's verbs, and the word for each in discovery and error texts.</summary>
internal static class Verb
{
    public const string Create = "create";
    public const string Delete = "delete";
    public const string DeleteCollection = "deletecollection";
    public const string Get = "get";
    public const string List = "list";
    public const string Patch = "patch";
    public const string Update = "update";
    public const string Watch = "watch";

    /// <summary>Empty for a method that the API does not know.</summary>
    public static string Of(string method, bool hasName, bool watch) => method switch
    {
        "GET" or "HEAD" => hasName ? (watch ? Watch : Get) : watch ? Watch : List,
        "POST" => Create,
        "PUT" => Update,
        "PATCH" => Patch,
        "DELETE" => hasName ? Delete : DeleteCollection,
        _ => "",
    };
}
