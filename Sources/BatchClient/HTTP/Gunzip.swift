import CZlib

/// Decompresses gzip bodies that the server did not label, or mislabelled.
enum Gunzip {
  /// Checks the first bytes of every gzip stream (RFC 1952), with which no JSON text begins.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  enum Problem: Error {
    case tooLarge
    /// What could be decompressed before the stream was cut off.
    case truncated([UInt8])
    case damaged
  }

  /// - Parameter limit: bytes of the decompressed text at most.
  static func decode(_ bytes: [UInt8], limit: Int) throws(Problem) -> [UInt8] {
    var stream = z_stream()
    guard lb_inflate_init_gzip(&stream) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 << 10)
    var status = Z_OK
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while status == Z_OK, output.count <= limit {
        let count = part.withUnsafeMutableBufferPointer { part in
          stream.next_out = part.baseAddress
          stream.avail_out = UInt32(part.count)
          status = inflate(&stream, Z_NO_FLUSH)
          return part.count - Int(stream.avail_out)
        }
        output.append(contentsOf: part[..<count])
        if count == 0, stream.avail_in == 0 { break }
      }
    }
    if output.count > limit { throw .tooLarge }
    switch status {
    // Bytes after the stream are ignored, as libcurl does.
    case Z_STREAM_END: return output
    case Z_OK, Z_BUF_ERROR: throw .truncated(output)
    default: throw .damaged
    }
  }
}
