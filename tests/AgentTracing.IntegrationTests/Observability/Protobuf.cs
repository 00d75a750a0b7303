using System.Buffers.Binary;
using System.Text;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>An undecoded field of a protobuf message: its type depends on the message.</summary>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)
{
    internal string Text => Encoding.UTF8.GetString(Bytes.Span);

    internal double Double => BitConverter.UInt64BitsToDouble(Value);

    /// <summary>The doubles in a packed field.</summary>
    internal double[] Doubles => [.. Fixed64().Select(BitConverter.UInt64BitsToDouble)];

    private IEnumerable<ulong> Fixed64()
    {
        for (var at = 0; at < Bytes.Length; at += 8)
            yield return BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[at..]);
    }
}

/// <summary>Reads the part of protobuf's encoding that OTLP uses (protobuf.dev, "Encoding").</summary>
internal static class Protobuf
{
    /// <summary>The fields of a message, in order.</summary>
    internal static IEnumerable<ProtobufField> Fields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return new ProtobufField(number, Varint(message, ref at), default);
                    break;
                case 1:
                    yield return new ProtobufField(number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), default);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    yield return new ProtobufField(number, 0, message.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    yield return new ProtobufField(number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), default);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7} at {at}.");
            }
        }
    }

    /// <summary>The messages in a repeated field.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Messages(this ReadOnlyMemory<byte> message, int number)
        => Fields(message).Where(field => field.Number == number).Select(field => field.Bytes);

    /// <summary>A field that occurs at most once.</summary>
    internal static ProtobufField? Field(this ReadOnlyMemory<byte> message, int number)
        => Fields(message).Where(field => field.Number == number).Select(field => (ProtobufField?)field).SingleOrDefault();

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var octet = message.Span[at++];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return value;
        }
    }
}
