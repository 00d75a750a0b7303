using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// What an operation was given and returned, as it goes out: redacted, each attribute within its length. What is not there is null.
/// </summary>
internal sealed class CapturedContent
{
    private readonly int _maxLength = AgentTracingOptions.Current.ContentLimit;
    private readonly string[] _finishReasons;
    private readonly string _unsaidReason;

    private CapturedContent(Operation operation, OperationContent content)
    {
        _finishReasons = FinishReason.ToConventions(operation.Llm?.Response.FinishReasons ?? []);
        _unsaidReason = operation.IsIncomplete || operation.Exception is not null ? "error" : "stop";
        Arguments = [.. content.Arguments.Select(static argument => (argument.Name, ContentJson.RedactUnder(argument.Name, argument.Json)))];
        Result = content.Result is { } result ? ContentJson.Redact(result) : null;
        if (operation.Llm is not { Operation: not LlmOperation.Embeddings } || content.Llm is not { } llm)
            return;

        Input = Redact(llm.Input.All);
        Output = Redact(llm.Output.All);
        Instructions = [.. llm.Instructions.Select(static text => Redaction.Apply(text))];
        Tools = [.. llm.Tools.Select(Redact)];
    }

    /// <summary>The arguments, each as JSON.</summary>
    internal IReadOnlyList<(string Name, string Json)> Arguments { get; }

    /// <summary>What was returned, as JSON.</summary>
    internal string? Result { get; }

    /// <summary>The messages that a model was sent.</summary>
    internal IReadOnlyList<LlmMessage> Input { get; private set; } = [];

    /// <summary>The messages that a model answered.</summary>
    internal IReadOnlyList<LlmMessage> Output { get; private set; } = [];

    /// <summary>What a run of an agent was given, as messages.</summary>
    private IReadOnlyList<LlmMessage> RunInput { get; set; } = [];

    /// <summary>What a run of an agent returned, as messages.</summary>
    private IReadOnlyList<LlmMessage> RunOutput { get; set; } = [];

    /// <summary>The instructions that a model was given apart from the messages.</summary>
    internal IReadOnlyList<string> Instructions { get; } = [];

    /// <summary>The tools that a model was offered.</summary>
    internal IReadOnlyList<LlmTool> Tools { get; } = [];

    /// <summary>The documents that a retrieval found.</summary>
    internal IReadOnlyList<RetrievedDocument> Documents { get; private set; } = [];

    /// <summary>The texts that a model made embeddings of.</summary>
    internal IReadOnlyList<string> EmbeddedTexts { get; private set; } = [];

    /// <summary>The arguments by name, as an object of JSON.</summary>
    internal string? ArgumentsJson => Arguments.Count == 0 ? null : Fit(MessageJson.Object(Arguments));

    /// <summary>What was returned, as JSON.</summary>
    internal string? ResultJson => Result is null ? null : Fit(Result);

    /// <summary><c>gen_ai.input.messages</c>.</summary>
    internal string? InputMessages => Input.Count == 0 ? null : Fit(MessageJson.Conventions(Input, []));

    /// <summary><c>gen_ai.output.messages</c>.</summary>
    internal string? OutputMessages => Output.Count == 0 ? null : Fit(MessageJson.Conventions(Output, FinishReasons));

    /// <summary><c>gen_ai.input.messages</c> of a run of an agent.</summary>
    internal string? RunInputMessages => RunInput.Count == 0 ? null : Fit(MessageJson.Conventions(RunInput, []));

    /// <summary><c>gen_ai.output.messages</c> of a run of an agent.</summary>
    internal string? RunOutputMessages => RunOutput.Count == 0 ? null : Fit(MessageJson.Conventions(RunOutput, [_unsaidReason]));

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

    /// <summary>What the operation was given, as the value that a person wants to see: the messages of a model, or the arguments; a lone one by itself.</summary>
    internal ContentValue? InputValue => Input.Count + Instructions.Count > 0 ? new(Fit(MessageJson.Chat(Sent)), IsText: false) : ValueOf(Arguments);

    /// <summary>What the operation returned, as the value that a person wants to see.</summary>
    internal ContentValue? OutputValue => Output.Count > 0 ? new(Fit(MessageJson.Chat(Answered)), IsText: false) : ValueOf(Result);

    /// <summary>The messages as chat APIs have them, the instructions as the first of them.</summary>
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

    /// <summary>The messages of the answer as chat APIs have them.</summary>
    internal IEnumerable<LlmMessage> Answered => Output.SelectMany(message => message.Split());

    /// <summary>Gathers what was captured of an operation.</summary>
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

    /// <summary>JSON within the length that an attribute may have.</summary>
    internal string Fit(string json) => ContentJson.Fit(json, _maxLength);

    /// <summary>Why each message of the answer ended. Phoenix takes none of them where one does not say.</summary>
    private string[] FinishReasons => [.. _finishReasons.Take(Output.Count), .. Enumerable.Repeat(_unsaidReason, Math.Max(0, Output.Count - _finishReasons.Length))];

    /// <summary>A model call that takes one text is a message of the user; one that returns a text, a message of the assistant.</summary>
    private void ReadPlainCall()
    {
        if (Input.Count == 0 && ValueOf(Arguments) is { IsText: true } prompt)
            Input = [MessageOf("user", prompt.Value)];
        if (Output.Count == 0 && ValueOf(Result) is { IsText: true } answer)
            Output = [MessageOf("assistant", answer.Value)];
    }

    /// <summary>An agent is sent what it is given, and answers what it returns; what is no text is one of JSON.</summary>
    private void ReadRun()
    {
        if (ValueOf(Arguments) is { } given)
            RunInput = [MessageOf("user", given.Value)];
        if (ValueOf(Result) is { } returned)
            RunOutput = [MessageOf("assistant", returned.Value)];
    }

    /// <summary>What embeddings are made of is the argument that is a text, or a list of texts.</summary>
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

    /// <summary>The messages as they go out: the same ones where nothing is redacted.</summary>
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

/// <summary>A value as it goes out.</summary>
/// <param name="Value">The value.</param>
/// <param name="IsText">Whether it is plain text; else it is JSON.</param>
internal readonly record struct ContentValue(string Value, bool IsText)
{
    /// <summary>Its media type.</summary>
    internal string MimeType => IsText ? "text/plain" : "application/json";
}
