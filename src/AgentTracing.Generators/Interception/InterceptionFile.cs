using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Interception;

/// <summary>One generated file: the interceptors of one user file.</summary>
/// <param name="HintName">Its name, unique among all of them ignoring case.</param>
/// <param name="Calls">The intercepted calls, in ordinal order.</param>
internal sealed record InterceptionFile(string HintName, EquatableArray<InterceptedShape> Calls)
{
    private const string Extension = ".Interceptors.g.cs";

    /// <summary>Distributes calls to files, in ordinal order of the user's files.</summary>
    public static IEnumerable<InterceptionFile> Group(EquatableArray<ModelCall> calls, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        IEnumerable<IGrouping<string, InterceptedCall>> files = calls
            .OfType<InterceptedCall>()
            .GroupBy(static call => call.FilePath, StringComparer.Ordinal)
            .OrderBy(static file => file.Key, StringComparer.Ordinal);

        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = CSharp.FreeName(CSharp.FileName(Path.GetFileNameWithoutExtension(file.Key)), candidate => !taken.Add(candidate));
            yield return new InterceptionFile(name + Extension, InOrder(file));
        }
    }

    private static EquatableArray<InterceptedShape> InOrder(IEnumerable<InterceptedCall> calls)
        => calls
            .GroupBy(static call => call.Shape)
            .OrderBy(static shape => shape.Key.Key, StringComparer.Ordinal)
            .Select(static shape => new InterceptedShape(
                shape.Key, shape.OrderBy(static call => call.Place.Position).Select(static call => new CallSite(call.Place.Display, call.Location)).ToEquatableArray()))
            .ToEquatableArray();
}

/// <summary>Calls of one method in one file.</summary>
/// <param name="Shape">The method.</param>
/// <param name="Sites">The calls, in the order of the file.</param>
internal sealed record InterceptedShape(CallShape Shape, EquatableArray<CallSite> Sites);

/// <summary>One of the calls.</summary>
/// <param name="Display">Its position as text.</param>
/// <param name="Location">Its position for the compiler.</param>
internal sealed record CallSite(string Display, CallLocation Location);
