import Glibc

/// Cuts a file that arrives in chunks of any size into lines.
///
/// A line that lies within one chunk is not copied. Of a line that does not, at most
/// `ResultLimits.lineBytes` are kept.
public struct LineSplitter: ~Copyable {
  /// Bytes taken in so far.
  public private(set) var bytes = 0
  /// Lines handed out so far.
  public private(set) var lines = 0

  /// Where in the file the line begins that the next chunk continues or begins.
  public var lineStart: Int { lineOffset }

  private let maximumBytes: Int
  private let beginningBytes: Int
  /// The line that the next chunk continues.
  private var pending: UnsafeMutablePointer<UInt8>
  private var capacity = 512
  private var pendingCount = 0
  /// Bytes of that line in the file; more than are kept where it is too long.
  private var pendingLength = 0
  private var lineOffset = 0

  private static let lineFeed: UInt8 = 0x0A
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// Memory that one long line took is not kept for the others.
  private static let keptCapacity = 1 << 20

  public init() {
    self.init(
      maximumBytes: ResultLimits.lineBytes, beginningBytes: ResultLimits.beginningBytes)
  }

  /// - Parameter offset: of the first byte in its file, where reading begins within the file.
  public init(offset: Int, lines: Int) {
    self.init()
    bytes = offset
    lineOffset = offset
    self.lines = lines
  }

  init(maximumBytes: Int, beginningBytes: Int) {
    self.maximumBytes = maximumBytes
    self.beginningBytes = beginningBytes
    pending = .allocate(capacity: capacity)
  }

  deinit { pending.deallocate() }

  /// Takes in the next bytes of the file and hands out the lines that end in them.
  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ body: (Line) -> Void) {
    guard var start = chunk.baseAddress, !chunk.isEmpty else { return }
    let end = start + chunk.count
    bytes += chunk.count
    if pendingLength > 0 {
      guard let feed = Self.lineFeed(from: start, to: end) else {
        return keep(start, feed: end)
      }
      keep(start, feed: feed)
      handOutPending(hasLineFeed: true, body)
      start = feed + 1
    }
    while let feed = Self.lineFeed(from: start, to: end) {
      if feed - start > maximumBytes {
        keep(start, feed: feed)
        handOutPending(hasLineFeed: true, body)
      } else {
        handOut(
          start, feed, readable: end, length: feed - start, isTooLong: false,
          hasLineFeed: true, body)
        lineOffset += feed - start + 1
      }
      start = feed + 1
    }
    keep(start, feed: end)
  }

  /// Hands out the last line of a file that does not end with a line feed.
  public mutating func finish(_ body: (Line) -> Void) {
    if pendingLength > 0 { handOutPending(hasLineFeed: false, body) }
  }

  private static func lineFeed(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard let found = memchr(start, Int32(lineFeed), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
  }

  private mutating func handOut(
    _ start: UnsafePointer<UInt8>, _ feed: UnsafePointer<UInt8>, readable: UnsafePointer<UInt8>,
    length: Int, isTooLong: Bool, hasLineFeed: Bool, _ body: (Line) -> Void
  ) {
    var mark = 0
    if lineOffset == 0, feed - start >= 3, start[0] == 0xEF, start[1] == 0xBB, start[2] == 0xBF {
      mark = Self.byteOrderMark.count
    }
    lines += 1
    body(
      Line(
        number: lines, offset: lineOffset + mark, length: length - mark, isTooLong: isTooLong,
        hasLineFeed: hasLineFeed, start: start + mark, end: feed, readable: readable))
  }

  private mutating func handOutPending(hasLineFeed: Bool, _ body: (Line) -> Void) {
    pending[pendingCount] = Self.lineFeed
    handOut(
      UnsafePointer(pending), UnsafePointer(pending + pendingCount),
      readable: UnsafePointer(pending + pendingCount + 1), length: pendingLength,
      isTooLong: pendingLength > maximumBytes, hasLineFeed: hasLineFeed, body)
    lineOffset += pendingLength + 1
    pendingCount = 0
    pendingLength = 0
    if capacity > Self.keptCapacity { resize(to: Self.keptCapacity) }
  }

  /// Keeps the bytes of a line up to a line feed or the end of the chunk.
  private mutating func keep(_ start: UnsafePointer<UInt8>, feed: UnsafePointer<UInt8>) {
    let count = feed - start
    pendingLength += count
    guard pendingLength <= maximumBytes else {
      if pendingCount < beginningBytes { append(start, min(count, beginningBytes - pendingCount)) }
      pendingCount = min(pendingCount, beginningBytes)
      if capacity > Self.keptCapacity { resize(to: Self.keptCapacity) }
      return
    }
    append(start, count)
  }

  private mutating func append(_ start: UnsafePointer<UInt8>, _ count: Int) {
    // One more byte for the line feed.
    if pendingCount + count + 1 > capacity {
      resize(to: min(max(capacity * 2, pendingCount + count + 1), maximumBytes + 1))
    }
    (pending + pendingCount).update(from: start, count: count)
    pendingCount += count
  }

  private mutating func resize(to capacity: Int) {
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    new.update(from: pending, count: pendingCount)
    pending.deallocate()
    pending = new
    self.capacity = capacity
  }
}
