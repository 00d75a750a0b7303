namespace AgentTracing.Pricing;

/// <summary>
/// The price file of the process, which overrides <see cref="PriceBook.Default"/>: <see cref="AgentTracingOptions.Prices"/>, else the file
/// of the environment variable. A file with an error leaves the previous prices in force; the error is counted, and reported once for each
/// version of the file.
/// </summary>
internal sealed class PriceFile : IDisposable
{
    /// <summary>The environment variable with the path of a file.</summary>
    internal const string Variable = "AGENT_TRACING_PRICES";

    // Polled, because file system notifications do not cross mounts, such as those of containers.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly object Gate = new();
    private static PriceFile? _current;
    private static int _started;

    private readonly string _path;
    private readonly Timer? _timer;
    private (DateTime Written, long Length)? _version;
    private (DateTime Written, long Length)? _reportedVersion;

    private PriceFile(string path, bool reload)
    {
        _path = path;
        _timer = reload ? new Timer(static file => ((PriceFile)file!).Check(), this, Interval, Interval) : null;
    }

    /// <summary>Reads the file of the environment variable at the first lookup of a program without options.</summary>
    internal static void Start()
    {
        if (Volatile.Read(ref _started) == 0)
            Follow(AgentTracingOptions.Current);
    }

    /// <summary>Applies the options: sets their prices, and watches their file if reloading is on.</summary>
    internal static void Follow(AgentTracingOptions options)
    {
        Volatile.Write(ref _started, 1);
        lock (Gate)
        {
            string? variable = options.Prices is null ? Environment.GetEnvironmentVariable(Variable) : null;
            if (variable is { Length: > 0 } && _current is { } known && known._path == variable && known._timer is not null == options.ReloadPrices)
                return;

            _current?.Dispose();
            _current = null;
            if (options.Prices is { Loaded: { } table } book)
            {
                PriceBook.Default.Overlay(table);
                if (book.Path is { } path && options.ReloadPrices)
                    _current = new PriceFile(path, reload: true) { _version = VersionOf(path) };
            }
            else if (variable is { Length: > 0 })
            {
                PriceBook.Default.Overlay(null);
                _current = new PriceFile(variable, options.ReloadPrices);
                _current.Check();
            }
            else
            {
                PriceBook.Default.Overlay(null);
            }
        }
    }

    /// <summary>Reads the file if its version differs from the last one that was read, valid or not.</summary>
    internal void Check()
    {
        (DateTime Written, long Length)? version = null;
        try
        {
            version = VersionOf(_path);
            if (version == _version)
                return;

            _version = version;
            PriceBook.Default.Overlay(PriceBook.Load(System.IO.Path.GetFullPath(_path)).Loaded);
            _reportedVersion = null;
        }
        catch (Exception exception)
        {
            // A file that another process has locked may be readable next time with the same version.
            if (exception is IOException or UnauthorizedAccessException)
                _version = null;
            if (_reportedVersion is { } reported && reported == version)
                return;

            _reportedVersion = version;
            TelemetryFault.Report($"read the price file {_path}; the prices that were there stay", exception);
        }
    }

    /// <summary>Checks the file of the process now, for tests.</summary>
    internal static void CheckNow()
    {
        lock (Gate)
            _current?.Check();
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>
    /// The time of the last write and the length of the file. Links are followed, because mounted volumes are updated by changing a link.
    /// </summary>
    private static (DateTime Written, long Length) VersionOf(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return (default, -1);

        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? (target.LastWriteTimeUtc, target.Length) : (default, -1);
    }
}
