namespace Telegram.Bot.Exceptions;

/// <summary>The API understood the request and refused it: a well-formed answer with <c>ok: false</c>. Nothing was done.</summary>
public class ApiRequestException : RequestException
{
    public ApiRequestException(string message) : base(message) { }

    public ApiRequestException(string message, int errorCode) : base(message) => ErrorCode = errorCode;

    public ApiRequestException(string message, int errorCode, ResponseParameters? parameters) : base(message)
    {
        ErrorCode = errorCode;
        Parameters = parameters;
    }

    public ApiRequestException(string message, int errorCode, ResponseParameters? parameters, Exception innerException) : base(message, innerException)
    {
        ErrorCode = errorCode;
        Parameters = parameters;
    }

    /// <summary>The API's own code, 400–599 as a rule. Compare by it first; the message is only a hint, its wording changes.</summary>
    public virtual int ErrorCode { get; }

    /// <summary>How long to wait, or where the chat went; null when the answer said neither.</summary>
    public ResponseParameters? Parameters { get; }
}
