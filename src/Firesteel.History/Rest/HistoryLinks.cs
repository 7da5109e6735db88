using Firesteel.History.Serving;

namespace Firesteel.History.Rest;

/// <summary>Spark's own addresses of an application: <c>/history/{app}</c> leads to the newest attempt.</summary>
public static class HistoryLinks
{
    /// <summary>A redirect, or 404 for an application that is not known. Null: the path is none of these.</summary>
    public static RestAnswer? Answer(HistoryLibrary library, string path)
    {
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        if (segments is not ["history", ..])
            return null;
        if (segments.Length == 1)
            return RestAnswer.Redirect(path.EndsWith('/') ? "/" : "/history/");
        var page = new RestAnswer(404, "text/html;charset=utf-8", System.Text.Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><head><title>Not Found</title></head><body>Application {System.Net.WebUtility.HtmlEncode(segments[1])} not found.</body></html>"));
        if (library.List.Find(segments[1]) is not { } application)
            return page;
        if (segments.Length == 2)
        {
            var newest = application.Attempts[0].AttemptId;
            return newest is null && path.EndsWith('/') ? RestAnswer.Redirect($"/history/{segments[1]}/jobs/") : RestAnswer.Redirect($"/history/{segments[1]}/{(newest is null ? "" : newest + "/")}");
        }

        return null;
    }
}
