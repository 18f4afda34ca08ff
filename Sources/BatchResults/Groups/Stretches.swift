/// Where in a file the lines of each group are, so that they can be listed without reading all of it
/// again.
///
/// The places of single lines would grow with their number. This remembers which groups occur in each
/// stretch of 64 KiB, and a file with more than `ResultLimits.stretches` of them is cut into longer
/// ones: a few hundred kilobytes for any file. Listing reads only stretches that have the group, at the
/// speed of grouping, and stops when the screen is full.
public struct Stretches: Sendable, Hashable {
  public struct Stretch: Sendable, Hashable {
    /// Of the first byte of its first line.
    public fileprivate(set) var offset: Int
    /// The end of its last noted line, without the line feed.
    public fileprivate(set) var end: Int
    /// Lines of the file before it.
    public fileprivate(set) var linesBefore: Int
    /// A bit for each group, by its number modulo 64.
    fileprivate var groups: UInt64
  }

  public private(set) var all: [Stretch] = []
  private var bytes: Int
  private let maximumCount: Int

  public init() { self.init(bytes: 64 << 10, maximumCount: ResultLimits.stretches) }

  init(bytes: Int, maximumCount: Int) {
    self.bytes = bytes
    self.maximumCount = maximumCount
  }

  public var count: Int { all.count }

  /// Takes note of a line; later lines have larger offsets.
  @inline(__always)
  mutating func add(offset: Int, length: Int, line: Int, group: Int) {
    let bit: UInt64 = 1 << UInt64(group & 63)
    if let last = all.indices.last, offset - all[last].offset < bytes {
      all[last].groups |= bit
      all[last].end = offset + length
      return
    }
    if all.count == maximumCount { joinPairs() }
    all.append(Stretch(offset: offset, end: offset + length, linesBefore: line - 1, groups: bit))
  }

  /// The stretches in which failures of a group may be: all that have one, and where there are more
  /// than 64 groups a few others.
  public func stretches(of group: Int) -> [Stretch] {
    all.filter { $0.groups & (1 << UInt64(group & 63)) != 0 }
  }

  private mutating func joinPairs() {
    bytes *= 2
    var joined: [Stretch] = []
    joined.reserveCapacity(maximumCount)
    for stretch in all {
      if let last = joined.indices.last, stretch.offset - joined[last].offset < bytes {
        joined[last].groups |= stretch.groups
        joined[last].end = stretch.end
      } else {
        joined.append(stretch)
      }
    }
    all = joined
  }
}
