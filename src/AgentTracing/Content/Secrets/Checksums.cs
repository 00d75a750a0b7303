namespace AgentTracing;

/// <summary>Checksums of numbers and keys.</summary>
internal static class Checksums
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int ChecksumLength = 6;

    /// <summary>
    /// Luhn's check of the digits, ignoring all other characters. One in ten other numbers passes it by chance (ISO/IEC 7812-1, annex B).
    /// </summary>
    internal static bool IsLuhn(ReadOnlySpan<char> text)
    {
        var sum = 0;
        var doubles = false;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;

            var digit = text[i] - '0';
            if (doubles)
                digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
            doubles = !doubles;
        }

        return sum % 10 == 0;
    }

    /// <summary>
    /// Whether the last six letters are the CRC-32 of those before, in base 62: keys of GitHub and npm after their prefix
    /// (GitHub, "Behind GitHub's new authentication token formats", 2021).
    /// </summary>
    internal static bool IsCrc32(ReadOnlySpan<char> body)
    {
        if (body.Length <= ChecksumLength)
            return false;

        var crc = Crc32(body[..^ChecksumLength]);
        for (var i = 1; i <= ChecksumLength; i++, crc /= 62)
        {
            if (body[^i] != Base62[(int)(crc % 62)])
                return false;
        }

        return true;
    }

    /// <summary>CRC-32 of ASCII (ISO 3309, the one of zip).</summary>
    internal static uint Crc32(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var letter in text)
        {
            crc ^= letter;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
