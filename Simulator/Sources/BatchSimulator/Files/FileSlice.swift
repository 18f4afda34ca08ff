/// A part of a file, to be sent.
struct FileSlice: Sendable, Hashable {
  let text: FileText
  let range: Range<Int>

  /// In bytes: what is computed before it is sent.
  private static let partSize = 128 << 10

  /// Computes the bytes one part after another.
  func forEachPart(_ send: ([UInt8]) async throws -> Void) async rethrows {
    guard !range.isEmpty else { return }
    let layout = text.layout
    let first = layout.line(at: range.lowerBound)
    var line = first.line
    var skipped = range.lowerBound - first.offset
    var left = range.count
    var bytes = LineBytes(capacity: Self.partSize + 4 * layout.meanLength)
    while left > 0 {
      while bytes.count - skipped < min(left, Self.partSize), line < layout.lines {
        for length in layout.lengths(from: line) {
          text.append(line, length: length, to: &bytes)
          line += 1
        }
      }
      let part = bytes.bytes[skipped...].prefix(left)
      if part.isEmpty { return }
      try await send(Array(part))
      left -= part.count
      skipped = 0
      bytes.removeAll()
    }
  }
}
