using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>Which spans a back end is for. A filter that throws keeps its span back: what it was to keep out may be secret.</summary>
internal sealed class SpanFilter(BackendOptions options, Faults faults)
{
    internal bool Includes(Activity span)
    {
        try
        {
            return options.Filter(span);
        }
        catch (Exception exception)
        {
            faults.Tell("filter", $"The filter threw {exception.GetType()}: {exception.Message}. Spans on which it throws are not sent.");
            return false;
        }
    }
}
