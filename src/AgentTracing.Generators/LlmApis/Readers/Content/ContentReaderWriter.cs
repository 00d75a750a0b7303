using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Writes the statements that copy an SDK's object into content.</summary>
/// <param name="text">Receives the code.</param>
/// <param name="helpers">Readers that they may call.</param>
/// <param name="content">The variable with the run time's content.</param>
/// <param name="isInput">Whether the messages are sent, not returned.</param>
/// <param name="compilation">The compilation.</param>
internal sealed class ContentReaderWriter(ReaderText text, ReaderHelpers helpers, string content, bool isInput, Compilation compilation)
{
    private const string Models = "System.ClientModel.Primitives.";
    private const string PersistableModel = Models + "IPersistableModel`1";
    private const string Function = "Microsoft.Extensions.AI.AIFunctionDeclaration";

    /// <summary>
    /// Parts of messages of Microsoft.Extensions.AI, and the calls that add them: functions of the messages, the part, and <c>Add</c> or
    /// <c>Append</c>.
    /// </summary>
    private static readonly (string Type, string Name, Func<string, string, string, string> Call)[] Parts =
    [
        ("TextContent", "text", static (messages, part, verb) => $"{messages}.{verb}Text({part}.Text)"),
        ("TextReasoningContent", "reasoning", static (messages, part, verb) => $"{messages}.{verb}Reasoning({part}.Text)"),
        ("FunctionCallContent", "call", static (messages, part, _) => $"{messages}.AddToolCall({part}.CallId, {part}.Name, (object?){part}.Arguments)"),
        ("FunctionResultContent", "result", static (messages, part, _) => $"{messages}.AddToolResponse({part}.CallId, {part}.Result)"),
        ("UriContent", "uri", static (messages, part, _) => $"{messages}.AddUri(null, {part}.MediaType, {part}.Uri.OriginalString)"),
        ("HostedFileContent", "file", static (messages, part, _) => $"{messages}.AddFile({part}.FileId)"),
        ("DataContent", "data", static (messages, part, _) => $"{messages}.AddBlob(null, {part}.MediaType)"),
    ];

    private int _depth;
    private string _messages = $"{content}.{(isInput ? "Input" : "Output")}";

    /// <summary>Reads an object.</summary>
    public void Read(MemberAccess access, ContentShape shape)
    {
        // Limits lists of messages that are lists of messages.
        if (_depth >= WalkBounds.Depth)
            return;

        _depth++;
        ReadShape(access, shape);
        _depth--;
    }

    private void ReadShape(MemberAccess access, ContentShape shape)
    {
        if (shape.Wire is { } method)
        {
            ReadWire(access, shape, method);
            return;
        }

        if (Follow(access, shape.Instructions) is { } instructions)
            text.Line($"{content}.AddInstructions({instructions.Expression});");
        ReadList(access, shape.Messages);
        ReadTools(access, shape.Tools);
        ReadMessage(access, shape);
    }

    /// <summary>Reads each item of a list; sequences that may be lazy are not enumerated.</summary>
    public void ReadEach(MemberAccess items, ITypeSymbol element, ContentShape shape)
    {
        var list = items.Type.Is("System.Collections.Generic", "IEnumerable`1")
            ? MemberAccess.Variable($"{ReaderEmitter.CompilerServices}LlmContent.Complete({items.Expression})", items.Type)
            : items;
        if (shape.IsMessage && MessageHelper(element, shape) is { } addMessage)
        {
            text.Line($"{_messages}.AddEach({list.Expression}, {addMessage});");
            return;
        }

        var name = text.Name("item");
        text.WhereNotNull(list, name + "s", known => text.Block(
            $"foreach (var {name} in {known.Expression})",
            () => text.WhereNotNull(new MemberAccess(name, element, !element.IsValueType), "message", item => Read(item, shape))));
    }

    private void ReadWire(MemberAccess access, ContentShape shape, string method)
    {
        if (shape.WireMember is { } path)
        {
            if (access.Follow(path, compilation) is { } json)
                text.Line($"{ReaderEmitter.CompilerServices}{method}({content}, {json.Expression});");
        }
        else if (ModelOf(access.Type) is { } model)
        {
            text.Line($"{ReaderEmitter.CompilerServices}{method}({content}, {JsonOf(model, access.Expression)});");
        }
    }

    /// <summary>
    /// The JSON that the SDK writes. <c>ModelReaderWriter.Write</c> does the same, but does not support trimming and Native AOT.
    /// </summary>
    private string JsonOf(string model, string value)
    {
        const string Write = $".Write(global::{Models}ModelReaderWriterOptions.Json).ToMemory()";
        var helper = helpers.Of("JsonOf", compilation.ObjectType, () => ReaderSignature.Create(ReaderKind.Function, compilation.ObjectType, $"return model{Write};\n") with
        {
            TypeName = $"global::{Models}IPersistableModel<T>",
            MethodName = "JsonOf",
            TypeParameters = "<T>",
            Parameter = "model",
            Returns = "global::System.ReadOnlyMemory<byte>",
        });
        return helper is null ? $"((global::{Models}IPersistableModel<{model}>){value}){Write}" : $"{ReaderEmitter.Shared}JsonOf<{model}>({value})";
    }

