/// Where rows lie on the pages of a server whose pages are found by tokens or numbers.
///
/// The pager knows rows only: it asks for what follows a row. A page that starts there can be requested
/// behind the last row of a page; behind any other row, its page is requested again and cut.
public struct PagePlaces: Sendable, Hashable {
  /// What a page is requested by.
  public enum Page: Sendable, Hashable {
    case head
    case token(String)
    /// From 0; and how many rows the pages before it have, which may be fewer than were asked for.
    case number(Int, rowsBefore: Int)
  }

  public struct Place: Sendable, Hashable {
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

  private var pages: [Place] = []
  private var indexOfPage: [Place: Int] = [:]
  /// The index of each row's page in `pages`.
  private var pageOfRow: [BatchID: Int] = [:]
  /// What follows the last row of a page.
  private var following: [BatchID: Place] = [:]

  public init() {}

  /// - Returns: nil for a row that no page has brought.
  public func place(after row: BatchID?, limit: Int?) -> Place? {
    guard let row else { return Place(page: .head, limit: limit) }
    if let next = following[row] { return next }
    return pageOfRow[row].map { index in
      Place(page: pages[index].page, limit: pages[index].limit, through: row)
    }
  }

  /// Remembers what follows a page.
  public mutating func note(_ next: Place?, behind last: BatchID) { following[last] = next }

  /// Remembers the rows of a page.
  public mutating func note(_ rows: [BatchID], on place: Place) {
    let place = Place(page: place.page, limit: place.limit)
    let index = indexOfPage[place] ?? pages.endIndex
    if index == pages.endIndex {
      pages.append(place)
      indexOfPage[place] = index
    }
    for row in rows { pageOfRow[row] = index }
  }
}
