/// The number of elements without an id in a traversal, each counted once.
///
/// The next page may or may not repeat those after the last batch of a page. A page that overlaps with
/// the one before repeats those between its first rows.
struct SkippedElements: Sendable, Hashable {
  private(set) var count = 0
  /// The id of the last row that was reached; nil for the head of the list.
  private var frontier: BatchID?
  /// Elements counted after that row.
  private var behindFrontier = 0

  /// - Parameter after: where the traversal starts.
  init(after: BatchID?) { frontier = after }

  /// - Parameters:
  ///   - asked: the cursor of the page's request.
  ///   - newIDs: how many ids of the page are new.
  mutating func add(_ page: BatchPage, asked: BatchID?, newIDs: Int) {
    // Elements of a repeated page must not be counted again.
    guard newIDs > 0 || page.batches.isEmpty else { return }
    let rows = page.batches
    // Nearly every page: there is nothing to count.
    if page.skippedBehind.isEmpty, behindFrontier == 0 {
      if let last = rows.indices.last { frontier = rows[last].key }
      return
    }
    let known =
      rows.lastIndex { $0.key == frontier } ?? rows.lastIndex { $0.key == asked }
    let start = known.map { $0 + 1 } ?? 0
    let begins = page.skippedBehind[start] ?? 0
    let beginsAtFrontier = (known.map { rows[$0].key } ?? asked) == frontier
    count += page.skippedBehind.reduce(0) { $0 + ($1.key > start ? $1.value : 0) }
    if beginsAtFrontier { count += max(0, begins - behindFrontier) }
    if let last = rows.last?.key {
      let isSame = rows.count == start && beginsAtFrontier
      behindFrontier = max(
        page.skippedBehind[rows.count] ?? 0, isSame ? behindFrontier : 0)
      frontier = last
    } else if beginsAtFrontier {
      behindFrontier = max(behindFrontier, begins)
    }
  }
}