    /// <summary>The type that the SDK can write, which may be a base type.</summary>
    private static string? ModelOf(ITypeSymbol type)
        => type.WithBaseTypes()
            .FirstOrDefault(static candidate => candidate.AllInterfaces.Any(contract =>
                contract.OriginalDefinition.HasMetadataName(PersistableModel)
                && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], candidate)))
            ?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private void ReadList(MemberAccess access, MemberPath? path)
    {
        if (Follow(access, path) is { } list
            && list.Type.ElementType() is { } element
            && ContentReaders.ShapeOf(element, ContentShape.Requests) is { } shape)
        {
            ReadEach(list, element, shape);
        }
    }

    private void ReadTools(MemberAccess access, MemberPath? path)
    {
        if (Follow(access, path) is not { } tools || tools.Type.ElementType() is not { } element)
            return;

        if (compilation.FindNameable(Function) is { } function && element.HasMetadataName("Microsoft.Extensions.AI.AITool"))
        {
            // The contract's own type may be hidden by one of the project's.
            var known = element.IsNamedFromGlobal(compilation) ? ReaderSignature.Display(element) : "object";
            text.Line($"{content}.ReadEach<{known}, {ReaderSignature.Display(function)}>({tools.Expression}, "
                + $"static ({content}, tool) => {content}.AddTool(tool.Name, tool.Description, tool.JsonSchema.GetRawText()));");
        }
        else
        {
            ReadList(access, path);
        }
    }

    private void ReadMessage(MemberAccess access, ContentShape shape)
    {
        if (Follow(access, shape.Role)?.AsName(compilation) is { } role)
        {
            if (shape.IsMessage && MessageHelper(access.Type, shape) is { } addMessage)
                text.Line($"{addMessage}({_messages}, {access.Expression});");
            else
                ReadMessageItself(access, shape, role);
            return;
        }

        if (isInput && shape.Texts.Length > 0)
            text.Line($"{_messages}.Begin(null);");
        ReadTexts(access, shape);
    }

    private void ReadMessageItself(MemberAccess access, ContentShape shape, string role)
    {
        var name = Follow(access, shape.Name) is { } author ? ", " + author.Expression : "";
        text.Line($"{_messages}.Begin({role}{name});");
        ReadTexts(access, shape);
    }

    private void ReadTexts(MemberAccess access, ContentShape shape)
    {
        var verb = shape.Role is null ? "Append" : "Add";
        foreach (var path in shape.Thoughts)
            ReadText(access, path, thought => $"{_messages}.{verb}Reasoning({thought});");
        foreach (var path in shape.Texts)
            ReadText(access, path, value => $"{_messages}.{verb}Text({value});");
        if (Follow(access, shape.Contents) is { } contents)
            ReadParts(contents, verb);
    }

    private void ReadText(MemberAccess access, MemberPath path, Func<string, string> statement)
    {
        if (path.SplitAtEach() is var (list, fromItem))
        {
            if (access.Follow(list, compilation) is { } items && items.Type.ElementType() is { } element)
                text.ForEach(items, element, "item", compilation, item => ReadText(item, fromItem, statement));
        }
        else if (access.Follow(path, compilation)?.AsString(compilation) is { } value)
        {
            text.Line(statement(value));
        }
    }

    /// <summary>Parts of a stream's elements continue those before them.</summary>
    private void ReadParts(MemberAccess contents, string verb)
    {
        if (contents.Type.ElementType() is not { } element)
            return;

        if (Helper("AddPart", "part", element, static (writer, part) => writer.ReadPart(part, "Add")) is { } addPart)
        {
            text.Line($"{_messages}.{verb}Each({contents.Expression}, {addPart});");
            return;
        }

        var part = text.Name("part");
        text.WhereNotNull(contents, "parts", parts => text.Block($"foreach (var {part} in {parts.Expression})", () => ReadPart(MemberAccess.Variable(part, element), verb)));
    }

    private void ReadPart(MemberAccess part, string verb) => text.Block($"switch ({part.Expression})", () =>
    {
        var known = Parts
            .Select(part => (Type: compilation.FindNameable("Microsoft.Extensions.AI." + part.Type)!, part))
            .Where(static part => part.Type is not null);
        foreach (var (type, (_, name, call)) in compilation.Arms(part.Type, known))
        {
            var variable = text.Name(name);
            text.Line($"case {ReaderSignature.Display(type)} {variable}: {call(_messages, variable, verb)}; break;");
        }
    });

    private string? MessageHelper(ITypeSymbol type, ContentShape shape)
        => Helper("AddMessage", "message", type, (writer, message) =>
        {
            if (Follow(message, shape.Role)?.AsName(compilation) is { } role)
                writer.ReadMessageItself(message, shape, role);
        });

    /// <summary>The method that reads an object into messages; null when its statements must be inline.</summary>
    private string? Helper(string method, string parameter, ITypeSymbol type, Action<ContentReaderWriter, MemberAccess> write)
    {
        var helper = helpers.Of(method, type, () =>
        {
            var inner = new ReaderText(ReaderEmitter.Messages, parameter);
            var writer = new ContentReaderWriter(inner, helpers, content, isInput, compilation) { _messages = ReaderEmitter.Messages };
            write(writer, MemberAccess.Variable(parameter, type));
            return inner.IsEmpty
                ? null
                : ReaderSignature.Create(ReaderKind.Messages, type, inner.ToString()) with { MethodName = method, Parameter = parameter };
        });
        return helper is null ? null : ReaderEmitter.Shared + method;
    }

    private MemberAccess? Follow(MemberAccess access, MemberPath? path) => path is null ? null : access.Follow(path, compilation);
}
