/// How many elements without an id a walk through the list met, each counted once.
///
/// Those behind the last batch of a page lie where the next page begins: it may bring them again, or
/// not. A page that overlaps with the one before brings those between its first rows again.
struct SkippedElements: Sendable, Hashable {
  private(set) var count = 0
  /// The id of the row that the walk has come to; nil for the head of the list.
  private var frontier: String?
  /// Elements met behind that row.
  private var behindFrontier = 0

  /// - Parameter after: where the walk starts.
  init(after: String?) { frontier = after }

  /// - Parameters:
  ///   - asked: the cursor that the page was asked for with.
  ///   - newIDs: how many ids of the page had not been seen before.
  mutating func add(_ page: BatchPage, asked: String?, newIDs: Int) {
    // A page that is sent again would have its elements counted again.
    guard newIDs > 0 || page.batches.isEmpty else { return }
    let rows = page.batches
    let known =
      rows.lastIndex { $0.id == frontier } ?? rows.lastIndex { $0.id == asked }
    let start = known.map { $0 + 1 } ?? 0
    let begins = page.skippedBehind[start] ?? 0
    let beginsAtFrontier = (known.map { rows[$0].id } ?? asked) == frontier
    count += page.skippedBehind.reduce(0) { $0 + ($1.key > start ? $1.value : 0) }
    if beginsAtFrontier { count += max(0, begins - behindFrontier) }
    if let last = rows.last?.id {
      let isSame = rows.count == start && beginsAtFrontier
      behindFrontier = max(
        page.skippedBehind[rows.count] ?? 0, isSame ? behindFrontier : 0)
      frontier = last
    } else if beginsAtFrontier {
      behindFrontier = max(behindFrontier, begins)
    }
  }
}
