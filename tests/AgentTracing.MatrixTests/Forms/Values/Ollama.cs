using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

internal static partial class Values
{
    public static OllamaApiClient Ollama => new(Server.BaseAddress, "llama-test");

    public static IOllamaApiClient AnyOllama => Ollama;

    public static ChatRequest OllamaChat => new() { Messages = [new("user", "hi")] };

    public static GenerateRequest OllamaText => new() { Prompt = "hi" };

    public static EmbedRequest OllamaInput => new() { Input = ["hi"] };
}
