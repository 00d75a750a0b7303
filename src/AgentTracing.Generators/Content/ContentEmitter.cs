using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Content;

/// <summary>Writes what an operation is given, as far as it becomes content.</summary>
internal static class ContentEmitter
{
    /// <summary>Writes the calls that tell the run time's <c>OperationContent</c>: on one line, or a line each where there are several.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The content, with the <c>?</c> that passes over it where nothing is captured.</param>
    /// <param name="content">What is told.</param>
    /// <param name="nameOf">Gives the name of a reader as the calling code has it.</param>
    /// <param name="end">What stands behind the last call.</param>
    public static void Write(SourceWriter writer, string target, ContentModel content, Func<ReaderModel, string> nameOf, string end)
    {
        string[] calls = [.. content.Calls(nameOf)];
        if (calls.Length == 1)
        {
            writer.WriteLine(target + calls[0] + end);
            return;
        }

        writer.WriteLine(target);
        using (writer.Indent())
        {
            for (int i = 0; i < calls.Length; i++)
                writer.WriteLine(i == calls.Length - 1 ? calls[i] + end : calls[i]);
        }
    }
}
