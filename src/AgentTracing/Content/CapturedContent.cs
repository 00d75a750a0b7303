using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// Input and output of an operation, ready for export: redacted, each attribute within its maximum length. Missing values are null.
/// </summary>
internal sealed class CapturedContent
{
    private readonly int _maxLength = AgentTracingOptions.Current.ContentLimit;
    private readonly string[] _finishReasons;
    private readonly string _defaultReason;

    private CapturedContent(Operation operation, OperationContent content)
    {
        _finishReasons = FinishReason.ToConventions(operation.Llm?.Response.FinishReasons ?? []);
        _defaultReason = operation.IsIncomplete || operation.Exception is not null ? "error" : "stop";
        if (content.Arguments.Count > 0)
            Arguments = [.. content.Arguments.Select(static argument => (argument.Name, ContentJson.RedactUnder(argument.Name, argument.Json)))];
        Result = content.Result is { } result ? ContentJson.Redact(result) : null;
        if (operation.Llm is not { Operation: not LlmOperation.Embeddings } || content.Llm is not { } llm)
            return;

        Input = Redact(llm.Input.All);
        Output = Redact(llm.Output.All);
        if (llm.Instructions.Count > 0)
            Instructions = [.. llm.Instructions.Select(static text => Redaction.Apply(text))];
        if (llm.Tools.Count > 0)
            Tools = [.. llm.Tools.Select(Redact)];
    }

    /// <summary>The arguments, each as JSON.</summary>
    internal IReadOnlyList<(string Name, string Json)> Arguments { get; } = [];

    /// <summary>The result, as JSON.</summary>
    internal string? Result { get; }

    /// <summary>The messages sent to the model.</summary>
    internal IReadOnlyList<LlmMessage> Input { get; private set; } = [];

    /// <summary>The messages of the response.</summary>
    internal IReadOnlyList<LlmMessage> Output { get; private set; } = [];

    /// <summary>The input of an agent's run, as messages.</summary>
    private IReadOnlyList<LlmMessage> RunInput { get; set; } = [];

    /// <summary>The output of an agent's run, as messages.</summary>
    private IReadOnlyList<LlmMessage> RunOutput { get; set; } = [];

    /// <summary>The model's instructions that are separate from the messages.</summary>
    internal IReadOnlyList<string> Instructions { get; } = [];

    /// <summary>The tools of the request.</summary>
    internal IReadOnlyList<LlmTool> Tools { get; } = [];

    /// <summary>The documents that a retrieval found.</summary>
    internal IReadOnlyList<RetrievedDocument> Documents { get; private set; } = [];

    /// <summary>The texts that embeddings were generated for.</summary>
    internal IReadOnlyList<string> EmbeddedTexts { get; private set; } = [];

    /// <summary>The arguments by name, as an object of JSON.</summary>
    internal string? ArgumentsJson => Arguments.Count == 0 ? null : Fit(MessageJson.Object(Arguments));

    /// <summary>The result, as JSON.</summary>
    internal string? ResultJson => Result is null ? null : Fit(Result);

    /// <summary><c>gen_ai.input.messages</c>.</summary>
    internal string? InputMessages => Input.Count == 0 ? null : Fit(MessageJson.Conventions(Input, []));

    /// <summary><c>gen_ai.output.messages</c>.</summary>
    internal string? OutputMessages => Output.Count == 0 ? null : Fit(MessageJson.Conventions(Output, FinishReasons));

    /// <summary><c>gen_ai.input.messages</c> of a run of an agent.</summary>
    internal string? RunInputMessages => RunInput.Count == 0 ? null : Fit(MessageJson.Conventions(RunInput, []));

    /// <summary><c>gen_ai.output.messages</c> of a run of an agent.</summary>
    internal string? RunOutputMessages => RunOutput.Count == 0 ? null : Fit(MessageJson.Conventions(RunOutput, [_defaultReason]));

    /// <summary><c>gen_ai.tool.call.result</c>, an object by the conventions' schema.</summary>
    internal string? ToolResultJson => Result switch
    {
        null => null,
        ['{', ..] => Fit(Result),
        _ => Fit($$"""{"result":{{Result}}}"""),
    };

    /// <summary><c>gen_ai.system_instructions</c>.</summary>
    internal string? SystemInstructions => Instructions.Count == 0 ? null : Fit(MessageJson.Instructions(Instructions));

    /// <summary><c>gen_ai.tool.definitions</c>.</summary>
    internal string? ToolDefinitions => Tools.Count == 0 ? null : Fit(MessageJson.Tools(Tools));

    /// <summary><c>gen_ai.retrieval.documents</c>.</summary>
    internal string? RetrievalDocuments => Documents.Count == 0 ? null : Fit(MessageJson.Documents(Documents));

    /// <summary>The input as a readable value: the messages of a model, or the arguments; a single argument without its name.</summary>
    internal ContentValue? InputValue => Input.Count + Instructions.Count > 0 ? new(Fit(MessageJson.Chat(Sent)), IsText: false) : ValueOf(Arguments);

