/// The elements of a list that have no id, each counted once, however often its page comes.
///
/// What tells them apart is the row before them: the next page may or may not repeat those after the
/// last row of a page, and pages may overlap.
public struct SkippedElements: Sendable, Hashable {
  public private(set) var count = 0
  /// How many follow a row; nil stands for the head of the list.
  private var behind: [BatchID?: Int] = [:]

  public init() {}

  /// - Parameters:
  ///   - asked: the cursor of the page's request.
  ///   - newIDs: how many ids of the page are new; a page without any may be another one than the
  ///     cursor's.
  public mutating func add(_ page: BatchPage, asked: BatchID?, newIDs: Int) {
    guard newIDs > 0 || page.batches.isEmpty else { return }
    add(page, asked: asked)
  }

  /// - Parameters:
  ///   - page: one that follows its cursor, or overlaps with the rows before it.
  ///   - asked: the cursor of its request.
  public mutating func add(_ page: BatchPage, asked: BatchID?) {
    // Those before the first row may be behind one that has arrived since.
    if asked == nil { set(0, behind: nil) }
    for (position, elements) in page.skippedBehind {
      if position > 0 {
        note(elements, behind: page.batches[position - 1].key)
      } else if !page.batches.contains(where: { $0.key == asked }) {
        note(elements, behind: asked)
      }
    }
  }

  /// Adds those of a later reading, which began at the head.
  public mutating func add(_ later: SkippedElements) {
    set(0, behind: nil)
    for (row, elements) in later.behind { note(elements, behind: row) }
  }

  private mutating func note(_ elements: Int, behind row: BatchID?) {
    set(max(behind[row] ?? 0, elements), behind: row)
  }

  private mutating func set(_ elements: Int, behind row: BatchID?) {
    let before = behind[row] ?? 0
    guard elements != before else { return }
    behind[row] = elements == 0 ? nil : elements
    count += elements - before
  }
}
