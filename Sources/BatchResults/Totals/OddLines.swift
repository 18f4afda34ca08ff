/// Lines that are not the result of a request that can be named, by what is wrong with them.
public struct OddLines: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Not JSON, or cut off.
    case notJSON
    /// JSON, but not an object.
    case notObject
    /// Longer than `ResultLimits.lineBytes`.
    case tooLong
    /// An object, counted as a success or a failure, that does not say of which request.
    case noID
    /// Empty, or only white space. Harmless.
    case blank
  }

  public struct Count: Sendable, Hashable {
    public fileprivate(set) var count: Int
    public let firstLine: Int
    public let firstOffset: Int
  }

  private var counts: [Kind: Count] = [:]

  public init() {}

  public subscript(kind: Kind) -> Count? { counts[kind] }

  /// Lines that could not be read at all.
  public var unreadable: Int {
    [Kind.notJSON, .notObject, .tooLong].reduce(0) { $0 + (counts[$1]?.count ?? 0) }
  }

  @inline(never)
  mutating func add(_ kind: Kind, line: Int, offset: Int) {
    counts[kind, default: Count(count: 0, firstLine: line, firstOffset: offset)].count += 1
  }
}
