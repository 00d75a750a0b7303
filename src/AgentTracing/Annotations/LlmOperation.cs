namespace AgentTracing;

/// <summary>The kind of a model call: the inference values of <c>gen_ai.operation.name</c>.</summary>
public enum LlmOperation
{
    /// <summary><c>chat</c>: chat completions, messages, responses.</summary>
    Chat,

    /// <summary><c>text_completion</c>: legacy completions.</summary>
    TextCompletion,

    /// <summary><c>generate_content</c>: multimodal content generation.</summary>
    GenerateContent,

    /// <summary><c>embeddings</c>: vectors of text.</summary>
    Embeddings,
}
