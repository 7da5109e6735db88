using System.Net;
using System.Text;

namespace Firesteel.Tests.Kube.Client;

/// <summary>Answers requests from a script, without a socket, and remembers them.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> script = new();

    public List<string> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public ScriptedServer Answer(HttpStatusCode code, string body, Action<HttpResponseMessage>? change = null)
    {
        script.Enqueue(_ =>
        {
            var response = new HttpResponseMessage(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            change?.Invoke(response);
            return response;
        });
        return this;
    }

    public ScriptedServer Fail(HttpRequestError error)
    {
        script.Enqueue(_ => throw new HttpRequestException(error, error.ToString()));
        return this;
    }

    public ScriptedServer Stream(Stream body)
    {
        script.Enqueue(_ => new(HttpStatusCode.OK) { Content = new StreamContent(body) });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}{(request.Content?.Headers.ContentType is { } type ? " " + type : "")}");
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return script.Count == 0 ? throw new InvalidOperationException($"nothing more is scripted, and there came {Requests[^1]}") : script.Dequeue()(request);
    }
}
