using System.Net;

namespace Telegram.Bot.Exceptions;

/// <summary>
/// Something went wrong on the way, and whether the server acted is not known: no connection, a reset, a time-out, an answer that is not the API's.
/// When the connection was never made, <see cref="Exception.InnerException"/> is an <see cref="HttpRequestException"/> whose
/// <see cref="HttpRequestException.HttpRequestError"/> says so. A refusal by the API is an <see cref="ApiRequestException"/>.
/// </summary>
public class RequestException : Exception
{
    public RequestException(string message) : base(message) { }

    public RequestException(string message, Exception innerException) : base(message, innerException) { }

    public RequestException(string message, HttpStatusCode httpStatusCode) : base(message) => HttpStatusCode = httpStatusCode;

    public RequestException(string message, HttpStatusCode httpStatusCode, Exception? innerException) : base(message, innerException) =>
        HttpStatusCode = httpStatusCode;

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public HttpStatusCode? HttpStatusCode { get; }
}
