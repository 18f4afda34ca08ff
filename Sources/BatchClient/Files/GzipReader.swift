import CZlib

/// Decompresses a gzip file piece by piece, in as little memory as a piece takes.
final class GzipReader {
  enum Problem: Error { case damaged, truncated }

  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var position = 0
  /// Whether the stream has ended, and another may follow.
  private var isBetweenStreams = false
  private var hasEnded = false
  /// Whether decompressed bytes are missing at this point of the input.
  private var isInside = false

  /// In bytes.
  private static let pieceSize = 256 << 10

  /// nil without memory.
  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard lb_inflate_init_gzip(stream) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func feed(_ bytes: [UInt8]) {
    input = position < input.count ? Array(input[position...]) + bytes : bytes
    position = 0
    if !bytes.isEmpty, !hasEnded { isInside = true }
  }

  /// The next piece; nil where more input is needed.
  func next() throws(Problem) -> [UInt8]? {
    while position < input.count, !hasEnded {
      if isBetweenStreams { beginNextStream() }
      if hasEnded { break }
      let piece = try inflatePiece()
      if !piece.isEmpty { return piece }
    }
    // What follows the last stream is ignored, as gzip itself does with zeros.
    return nil
  }

  /// Checks that the file does not end in the middle of a stream.
  func finish() throws(Problem) { if isInside { throw .truncated } }

  private func beginNextStream() {
    guard input[position] == 0x1F else {
      hasEnded = true
      isInside = false
      return
    }
    inflateReset(stream)
    isBetweenStreams = false
    isInside = true
  }

  private func inflatePiece() throws(Problem) -> [UInt8] {
    var status = Z_OK
    let stream = stream
    let available = input.count - position
    var left = available
    let piece = input.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { output, count in
        stream.pointee.next_in = input.baseAddress.map { $0 + position }
        stream.pointee.avail_in = UInt32(available)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        status = inflate(stream, Z_NO_FLUSH)
        left = Int(stream.pointee.avail_in)
        count = output.count - Int(stream.pointee.avail_out)
      }
    }
    position += available - left
    switch status {
    case Z_STREAM_END:
      isBetweenStreams = true
      isInside = false
    case Z_OK, Z_BUF_ERROR: break
    default: throw .damaged
    }
    return piece
  }
}
