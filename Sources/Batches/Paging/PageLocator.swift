/// On which pages rows are, for a server whose pages are found by tokens or numbers.
///
/// The pager knows rows only: it asks for what follows a row. A page that starts there can be requested
/// behind the last row of a page; behind any other row, its page is requested again and cut.
public struct PageLocator: Sendable, Hashable {
  /// What a page is requested by.
  public enum Page: Sendable, Hashable {
    case head
    case token(String)
    /// From 0; and how many rows the pages before it have, which may be fewer than were asked for.
    case number(Int, rowsBefore: Int)
  }

  public struct Location: Sendable, Hashable {
    public var page: Page
    /// The number of rows with which the page was, or is, requested: a token belongs to one.
    public var limit: Int?
    /// The last row of the page that is not wanted; nil where all are.
    public var through: BatchID?

    public init(page: Page, limit: Int?, through: BatchID? = nil) {
      self.page = page
      self.limit = limit
      self.through = through
    }
  }

  private var pages: [Location] = []
  private var indexOfPage: [Location: Int] = [:]
  /// The index in `pages` of each row's page, under the hash of its id: the ids themselves would take
  /// five times the memory. Where two rows have one hash, the page that came later is read as a whole.
  private var pageOfRow: [Int: UInt32] = [:]
  /// What follows the last row of a page.
  private var following: [BatchID: Location] = [:]

  public init() {}

  /// - Returns: nil for a row that no page has brought.
  public func location(after row: BatchID?, limit: Int?) -> Location? {
    guard let row else { return Location(page: .head, limit: limit) }
    if let next = following[row] { return next }
    return pageOfRow[row.hashValue].map { index in
      let page = pages[Int(index)]
      return Location(page: page.page, limit: page.limit, through: row)
    }
  }

  /// Remembers what follows a page.
  public mutating func note(_ next: Location?, behind last: BatchID) { following[last] = next }

  /// Remembers the rows of a page.
  public mutating func note(_ rows: [BatchID], on location: Location) {
    let location = Location(page: location.page, limit: location.limit)
    let index = indexOfPage[location] ?? pages.endIndex
    if index == pages.endIndex {
      pages.append(location)
      indexOfPage[location] = index
    }
    for row in rows { pageOfRow[row.hashValue] = UInt32(index) }
  }
}