    /// <summary>The output as a readable value.</summary>
    internal ContentValue? OutputValue => Output.Count > 0 ? new(Fit(MessageJson.Chat(Answered)), IsText: false) : ValueOf(Result);

    /// <summary>The messages in the form of chat APIs, beginning with the instructions.</summary>
    internal IEnumerable<LlmMessage> Sent
    {
        get
        {
            if (Instructions.Count > 0)
                yield return MessageOf("system", string.Join("\n", Instructions));
            foreach (var message in Input.SelectMany(message => message.Split()))
                yield return message;
        }
    }

    /// <summary>The messages of the response in the form of chat APIs.</summary>
    internal IEnumerable<LlmMessage> Answered => Output.SelectMany(message => message.Split());

    /// <summary>Collects the captured content of an operation.</summary>
    internal static CapturedContent Of(Operation operation, OperationContent content)
    {
        var captured = new CapturedContent(operation, content);
        if (operation.Llm is { Operation: LlmOperation.Embeddings })
            captured.ReadTexts();
        else if (operation.Llm is not null)
            captured.ReadPlainCall();
        else if (operation.Descriptor.Kind is OperationKind.Agent or OperationKind.Workflow)
            captured.ReadRun();
        else if (operation.Descriptor.Kind == OperationKind.Retrieval && captured.Result is { } result)
            captured.Documents = RetrievedDocument.ReadAll(result);
        return captured;
    }

    /// <summary>JSON within the maximum length of an attribute.</summary>
    internal string Fit(string json) => ContentJson.Fit(json, _maxLength);

    /// <summary>The finish reason of each message of the response. Phoenix ignores all of them if one is missing.</summary>
    private string[] FinishReasons => _finishReasons.Length == Output.Count ? _finishReasons : [.. _finishReasons.Take(Output.Count), .. Enumerable.Repeat(_defaultReason, Math.Max(0, Output.Count - _finishReasons.Length))];

    /// <summary>The single text argument of a model call becomes a user message, and a text result an assistant message.</summary>
    private void ReadPlainCall()
    {
        if (Input.Count == 0 && ValueOf(Arguments) is { IsText: true } prompt)
            Input = [MessageOf("user", prompt.Value)];
        if (Output.Count == 0 && ValueOf(Result) is { IsText: true } answer)
            Output = [MessageOf("assistant", answer.Value)];
    }

    /// <summary>
    /// The input of an agent becomes a user message, and its result an assistant message; other values than texts become JSON texts.
    /// </summary>
    private void ReadRun()
    {
        if (ValueOf(Arguments) is { } given)
            RunInput = [MessageOf("user", given.Value)];
        if (ValueOf(Result) is { } returned)
            RunOutput = [MessageOf("assistant", returned.Value)];
    }

    /// <summary>The input of embeddings is the argument that is a text or a list of texts.</summary>
    private void ReadTexts()
        => EmbeddedTexts = Arguments.Select(static argument => ContentJson.TextsOf(argument.Json)).FirstOrDefault(static texts => texts.Count > 0) ?? [];

    private static LlmMessage MessageOf(string role, string text)
        => new(role, null) { Parts = { new LlmPart(LlmPartKind.Text) { Text = text } } };

    private ContentValue? ValueOf(IReadOnlyList<(string Name, string Json)> arguments) => arguments switch
    {
        [] => null,
        [var only] => ValueOf(only.Json),
        _ => new(ArgumentsJson!, IsText: false),
    };

    private ContentValue? ValueOf(string? json) => json switch
    {
        null => null,
        ['"', ..] => new(Truncation.Cut(ContentJson.TextOf(json), _maxLength), IsText: true),
        _ => new(Fit(json), IsText: false),
    };

    /// <summary>The redacted messages; the same objects if nothing is redacted.</summary>
    private static IReadOnlyList<LlmMessage> Redact(IReadOnlyList<LlmMessage> messages) => Redaction.IsOn ? [.. messages.Select(Redact)] : messages;

    private static LlmMessage Redact(LlmMessage message)
    {
        var redacted = new LlmMessage(message.Role, message.Name is { } name ? Redaction.Apply(name) : null);
        redacted.Parts.AddRange(message.Parts.Select(Redact));
        return redacted;
    }

    private static LlmPart Redact(LlmPart part) => new(part.Kind)
    {
        Id = part.Id,
        Name = part.Name,
        Modality = part.Modality,
        MimeType = part.MimeType,
        Text = part.Kind is LlmPartKind.ToolCall or LlmPartKind.ToolCallResponse && ContentJson.IsValid(part.Text)
            ? ContentJson.Redact(part.Text)
            : Redaction.Apply(part.Text),
    };

    private static LlmTool Redact(LlmTool tool) => tool with
    {
        Description = tool.Description is { } description ? Redaction.Apply(description) : null,
        Parameters = tool.Parameters is { } parameters && ContentJson.IsValid(parameters) ? ContentJson.Redact(parameters) : null,
    };
}

/// <summary>A value ready for export.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsText">Whether it is plain text; else it is JSON.</param>
internal readonly record struct ContentValue(string Value, bool IsText)
{
    /// <summary>Its media type.</summary>
    internal string MimeType => IsText ? "text/plain" : "application/json";
}
