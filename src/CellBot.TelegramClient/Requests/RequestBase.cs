using System.Net.Http.Headers;
using System.Text;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Wire;

namespace Telegram.Bot.Requests.Abstractions
{
    /// <summary>One call of the API; the name of its answer's type is <typeparamref name="TResponse"/>.</summary>
    public interface IRequest<TResponse>
    {
        HttpMethod HttpMethod { get; }

        string MethodName { get; }

        /// <summary>The body, made new at each call; null for none.</summary>
        HttpContent? ToHttpContent();
    }
}

namespace Telegram.Bot.Requests
{
    /// <summary>A call whose fields go out as JSON.</summary>
    public abstract class RequestBase<TResponse>(string methodName) : IRequest<TResponse>
    {
        [JsonIgnore]
        public HttpMethod HttpMethod => HttpMethod.Post;

        [JsonIgnore]
        public string MethodName { get; } = methodName;

        public virtual HttpContent? ToHttpContent() => new JsonBody(this);
    }

    /// <summary>A call without fields.</summary>
    public abstract class ParameterlessRequest<TResponse>(string methodName) : RequestBase<TResponse>(methodName)
    {
        public override HttpContent? ToHttpContent() => null;
    }

    /// <summary>A call that may carry files: multipart when there are bytes to upload, JSON when every file is an id or an address.</summary>
    public abstract class FileRequestBase<TResponse>(string methodName) : RequestBase<TResponse>(methodName)
    {
        private protected abstract IEnumerable<InputFile?> Files { get; }

        public override HttpContent? ToHttpContent()
        {
            var uploads = Files.OfType<InputFileStream>().ToList();
            if (uploads.Count == 0)
                return base.ToHttpContent();

            for (var index = 0; index < uploads.Count; index++)
                uploads[index].Part = $"file{index}";

            // Part headers in UTF-8: a Vietnamese file name arrives as it is.
            var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
            using var json = JsonBody.Write(this);
            using var fields = JsonDocument.Parse(json.Memory);
            foreach (var field in fields.RootElement.EnumerateObject())
            {
                var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
                if (uploads.Find(upload => text == $"attach://{upload.Part}") is { } whole)
                    whole.Part = field.Name; // the field is the file
                else
                    form.Add(new StringContent(text), $"\"{field.Name}\"");
            }

            foreach (var upload in uploads)
            {
                var part = new StreamContent(upload.Content);
                part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{upload.Part}\"; filename=\"{Plain(upload.FileName ?? upload.Part!)}\"");
                part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                form.Add(part);
            }

            return form;
        }

        // A quote or a line break would end the header early.
        private static string Plain(string fileName) => string.Concat(fileName.Select(letter => letter is '"' or '\\' || char.IsControl(letter) ? '_' : letter));
    }
}
